-- A transaction that began first may write last: entries of a row are in the order of their numbers, which they get while the row is locked.
create or replace function history(p_tab text, p_row_key text, p_limit integer default 500)
    returns table (n bigint, xid xid8, op text, old jsonb, new jsonb, author text, account text, reason text, origin text, plant_at timestamptz, recorded_at timestamptz, block bigint)
    language sql stable security definer set search_path = ledger, pg_temp
begin atomic
    select e.n, e.xid, e.op::text, e.old, e.new, t.author, t.account, t.reason, t.origin, t.plant_at, t.recorded_at,
           (select b.n from ledger.block b where b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi)
      from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where e.tab = p_tab and e.row_key = p_row_key
     order by e.epoch, e.n
     limit p_limit;
end;
