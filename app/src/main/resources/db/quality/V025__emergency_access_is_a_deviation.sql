-- Emergency access is a deviation from the moment it is given. It concerns no unit until it is known what was done under it: it is closed when the access has
-- ended, by quality assurance that neither gave nor had it, with a conclusion on each unit that quality assurance names.
alter table deviation alter column unit drop not null;
alter table deviation add column emergency text unique references people.emergency (code);
alter table deviation add constraint about_something check (num_nonnulls(unit, emergency) = 1);

create function on_emergency() returns trigger language plpgsql security definer set search_path = quality, pg_temp as $$
begin
    insert into deviation (code, emergency, class, description, reported_by, reported_at)
    select 'DEV-' || to_char(ledger.plant_now(), 'YY') || '-' || lpad(nextval('deviation_number')::text, 3, '0'), new.code, 'MAJOR',
           new.code || ', ' || p.code || ' ' || new.role || ': ' || new.reason, new.opened_by, ledger.plant_now() from people.person p where p.id = new.person;
    return null;
end $$;
create trigger reports_deviation after insert on people.emergency for each row execute function on_emergency();
alter table people.emergency enable always trigger reports_deviation;

create or replace function close(p_code text, p_cause text, p_impact text) returns void
    language plpgsql security definer set search_path = quality, pg_temp as $$
declare
    d deviation; e people.emergency;
begin
    select * into d from deviation where code = p_code for update;
    if d.id is null or d.state = 'CLOSED' then
        perform genealogy.refuse('ST044', 'There is no such open deviation', jsonb_build_object('deviation', p_code));
    end if;
    if people.author() is null or not (people.has_role(people.author(), 'QA') or people.has_role(people.author(), 'QUALITY_HEAD')) or (d.class = 'CRITICAL' and not people.has_role(people.author(), 'QUALITY_HEAD')) then
        perform genealogy.refuse('ST038', 'A deviation is closed by QA, a critical one by the quality head', jsonb_build_object('roles', 'QA, QUALITY_HEAD'));
    end if;
    select * into e from people.emergency where code = d.emergency;
    if people.author() in (d.reported_by, e.person, e.seconded_by) then
        perform genealogy.refuse('ST018', 'Nobody closes what he reported himself', '{}');
    end if;
    if e.ended_at is null and e.until > clock_timestamp() then
        perform genealogy.refuse('ST196', 'The emergency access is still in force', jsonb_build_object('emergency', e.code));
    end if;
    if d.emergency is null and not exists (select from lot_impact i where i.deviation = d.id) then
        perform genealogy.refuse('ST090', 'A deviation is closed after a signed conclusion on what it concerns', jsonb_build_object('deviation', p_code));
    end if;
    update deviation set state = 'CLOSED', cause = p_cause, impact = p_impact, closed_by = people.author(), closed_at = ledger.plant_now() where id = d.id;
    update genealogy.hold set closed_by = ledger.author_of_this_transaction(), closed_at = ledger.plant_now(), close_reason = p_code || ': ' || p_impact where (id in (d.hold, d.obligation) or (cause = 'DEVIATION' and reference = d.code)) and closed_at is null;
end $$;
revoke all on function on_emergency() from public;
