-- The append-only history of every regulated row, written by triggers, sealed in blocks.
-- Nothing here is writable by the application's role: rows arrive through triggers and through the functions below.

create table epoch (
    n         integer primary key,
    kind      text        not null check (kind in ('production', 'demonstration')),
    zone      text        not null,
    cause     text        not null,
    opened_at timestamptz not null default clock_timestamp()
);
comment on table epoch is 'One row for each life of this database; a restore opens a new one. The first says for ever whether it is a demonstration.';

create table plant_clock (
    only_one   boolean primary key default true check (only_one),
    shift      interval    not null default interval '0',
    changed_at timestamptz not null default clock_timestamp()
);
insert into plant_clock default values;

create table tx (
    epoch       integer     not null references epoch,
    xid         xid8        not null,
    author      text        not null,
    account     text,
    reason      text        not null check (length(regexp_replace(reason, '[[:space:][:punct:]]', '', 'g')) >= 2),
    origin      text        not null,
    plant_at    timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (epoch, xid)
);

create table entry (
    epoch   integer not null,
    xid     xid8    not null,
    n       bigint generated always as identity,
    tab     text    not null,
    row_key text    not null,
    op      "char"  not null check (op in ('I', 'U', 'D')),
    old     jsonb,
    new     jsonb
);
create index entry_by_row on entry (tab, row_key);
create index entry_by_xid on entry (epoch, xid, n);

create table block (
    n         bigint primary key,
    epoch     integer     not null references epoch,
    lo        xid8        not null,
    hi        xid8        not null check (hi > lo),
    entries   bigint      not null,
    root      bytea       not null check (length(root) = 32),
    prev      bytea       not null check (length(prev) = 32),
    hash      bytea       not null check (length(hash) = 32) unique,
    sealed_at timestamptz not null
);

create table watched (
    tab         text primary key,
    key_columns text[] not null,
    never       text[] not null,
    digest      text[] not null,
    watched_at  timestamptz not null default clock_timestamp()
);

create table system_author (
    name    text primary key,
    purpose text not null
);
insert into system_author values
    ('system:migrate', 'changes of the schema and their data corrections'),
    ('system:install', 'the first administrator and the organisation'),
    ('system:door', 'sign-in, failed sign-in, lock-out and session ends'),
    ('system:clock', 'reactions to the plant clock: expiry, overdue work'),
    ('system:demo', 'the stage of a demonstration: its organisations and accounts'),
    ('system:restore', 'the opening of a restored database');

-- Append only, for everybody who is not able to drop a trigger: verification finds the rest.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail % is append-only', tg_table_name using errcode = 'ST002';
end $$;

create trigger append_only before update or delete on tx for each row execute function refuse_change();
create trigger append_only before update or delete on entry for each row execute function refuse_change();
create trigger append_only before update or delete on block for each row execute function refuse_change();
create trigger append_only before update or delete on epoch for each row execute function refuse_change();
create trigger never_truncated before truncate on tx for each statement execute function refuse_change();
create trigger never_truncated before truncate on entry for each statement execute function refuse_change();
create trigger never_truncated before truncate on block for each statement execute function refuse_change();
create trigger never_truncated before truncate on epoch for each statement execute function refuse_change();
alter table tx enable always trigger append_only;
alter table entry enable always trigger append_only;
alter table block enable always trigger append_only;
alter table epoch enable always trigger append_only;

create function current_epoch() returns integer language sql stable security definer set search_path = ledger, pg_temp
    return (select max(n) from ledger.epoch);

create function is_demonstration() returns boolean language sql stable security definer set search_path = ledger, pg_temp
    return coalesce((select kind = 'demonstration' from ledger.epoch where n = 1), false);

create function open_epoch(p_kind text, p_zone text, p_cause text) returns integer
    language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
    v_n integer := coalesce((select max(n) from epoch), 0) + 1;
begin
    if v_n > 1 and p_kind <> (select kind from epoch where n = 1) then
        raise exception 'A % database stays one for ever', (select kind from epoch where n = 1) using errcode = 'ST003';
    end if;
    insert into epoch (n, kind, zone, cause) values (v_n, p_kind, p_zone, p_cause);
    return v_n;
end $$;

-- Plant time: real time, and in a demonstration real time moved by a stored shift.
create function plant_now() returns timestamptz language sql stable security definer set search_path = ledger, pg_temp
    return clock_timestamp() + (select shift from ledger.plant_clock);

create function shift_plant_clock(p_shift interval) returns void
    language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
    if not is_demonstration() then
        raise exception 'Plant time moves in demonstrations only' using errcode = 'ST004';
    end if;
    update plant_clock set shift = p_shift, changed_at = clock_timestamp();
