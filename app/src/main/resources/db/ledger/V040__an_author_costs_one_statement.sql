-- The epoch and the plant clock are read by the statement that writes the author down, not before it.
create or replace function open_tx(p_author text, p_account text, p_reason text, p_origin text) returns void language plpgsql as $$
declare
    v_author text;
begin
    if (p_reason ~ '[^[:space:][:punct:]].*[^[:space:][:punct:]]') is not true then
        raise exception 'A reason is needed: what was done, or why' using errcode = 'ST006';
    end if;
    -- A transaction without a number has written nothing yet, so nobody has entered it.
    if pg_current_xact_id_if_assigned() is not null then
        select t.author into v_author from ledger.tx t where t.epoch = (select max(e.n) from ledger.epoch e) and t.xid = pg_current_xact_id();
        if v_author <> p_author then
            raise exception 'This transaction already belongs to %', v_author using errcode = 'ST005';
        end if;
        if v_author is not null then
            return;
        end if;
    end if;
    insert into ledger.tx (epoch, xid, author, account, reason, origin, plant_at)
    select (select max(e.n) from ledger.epoch e), pg_current_xact_id(), p_author, p_account, p_reason, p_origin, clock_timestamp() + c.shift from ledger.plant_clock c;
end $$;
