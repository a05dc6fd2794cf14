-- A hold for a parameter or clock outside of its range is a deviation from the moment it stands: outside of what is proven a major one,
-- outside of what is normal a minor one, a result outside of its specification a major one. Closing the deviation, with its
-- conclusion, ends the hold. A result is set aside through such an event and through nothing else.
create function on_range() returns trigger language plpgsql security definer set search_path = quality, pg_temp as $$
begin
    insert into deviation (code, unit, class, description, reported_by, reported_at, hold)
    values ('DEV-' || to_char(ledger.plant_now(), 'YY') || '-' || lpad(nextval('deviation_number')::text, 3, '0'), new.unit,
            case when new.cause = 'NOR' then 'MINOR' else 'MAJOR' end, new.reason, people.author(), ledger.plant_now(), new.id);
    return null;
end $$;
create trigger reports_deviation after insert on genealogy.hold for each row
    when (new.cause in ('CPP', 'NOR', 'OOS') and new.closed_at is null) execute function on_range();
alter table genealogy.hold enable always trigger reports_deviation;

create function needs_event() returns trigger language plpgsql security definer set search_path = quality, pg_temp as $$
begin
    if not exists (select from deviation d join evidence.observation o on o.id = new.observation
                    where d.code = new.event and d.state <> 'CLOSED'
                      and d.unit in (select a.unit from genealogy.ancestors(array [o.unit]) a)) then
        perform genealogy.refuse('ST092', 'A result is set aside through an open quality event of its unit', jsonb_build_object('event', new.event));
    end if;
    return null;
end $$;
create trigger needs_event after insert on evidence.invalidation for each row execute function needs_event();
alter table evidence.invalidation enable always trigger needs_event;

-- What is accepted on a condition has its deviation: the one that was named, or one that is opened with the last signature. Its
-- closure, with a conclusion, fulfils the condition.
alter table deviation add column obligation bigint references genealogy.hold;

create function on_condition() returns trigger language plpgsql security definer set search_path = quality, pg_temp as $$
declare
    v_hold bigint;
begin
    select h.id into v_hold from genealogy.hold h join gate.outcome o on o.gate = new.gate and o.code = new.outcome
     where h.unit = new.unit and h.kind = 'OBLIGATION' and h.cause = 'DECISION' and h.reference = new.gate and h.closed_at is null
       and o.needs_event and o.clearance = 'FULL';
    if v_hold is null then
        return null;
    end if;
    update deviation set obligation = v_hold where code = new.event and state <> 'CLOSED'
       and unit in (select a.unit from genealogy.ancestors(array [new.unit]) a);
    if not found then
        insert into deviation (code, unit, class, description, reported_by, reported_at, hold)
        values ('DEV-' || to_char(ledger.plant_now(), 'YY') || '-' || lpad(nextval('deviation_number')::text, 3, '0'), new.unit, 'MAJOR',
                new.gate || ' ' || new.outcome || ', ' || new.event || ': ' || coalesce(new.justification, ''), new.proposed_by, ledger.plant_now(), v_hold);
    end if;
    return null;
end $$;
create trigger opens_deviation after update of state on gate.decision for each row
    when (new.state = 'SIGNED' and old.state is distinct from new.state) execute function on_condition();
alter table gate.decision enable always trigger opens_deviation;

create or replace function close(p_code text, p_cause text, p_impact text) returns void
    language plpgsql security definer set search_path = quality, pg_temp as $$
declare
    d deviation;
begin
    select * into d from deviation where code = p_code for update;
    if d.id is null or d.state = 'CLOSED' then
        perform genealogy.refuse('ST044', 'There is no such open deviation', jsonb_build_object('deviation', p_code));
    end if;
    if people.author() is null or not (people.has_role(people.author(), 'QA') or people.has_role(people.author(), 'QUALITY_HEAD')) or (d.class = 'CRITICAL' and not people.has_role(people.author(), 'QUALITY_HEAD')) then
        perform genealogy.refuse('ST038', 'A deviation is closed by QA, a critical one by the quality head', jsonb_build_object('roles', 'QA, QUALITY_HEAD'));
    end if;
    if people.author() = d.reported_by then
        perform genealogy.refuse('ST018', 'Nobody closes what he reported himself', '{}');
    end if;
    if not exists (select from lot_impact i where i.deviation = d.id) then
        perform genealogy.refuse('ST090', 'A deviation is closed after a signed conclusion on what it concerns', jsonb_build_object('deviation', p_code));
    end if;
    update deviation set state = 'CLOSED', cause = p_cause, impact = p_impact, closed_by = people.author(), closed_at = ledger.plant_now() where id = d.id;
    update genealogy.hold set closed_by = ledger.author_of_this_transaction(), closed_at = ledger.plant_now(), close_reason = p_code || ': ' || p_impact where (id in (d.hold, d.obligation) or (cause = 'DEVIATION' and reference = d.code)) and closed_at is null;
end $$;

-- A conclusion on the lot itself comes before one on what the deviation happened to; a rejection is no conclusion to release on.
create or replace function concerning(p_unit text) returns table (code text, unit text, class text, state text, concluded boolean, description text)
    language sql stable security definer set search_path = quality, pg_temp
begin atomic
    select d.code, x.code, d.class, d.state,
           coalesce((select i.conclusion <> 'REJECT' from quality.lot_impact i join genealogy.unit u on u.id = i.unit where i.deviation = d.id and u.code = p_unit),
                    (select i.conclusion <> 'REJECT' from quality.lot_impact i where i.deviation = d.id and i.unit = d.unit), false),
           d.description
      from quality.deviation d join genealogy.unit x on x.id = d.unit
     where d.unit in (select a.unit from genealogy.ancestors(array [(select id from genealogy.unit where code = p_unit)]) a)
     order by d.id;
end;
revoke all on function on_range(), needs_event(), on_condition() from public;
