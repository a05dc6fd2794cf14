-- What enters a lot's audit trail after its review was signed has been seen by nobody: a release does not rest on such a review. Failed sign-ins and changes of configuration are of
-- the whole house and happen every day; plant time moves in demonstrations only, where moving it is how they run. They stay in the list and call for no new review.
-- Nor does anything once the holder's release stands: what matters then voids that release, and the next one asks again.
create function lines_since_review(p_lot bigint) returns table (always boolean, kind text, unit text, what text, who text, at timestamptz, why text, times bigint)
    language sql stable security definer set search_path = release, pg_temp set timezone = 'UTC'
begin atomic
    with signed as materialized (
        select convert_from(s.content, 'UTF8')::jsonb #> '{list,lines}' as lines
          from release.audit_trail_review r join people.signable s on s.record_type = 'audit-trail-review' and s.record_id = r.id::text and s.void_cause is null
         where r.lot = p_lot and r.state = 'SIGNED' order by r.id desc, s.revision desc limit 1),
    seen as materialized (select e.line from signed s cross join lateral jsonb_array_elements(s.lines) e(line))
    select l.* from release.review_lines(p_lot) l
     where exists (select from signed) and not exists (select from genealogy.clearance c where c.unit = p_lot and c.gate = 'G6b' and c.ended_at is null)
       and l.kind not in ('failed sign-in', 'configuration') and not (l.kind = 'clock' and l.what = 'PLANT') and to_jsonb(l) not in (select s.line from seen s)
     order by l.always, l.at, l.kind, l.unit, l.what;
end;

create function rests_on_a_current_review() returns trigger language plpgsql security definer set search_path = release, pg_temp as $$
declare
    v_lot genealogy.unit; l record;
begin
    select * into v_lot from genealogy.unit where id = new.unit and type = 'LOT';
    if v_lot.id is null or not exists (select from gate.definition d join gate.outcome o on o.gate = d.code and o.code = new.outcome
            where d.code = new.gate and d.releases and o.clearance in ('FULL', 'BOUNDED')) then
        return new;
    end if;
    select x.*, count(*) over () as n into l from lines_since_review(v_lot.id) x limit 1;
    if found then
        perform genealogy.refuse('ST210', format('The audit trail of %s has %s lines that came after its review was signed', v_lot.code, l.n),
            jsonb_build_object('unit', v_lot.code, 'lines', l.n, 'first', l.kind, 'at', l.at));
    end if;
    return new;
end $$;
create trigger rests_on_a_current_review before update of state on gate.decision for each row
    when (new.state = 'SIGNED' and old.state <> 'SIGNED') execute function rests_on_a_current_review();
alter table gate.decision enable always trigger rests_on_a_current_review;

revoke all on function lines_since_review(bigint), rests_on_a_current_review() from public;
grant execute on function lines_since_review(bigint) to stroma_app;
