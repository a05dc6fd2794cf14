-- The list of a review has the files that were brought and refused, as what was broken off.
create or replace function review_lines(p_lot bigint) returns table (always boolean, kind text, unit text, what text, who text, at timestamptz, why text, times bigint)
    language sql stable security definer set search_path = release, pg_temp set timezone = 'UTC'
begin atomic
    with family as materialized (select f.unit as id from release.family(p_lot) f),
    made as materialized (select m.unit as id from release.made_for(p_lot) m),
    -- The ledger's own number from which on everything counts; a lot without one is shown everything.
    since as materialized (select coalesce(min(e.n), 0) as n from ledger.entry e join made m on e.tab = 'genealogy.unit' and e.row_key = m.id::text where e.op = 'I')
    select false as always, 'correction' as kind, u.code as unit, o.characteristic as what, p.code as who, o.entered_at as at, o.reason as why, 1::bigint as times
      from evidence.observation o join family f on f.id = o.unit join genealogy.unit u on u.id = o.unit left join people.person p on p.id = o.entered_by where o.corrects is not null
    union all
    select false, 'invalidation', u.code, o.characteristic, p.code, i.at, i.reason, 1 from evidence.invalidation i join evidence.observation o on o.id = i.observation
      join family f on f.id = o.unit join genealogy.unit u on u.id = o.unit join people.person p on p.id = i.by
    union all
    select false, 'rejected', u.code, o.characteristic, p.code, r.reviewed_at, coalesce(r.note, ''), 1 from evidence.review r join evidence.observation o on o.id = r.observation
      join family f on f.id = o.unit join genealogy.unit u on u.id = o.unit join people.person p on p.id = r.reviewed_by where r.outcome = 'REJECTED'
    union all
    select false, 'late entry', (select min(u.code) from genealogy.unit u where u.made_by = x.id), x.type, p.code, x.entered_at, x.late_reason, 1
      from genealogy.operation x join people.person p on p.id = x.performed_by
     where x.late_reason is not null and x.id in (select u.made_by from genealogy.unit u join family f on f.id = u.id)
    union all
    select false, 'hold', u.code, h.cause || ' ' || h.reference, h.placed_by, h.placed_at, h.reason, 1 from genealogy.hold h join family f on f.id = h.unit join genealogy.unit u on u.id = h.unit
    union all
    select false, 'void decision', u.code, d.gate || ' ' || d.outcome, p.code, d.proposed_at, coalesce(d.void_cause, ''), 1 from gate.decision d join family f on f.id = d.unit
      join genealogy.unit u on u.id = d.unit join people.person p on p.id = d.proposed_by where d.state = 'VOID'
    union all
    -- An unknown name may be a password typed in the wrong field: it is counted, never shown.
    select true, 'failed sign-in', null, a.outcomes, a.code, a.at, '', a.times from (
        select p.code, (t.plant_at at time zone (select z.zone from ledger.epoch z where z.n = 1))::date, max(t.plant_at) as at, count(*) as times, string_agg(distinct e.new ->> 'outcome', ' ') as outcomes
          from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid left join people.account c on c.id = (e.new ->> 'account')::integer
          left join people.person p on p.id = c.person left join people.organisation o on o.id = p.organisation
         where e.tab = 'people.sign_in_attempt' and e.n >= (select n from since) and e.new ->> 'outcome' <> 'PASSED' and coalesce(o.kind, 'MAKER') in ('MAKER', 'MAH')
         group by 1, 2) a
    union all
    select true, 'configuration', null, e.tab, t.author, t.plant_at, t.reason, count(*)
      from ledger.entry e join release.configuration c on c.tab = e.tab join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where e.n >= (select n from since) group by e.tab, t.author, t.plant_at, t.reason
    union all
    select true, 'clock', null, e.new ->> 'clock', t.author, max(t.plant_at), t.reason, count(*)
      from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where e.tab = 'ledger.clock_change' and e.n >= (select n from since) group by e.new ->> 'clock', t.author, t.reason
    union all
    select true, 'deletion', null, e.tab, t.author, t.plant_at, t.reason, count(*)
      from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where e.op = 'D' and e.n >= (select n from since) group by e.tab, t.author, t.plant_at, t.reason
    union all
    -- A file that was brought for the lot or what it came of and could not be read.
    select false, 'refused file', u.code, array_to_string(x.problems, ' '), p.code, x.brought_at, x.name || ': ' || x.reasons, 1
      from laboratory.refused_file x join family f on f.id = x.unit join genealogy.unit u on u.id = x.unit join people.person p on p.id = x.brought_by
    union all
    -- What was begun of the same donation and did not come to its end as planned.
    select true, 'broken off', u.code, u.type || ' ' || u.state, p.code, x.ended_at, coalesce(x.late_reason, ''), 1
      from genealogy.unit u join genealogy.state s on s.unit_type = u.type and s.code = u.state and s.tone = 'BAD' join genealogy.operation x on x.id = u.made_by
      left join people.person p on p.id = x.performed_by
     where u.donation = (select l.donation from genealogy.unit l where l.id = p_lot) and u.type in ('VESSEL', 'ISOLATE', 'PASSAGE_CULTURE', 'HARVEST', 'WASHED', 'BULK')
       and u.id >= (select min(m.id) from made m)
    order by 1, 6, 2, 3, 4;
end;
