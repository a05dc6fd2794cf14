-- Images are kept as they are written, not taken apart and put together again: making a jsonb was the dearest part of the capture, and every reader of the history,
-- the sealer first, had it made a text again. What stands there already keeps its text to the byte, so blocks stay as they are sealed. The order of its
-- members and the spaces between them say nothing: whoever compares images puts both right.
drop function history(text, text, integer);
drop function recent(text, text, bigint, integer);
drop function under(text);
alter table entry alter column old type json using old::text::json, alter column new type json using new::text::json;

create function history(p_tab text, p_row_key text, p_limit integer default 500)
    returns table (n bigint, xid xid8, op text, old jsonb, new jsonb, author text, account text, reason text, origin text, plant_at timestamptz, recorded_at timestamptz, block bigint)
    language sql stable security definer set search_path = ledger, pg_temp
begin atomic
    select e.n, e.xid, e.op::text, e.old::jsonb, e.new::jsonb, t.author, t.account, t.reason, t.origin, t.plant_at, t.recorded_at,
           (select b.n from ledger.block b where b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi)
      from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where e.tab = p_tab and e.row_key = p_row_key
     order by e.epoch, e.n
     limit p_limit;
end;

create function recent(p_tab_like text, p_author text, p_before bigint, p_limit integer)
    returns table (n bigint, tab text, row_key text, op text, old jsonb, new jsonb, author text, account text, reason text, origin text, plant_at timestamptz, recorded_at timestamptz, block bigint)
    language sql stable security definer set search_path = ledger, pg_temp
begin atomic
    select e.n, e.tab, e.row_key, e.op::text, e.old::jsonb, e.new::jsonb, t.author, t.account, t.reason, t.origin, t.plant_at, t.recorded_at,
           (select b.n from ledger.block b where b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi)
      from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where (p_tab_like is null or e.tab like p_tab_like) and (p_author is null or t.author = p_author) and (p_before is null or e.n < p_before)
     order by e.n desc
     limit p_limit;
end;

create function under(p_emergency text) returns table (n bigint, tab text, row_key text, op text, old jsonb, new jsonb, author text, account text, reason text, origin text, plant_at timestamptz,
        recorded_at timestamptz, block bigint)
    language sql stable security definer set search_path = ledger, pg_temp
begin atomic
    select e.n, e.tab, e.row_key, e.op::text, e.old::jsonb, e.new::jsonb, t.author, t.account, t.reason, t.origin, t.plant_at, t.recorded_at,
           (select b.n from ledger.block b where b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi)
      from ledger.tx t join ledger.entry e on e.epoch = t.epoch and e.xid = t.xid
     where t.origin like '% !%' and t.origin like '% !' || p_emergency
     order by e.epoch, e.n limit 1000;
end;

-- As before, but for the image, and for the epoch, which a function says. Where columns are left out or only their digest is kept, a jsonb is still made on the way.
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

revoke all on function history(text, text, integer), recent(text, text, bigint, integer), under(text) from public;
grant execute on function history(text, text, integer), recent(text, text, bigint, integer) to stroma_app, stroma_system, stroma_read, stroma_verify;
grant execute on function under(text) to stroma_app, stroma_read;
