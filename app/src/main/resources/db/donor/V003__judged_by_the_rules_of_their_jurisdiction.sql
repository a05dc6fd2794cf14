-- A donor is judged by the markers of the jurisdiction in which she was enrolled, whoever proposes.
create function check_jurisdiction() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
begin
    if exists (select from record r where r.unit = new.unit and new.standard <> 'donor-cord+donor-markers-' || lower(r.jurisdiction)) then
        perform genealogy.refuse('ST061', 'A donor is judged by the standards of her jurisdiction', jsonb_build_object('standard', new.standard));
    end if;
    return new;
end $$;
create trigger donor_jurisdiction before insert on gate.evaluation for each row when (new.gate = 'G1') execute function check_jurisdiction();
alter table gate.evaluation enable always trigger donor_jurisdiction;
revoke all on function check_jurisdiction() from public;

-- Facts that are computed from records of donors and cords are never typed in, on whatever unit a gate might look for them.
create function only_derived() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
begin
    perform genealogy.refuse('ST069', new.characteristic || ' is computed from the records, not entered', jsonb_build_object('characteristic', new.characteristic));
    return null;
end $$;
create trigger donor_facts before insert on evidence.observation for each row
    when (new.kind <> 'DERIVED' and new.characteristic in ('first_sample_at', 'sample_at', 'retest_at', 'collection_at', 'haemodiluted', 'donor_eligibility', 'donation_id_match',
        'donor_code_match', 'site_match', 'bioburden_sampled', 'clamp_at', 'received_at', 'logger_min', 'logger_max', 'logger_gap', 'logger_above'))
    execute function only_derived();
alter table evidence.observation enable always trigger donor_facts;
revoke all on function only_derived() from public;

-- A hold for late information ends when what came in was set aside, or when G1 has decided on it; a reason alone does not lift it.
create function late_report_answered() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
begin
    if not exists (select from gate.decision d where d.unit = new.unit and d.gate = 'G1' and d.state = 'SIGNED' and d.completed_at > new.placed_at)
        and not exists (select from evidence.invalidation i where i.observation::text = new.reference)
        and not exists (select from evidence.observation o where o.corrects::text = new.reference)
        and not exists (select from evidence.review r where r.observation::text = new.reference and r.outcome = 'REJECTED') then
        perform genealogy.refuse('ST046', 'Late information about a donor is answered by a decision at G1', jsonb_build_object('hold', new.id));
    end if;
    return new;
end $$;
create trigger donor_late_report before update of closed_at on genealogy.hold for each row
    when (old.closed_at is null and new.closed_at is not null and new.cause = 'LATE_REPORT') execute function late_report_answered();
alter table genealogy.hold enable always trigger donor_late_report;
revoke all on function late_report_answered() from public;
