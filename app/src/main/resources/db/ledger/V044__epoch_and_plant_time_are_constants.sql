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

-- As before, but for the epoch.
create or replace function watch(p_tab regclass, p_keys text[], p_never text[] default '{}', p_digest text[] default '{}') returns void
    language plpgsql set search_path = ledger, pg_temp as $$
declare
    v_schema text; v_table text; v_tab text; v_fn text; v_new text; v_old text; v_key_new text; v_key_old text; v_join text;
begin
    select s.nspname, c.relname into v_schema, v_table from pg_class c join pg_namespace s on s.oid = c.relnamespace where c.oid = p_tab;
    v_tab := v_schema || '.' || v_table;
    v_fn := format('ledger.%I', 'capture_' || v_schema || '_' || v_table);
    v_new := 'row_to_json(n)'; v_old := 'row_to_json(o)';
    if p_never || p_digest <> '{}' then
        v_new := format('(to_jsonb(n) - %L::text[])', p_never || p_digest);
        v_old := format('(to_jsonb(o) - %L::text[])', p_never || p_digest);
    end if;
    if p_digest <> '{}' then
        select v_new || ' || jsonb_build_object(' || string_agg(format('%L, encode(sha256(convert_to(n.%I::text, ''UTF8'')), ''hex'')', c, c), ', ') || ')',
               v_old || ' || jsonb_build_object(' || string_agg(format('%L, encode(sha256(convert_to(o.%I::text, ''UTF8'')), ''hex'')', c, c), ', ') || ')'
          into v_new, v_old from unnest(p_digest) c;
    end if;
    if p_never || p_digest <> '{}' then
        v_new := '(' || v_new || ')::json'; v_old := '(' || v_old || ')::json';
    end if;
    select case when count(*) = 1 then min(format('n.%I::text', k)) else 'concat_ws(''/'', ' || string_agg(format('n.%I::text', k), ', ') || ')' end,
           case when count(*) = 1 then min(format('o.%I::text', k)) else 'concat_ws(''/'', ' || string_agg(format('o.%I::text', k), ', ') || ')' end,
           string_agg(format('n.%I = o.%I', k, k), ' and ')
      into v_key_new, v_key_old, v_join from unnest(p_keys) k;

    execute format($f$
create or replace function %1$s() returns trigger language plpgsql security definer
    set search_path = pg_catalog, pg_temp set timezone = 'UTC' set bytea_output = 'hex' as $b$
declare
    v_any boolean;
begin
    if tg_op = 'INSERT' then
        insert into ledger.entry (epoch, xid, tab, row_key, op, new)
        select t.epoch, t.xid, %2$L, %3$s, 'I', %5$s from ledger.tx t cross join new_rows n
         where t.epoch = ledger.current_epoch() and t.xid = pg_current_xact_id();
        v_any := found;
    elsif tg_op = 'UPDATE' then
        insert into ledger.entry (epoch, xid, tab, row_key, op, old, new)
        select t.epoch, t.xid, %2$L, case when n is null then %4$s else %3$s end, 'U',
               case when o is null then null else %6$s end, case when n is null then null else %5$s end
          from ledger.tx t cross join (old_rows o full join new_rows n on %7$s)
         where t.epoch = ledger.current_epoch() and t.xid = pg_current_xact_id();
        v_any := found;
    else
        insert into ledger.entry (epoch, xid, tab, row_key, op, old)
        select t.epoch, t.xid, %2$L, %4$s, 'D', %6$s from ledger.tx t cross join old_rows o
         where t.epoch = ledger.current_epoch() and t.xid = pg_current_xact_id();
        v_any := found;
    end if;
    -- Nothing was written: the statement touched no row, or nobody has entered.
    if not v_any and not exists (select from ledger.tx where epoch = ledger.current_epoch() and xid = pg_current_xact_id()) then
        raise exception 'No author: a change of %%.%% needs a signed-in person and a reason', tg_table_schema, tg_table_name using errcode = 'ST001';
    end if;
    return null;
end $b$ $f$, v_fn, v_tab, v_key_new, v_key_old, v_new, v_old, v_join);
    if not exists (select from watched where tab = v_tab) then
        execute format('create trigger ledger_insert after insert on %s referencing new table as new_rows for each statement execute function %s()', p_tab, v_fn);
        execute format('create trigger ledger_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function %s()', p_tab, v_fn);
        execute format('create trigger ledger_delete after delete on %s referencing old table as old_rows for each statement execute function %s()', p_tab, v_fn);
        execute format('create trigger ledger_truncate before truncate on %s for each statement execute function ledger.refuse_change()', p_tab);
        execute format('alter table %s enable always trigger ledger_insert', p_tab);
        execute format('alter table %s enable always trigger ledger_update', p_tab);
        execute format('alter table %s enable always trigger ledger_delete', p_tab);
        execute format('alter table %s enable always trigger ledger_truncate', p_tab);
    end if;
    insert into watched (tab, key_columns, never, digest) values (v_tab, p_keys, p_never, p_digest)
    on conflict (tab) do update set key_columns = excluded.key_columns, never = excluded.never, digest = excluded.digest;
    execute format('grant usage on schema %I to stroma_verify', v_schema);
    execute (select format('grant select (%s) on %s to stroma_verify', string_agg(format('%I', a.attname), ', '), p_tab)
               from pg_attribute a where a.attrelid = p_tab and a.attnum > 0 and not a.attisdropped and a.attname <> all (p_never));
end $$;

select watch(w.tab::regclass, w.key_columns, w.never, w.digest) from watched w;

revoke all on function write_current_epoch(), write_plant_shift(), plant_shift(), open_tx(text, text, text, text) from public;
