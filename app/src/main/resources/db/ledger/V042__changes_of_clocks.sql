-- Clocks say when everything happened, so a clock that was changed is a fact of its own: the plant's, which a demonstration moves, and the server's, which went back when
-- a block is sealed at an earlier time than the one before it. Who reviews an audit trail is always shown both.
create table clock_change (
    id      bigint generated always as identity primary key,
    clock   text not null check (clock in ('PLANT', 'SERVER')),
    before  text not null,
    after   text not null,
    seen_at timestamptz not null default clock_timestamp()
);
select append_only('ledger.clock_change');
select watch('ledger.clock_change', '{id}');

create function keep_clock_change(p_clock text, p_before text, p_after text, p_reason text) returns void
    language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
    if author_of_this_transaction() is null then
        perform open_tx('system:clock', null, p_reason, 'SYSTEM');
    end if;
    insert into clock_change (clock, before, after) values (p_clock, p_before, p_after);
end $$;

create or replace function shift_plant_clock(p_shift interval) returns void
    language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
    if not is_demonstration() then
        raise exception 'Plant time moves in demonstrations only' using errcode = 'ST004';
    end if;
    perform keep_clock_change('PLANT', c.shift::text, p_shift::text, 'plant time was moved') from plant_clock c;
    update plant_clock set shift = p_shift, changed_at = clock_timestamp();
end $$;

create or replace function append_block(p_n bigint, p_epoch integer, p_lo xid8, p_hi xid8, p_entries bigint, p_root bytea, p_prev bytea, p_hash bytea, p_sealed_at timestamptz)
    returns void language plpgsql security definer set search_path = ledger, pg_temp as $$
declare
    v_last timestamptz := (select sealed_at from block order by n desc limit 1);
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
    -- Less is what a server does by itself to keep time. The entry belongs to this transaction, which a later block seals.
    if p_sealed_at < v_last - interval '1 second' then
        perform keep_clock_change('SERVER', v_last::text, p_sealed_at::text, 'the clock of the server went back');
    end if;
end $$;

-- Nobody but the database's owner deletes regulated rows; whoever reviews is shown it.
create index entry_of_deletions on entry (n) where op = 'D';

revoke all on function keep_clock_change(text, text, text, text) from public;
grant select on clock_change to stroma_app, stroma_read;
