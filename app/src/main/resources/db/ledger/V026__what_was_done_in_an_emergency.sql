-- What was written under an emergency access, oldest first. Few transactions ever are.
create index tx_in_emergency on tx (epoch, xid) where origin like '% !%';
create function under(p_emergency text) returns table (n bigint, tab text, row_key text, op text, old jsonb, new jsonb, author text, account text, reason text, origin text, plant_at timestamptz,
        recorded_at timestamptz, block bigint)
    language sql stable security definer set search_path = ledger, pg_temp
begin atomic
    select e.n, e.tab, e.row_key, e.op::text, e.old, e.new, t.author, t.account, t.reason, t.origin, t.plant_at, t.recorded_at,
           (select b.n from ledger.block b where b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi)
      from ledger.tx t join ledger.entry e on e.epoch = t.epoch and e.xid = t.xid
     where t.origin like '% !%' and t.origin like '% !' || p_emergency
     order by e.epoch, e.n limit 1000;
end;
revoke all on function under(text) from public;
grant execute on function under(text) to stroma_app, stroma_read;