end $$;

-- Opens the ledger for the current transaction. Modules wrap it in functions that establish who the author is;
-- it is granted to nobody.
create function open_tx(p_author text, p_account text, p_reason text, p_origin text) returns void
    language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
    v_author text;
begin
    insert into tx (epoch, xid, author, account, reason, origin, plant_at)
    values (current_epoch(), pg_current_xact_id(), p_author, p_account, p_reason, p_origin, plant_now())
    on conflict do nothing;
    if not found then
        select author into v_author from tx where epoch = current_epoch() and xid = pg_current_xact_id();
        if v_author <> p_author then
            raise exception 'This transaction already belongs to %', v_author using errcode = 'ST005';
        end if;
    end if;
exception when check_violation then
    raise exception 'A reason is needed: what was done, or why' using errcode = 'ST006';
end $$;

create function enter_system(p_author text, p_reason text) returns void
    language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
    if not exists (select from system_author where name = p_author) then
        raise exception '% is no system author', p_author using errcode = 'ST007';
    end if;
    perform open_tx(p_author, null, p_reason, 'SYSTEM');
end $$;

create function author_of_this_transaction() returns text language sql stable security definer set search_path = ledger, pg_temp
    return (select author from ledger.tx where epoch = ledger.current_epoch() and xid = pg_current_xact_id_if_assigned());

-- Puts a table under the ledger. p_never: columns that leave no trace (secrets); p_digest: columns of which the hash is kept.
-- Called again after a migration added a column.
create function watch(p_tab regclass, p_keys text[], p_never text[] default '{}', p_digest text[] default '{}') returns void
    language plpgsql set search_path = ledger, pg_temp as $$
declare
    v_schema text; v_table text; v_tab text; v_fn text; v_new text; v_old text; v_key_new text; v_key_old text; v_join text;
