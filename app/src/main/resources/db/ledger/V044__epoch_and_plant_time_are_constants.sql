-- Each transaction and each captured statement looked the epoch up, which changes once in the life of a database, when it is restored. The function says it as a constant
-- now, written by whatever opens an epoch. It has no rights and no path of its own, so it is put into the plans that call it; they are made again when it is replaced.
create function write_current_epoch() returns void language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
    execute format('create or replace function ledger.current_epoch() returns integer language sql stable return %L::integer', (select max(n) from epoch));
end $$;
select write_current_epoch();

create or replace function open_epoch(p_kind text, p_zone text, p_cause text) returns integer
    language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
    v_n integer := coalesce((select max(n) from epoch), 0) + 1;
begin
    if v_n > 1 and p_kind <> (select kind from epoch where n = 1) then
        raise exception 'A % database stays one for ever', (select kind from epoch where n = 1) using errcode = 'ST003';
    end if;
    insert into epoch (n, kind, zone, cause) values (v_n, p_kind, p_zone, p_cause);
    perform write_current_epoch();
    return v_n;
end $$;

-- By how much plant time is ahead, in the same way: it is moved in demonstrations only. Who moves it at the same moment waits for the row.
create function write_plant_shift() returns void language plpgsql security definer set search_path = ledger, pg_temp set intervalstyle = 'postgres' as $$
begin
    execute format('create or replace function ledger.plant_shift() returns interval language sql stable return %L::interval', (select shift from plant_clock));
end $$;
select write_plant_shift();

create or replace function shift_plant_clock(p_shift interval) returns void
    language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
    if not is_demonstration() then
        raise exception 'Plant time moves in demonstrations only' using errcode = 'ST004';
    end if;
    perform keep_clock_change('PLANT', c.shift::text, p_shift::text, 'plant time was moved') from plant_clock c;
    update plant_clock set shift = p_shift, changed_at = clock_timestamp();
    perform write_plant_shift();
end $$;

-- Gives the author back, so that a function may call it within an expression, which costs less than a statement of its own.
drop function open_tx(text, text, text, text);
create function open_tx(p_author text, p_account text, p_reason text, p_origin text) returns text language plpgsql as $$
declare
    v_author text;
begin
    if (p_reason ~ '[^[:space:][:punct:]].*[^[:space:][:punct:]]') is not true then
        raise exception 'A reason is needed: what was done, or why' using errcode = 'ST006';
    end if;
    -- A transaction without a number has written nothing yet, so nobody has entered it.
    if pg_current_xact_id_if_assigned() is not null then
        select t.author into v_author from ledger.tx t where t.epoch = ledger.current_epoch() and t.xid = pg_current_xact_id();
        if v_author <> p_author then
            raise exception 'This transaction already belongs to %', v_author using errcode = 'ST005';
        end if;
        if v_author is not null then
            return v_author;
        end if;
    end if;
    insert into ledger.tx (epoch, xid, author, account, reason, origin, plant_at)
    values (ledger.current_epoch(), pg_current_xact_id(), p_author, p_account, p_reason, p_origin, clock_timestamp() + ledger.plant_shift());
    return p_author;
end $$;

revoke all on function write_current_epoch(), write_plant_shift(), plant_shift(), open_tx(text, text, text, text) from public;
