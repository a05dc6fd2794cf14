-- With many writers the check of the reason cost more than the rest of the author's row: the constraint searched again what open_tx() had searched, each time
-- making a text of what is left of it. Only open_tx() writes this table, so it alone asks whether two letters, digits or signs are there. It has no rights and no
-- path of its own: who may call it (the functions that establish an author, and nobody else) has both.
alter table tx drop constraint tx_reason_check;

create or replace function open_tx(p_author text, p_account text, p_reason text, p_origin text) returns void language plpgsql as $$
declare
    v_epoch integer := (select max(e.n) from ledger.epoch e);
    v_author text;
begin
    if (p_reason ~ '[^[:space:][:punct:]].*[^[:space:][:punct:]]') is not true then
        raise exception 'A reason is needed: what was done, or why' using errcode = 'ST006';
    end if;
    -- A transaction without a number has written nothing yet, so nobody has entered it.
    if pg_current_xact_id_if_assigned() is not null then
        select t.author into v_author from ledger.tx t where t.epoch = v_epoch and t.xid = pg_current_xact_id();
        if v_author <> p_author then
            raise exception 'This transaction already belongs to %', v_author using errcode = 'ST005';
        end if;
        if v_author is not null then
            return;
        end if;
    end if;
    insert into ledger.tx (epoch, xid, author, account, reason, origin, plant_at)
    values (v_epoch, pg_current_xact_id(), p_author, p_account, p_reason, p_origin, clock_timestamp() + (select c.shift from ledger.plant_clock c));
end $$;