begin
    select s.nspname, c.relname into v_schema, v_table from pg_class c join pg_namespace s on s.oid = c.relnamespace where c.oid = p_tab;
    v_tab := v_schema || '.' || v_table;
    v_fn := format('ledger.%I', 'capture_' || v_schema || '_' || v_table);
    v_new := 'to_jsonb(n)'; v_old := 'to_jsonb(o)';
    if p_never || p_digest <> '{}' then
        v_new := format('(to_jsonb(n) - %L::text[])', p_never || p_digest);
        v_old := format('(to_jsonb(o) - %L::text[])', p_never || p_digest);
    end if;
    if p_digest <> '{}' then
        select v_new || ' || jsonb_build_object(' || string_agg(format('%L, encode(sha256(convert_to(n.%I::text, ''UTF8'')), ''hex'')', c, c), ', ') || ')',
               v_old || ' || jsonb_build_object(' || string_agg(format('%L, encode(sha256(convert_to(o.%I::text, ''UTF8'')), ''hex'')', c, c), ', ') || ')'
          into v_new, v_old from unnest(p_digest) c;
    end if;
    select 'concat_ws(''/'', ' || string_agg(format('n.%I::text', k), ', ') || ')',
           'concat_ws(''/'', ' || string_agg(format('o.%I::text', k), ', ') || ')',
           string_agg(format('n.%I = o.%I', k, k), ' and ')
      into v_key_new, v_key_old, v_join from unnest(p_keys) k;

    execute format($f$
create or replace function %1$s() returns trigger language plpgsql security definer
    set search_path = pg_catalog, pg_temp set timezone = 'UTC' set bytea_output = 'hex' as $b$
declare
    v_epoch integer;
begin
    select epoch into v_epoch from ledger.tx where epoch = ledger.current_epoch() and xid = pg_current_xact_id();
    if v_epoch is null then
        raise exception 'No author: a change of %%.%% needs a signed-in person and a reason', tg_table_schema, tg_table_name using errcode = 'ST001';
    end if;
    if tg_op = 'INSERT' then
        insert into ledger.entry (epoch, xid, tab, row_key, op, new)
        select v_epoch, pg_current_xact_id(), %2$L, %3$s, 'I', %5$s from new_rows n;
    elsif tg_op = 'UPDATE' then
        insert into ledger.entry (epoch, xid, tab, row_key, op, old, new)
        select v_epoch, pg_current_xact_id(), %2$L, coalesce(%3$s, %4$s), 'U',
               case when o is null then null else %6$s end, case when n is null then null else %5$s end
          from old_rows o full join new_rows n on %7$s;
    else
        insert into ledger.entry (epoch, xid, tab, row_key, op, old)
        select v_epoch, pg_current_xact_id(), %2$L, %4$s, 'D', %6$s from old_rows o;
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

-- An append-only table refuses update and delete to everybody, beside the ledger.
create function append_only(p_tab regclass) returns void language plpgsql set search_path = ledger, pg_temp as $$
begin
    execute format('create trigger append_only before update or delete on %s for each row execute function ledger.refuse_change()', p_tab);
    execute format('alter table %s enable always trigger append_only', p_tab);
end $$;

-- Sealing: a block holds every transaction that can no longer be joined by an older one still running.
create function seal_bound() returns table (epoch integer, lo xid8, hi xid8, last_n bigint, last_hash bytea)
    language sql stable security definer set search_path = ledger, pg_temp
begin atomic
    select ledger.current_epoch(),
           coalesce((select b.hi from ledger.block b where b.epoch = ledger.current_epoch() order by b.n desc limit 1), '0'::xid8),
           pg_snapshot_xmin(pg_current_snapshot()),
           coalesce((select max(b.n) from ledger.block b), 0),
           coalesce((select b.hash from ledger.block b order by b.n desc limit 1), decode(repeat('00', 32), 'hex'));
end;

create function append_block(p_n bigint, p_epoch integer, p_lo xid8, p_hi xid8, p_entries bigint, p_root bytea, p_prev bytea, p_hash bytea, p_sealed_at timestamptz)
    returns void language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
    if p_hi > pg_snapshot_xmin(pg_current_snapshot()) then
        raise exception 'A block cannot be sealed over running transactions' using errcode = 'ST008';
    end if;
    if p_n <> coalesce((select max(n) from block), 0) + 1
        or p_prev <> coalesce((select hash from block order by n desc limit 1), decode(repeat('00', 32), 'hex')) then
        raise exception 'A block must follow the last one' using errcode = 'ST008';
    end if;
    if p_entries <> (select count(*) from entry e where e.epoch = p_epoch and e.xid >= p_lo and e.xid < p_hi) then
        raise exception 'A block must hold every entry of its interval' using errcode = 'ST008';
    end if;
    insert into block values (p_n, p_epoch, p_lo, p_hi, p_entries, p_root, p_prev, p_hash, p_sealed_at);
end $$;

-- What people may read of the history of one object; who may see which object is the caller's question.
create function history(p_tab text, p_row_key text, p_limit integer default 500)
    returns table (n bigint, xid xid8, op text, old jsonb, new jsonb, author text, account text, reason text, origin text, plant_at timestamptz, recorded_at timestamptz, block bigint)
    language sql stable security definer set search_path = ledger, pg_temp
begin atomic
    select e.n, e.xid, e.op::text, e.old, e.new, t.author, t.account, t.reason, t.origin, t.plant_at, t.recorded_at,
           (select b.n from ledger.block b where b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi)
      from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where e.tab = p_tab and e.row_key = p_row_key
     order by e.epoch, e.xid, e.n
     limit p_limit;
end;

create function recent(p_tab_like text, p_author text, p_before bigint, p_limit integer)
    returns table (n bigint, tab text, row_key text, op text, old jsonb, new jsonb, author text, account text, reason text, origin text, plant_at timestamptz, recorded_at timestamptz, block bigint)
    language sql stable security definer set search_path = ledger, pg_temp
begin atomic
    select e.n, e.tab, e.row_key, e.op::text, e.old, e.new, t.author, t.account, t.reason, t.origin, t.plant_at, t.recorded_at,
           (select b.n from ledger.block b where b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi)
      from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where (p_tab_like is null or e.tab like p_tab_like) and (p_author is null or t.author = p_author) and (p_before is null or e.n < p_before)
     order by e.n desc
     limit p_limit;
end;

revoke all on all functions in schema ledger from public;
grant usage on schema ledger to stroma_app, stroma_system, stroma_read, stroma_verify;
grant execute on function current_epoch(), is_demonstration(), plant_now(), history(text, text, integer), recent(text, text, bigint, integer), author_of_this_transaction()
    to stroma_app, stroma_system, stroma_read, stroma_verify;
grant execute on function enter_system(text, text), seal_bound(), append_block(bigint, integer, xid8, xid8, bigint, bytea, bytea, bytea, timestamptz), shift_plant_clock(interval) to stroma_system;
grant select on epoch, tx, entry, block, watched to stroma_verify, stroma_system;
grant select on epoch, block, plant_clock to stroma_read, stroma_app;

-- What this database is, for ever.
select open_epoch('${kind}', '${zone}', 'made');
