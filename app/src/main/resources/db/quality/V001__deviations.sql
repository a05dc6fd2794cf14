-- A minimal deviation record, so that a conditional acceptance has one, and a lot can be judged on it.
create table deviation (
    id             bigint generated always as identity primary key,
    code           text not null unique check (code ~ '^DEV-[0-9]{2}-[0-9]{3,5}$'),
    unit           bigint not null references genealogy.unit,
    class          text not null check (class in ('MINOR', 'MAJOR', 'CRITICAL')),
    description    text not null check (length(trim(description)) >= 5),
    state          text not null default 'REPORTED' check (state in ('REPORTED', 'INVESTIGATING', 'CLOSED')),
    cause          text,
    impact         text,
    reported_by    integer not null references people.person,
    reported_at    timestamptz not null,
    closed_by      integer references people.person check (closed_by is distinct from reported_by),
    closed_at      timestamptz,
    hold           bigint references genealogy.hold,
    check ((state = 'CLOSED') = (closed_at is not null)),
    check (state <> 'CLOSED' or (length(trim(cause)) >= 3 and length(trim(impact)) >= 3))
);
create index on deviation (unit);

-- The signed conclusion on one lot or bank, asked for by its release.
create table lot_impact (
    deviation  bigint not null references deviation,
    unit       bigint not null references genealogy.unit,
    conclusion text not null check (conclusion in ('NO_IMPACT', 'ACCEPTABLE', 'REJECT')),
    rationale  text not null check (length(trim(rationale)) >= 5),
    made_by    integer not null references people.person,
    made_at    timestamptz not null,
    primary key (deviation, unit)
);
select ledger.append_only('lot_impact');

create sequence deviation_number;

create function report(p_unit text, p_class text, p_description text, p_stops boolean) returns text
    language plpgsql security definer set search_path = quality, pg_temp as $$
declare
    v_code text; v_unit bigint; v_hold bigint;
begin
    if people.author() is null then
        perform genealogy.refuse('ST038', 'A deviation is reported by a person', '{}');
    end if;
    select id into v_unit from genealogy.unit where code = p_unit;
    if v_unit is null then
        perform genealogy.refuse('ST030', 'There is no unit ' || coalesce(p_unit, '(none)'), jsonb_build_object('unit', p_unit));
    end if;
    v_code := 'DEV-' || to_char(ledger.plant_now(), 'YY') || '-' || lpad(nextval('deviation_number')::text, 3, '0');
    -- An open deviation blocks release; one that may hurt stops use.
    v_hold := genealogy.place_hold(p_unit, case when p_stops or p_class = 'CRITICAL' then 'STOP' else 'OBLIGATION' end, 'DEVIATION', v_code, p_description, 'conclusion and closure of ' || v_code);
    insert into deviation (code, unit, class, description, reported_by, reported_at, hold) values (v_code, v_unit, p_class, p_description, people.author(), ledger.plant_now(), v_hold);
    return v_code;
end $$;

create function conclude(p_code text, p_unit text, p_conclusion text, p_rationale text) returns void
    language plpgsql security definer set search_path = quality, pg_temp as $$
begin
    if people.author() is null or not (people.has_role(people.author(), 'QA') or people.has_role(people.author(), 'QUALITY_HEAD')) then
        perform genealogy.refuse('ST038', 'QA concludes on lots', jsonb_build_object('roles', 'QA, QUALITY_HEAD'));
    end if;
    insert into lot_impact values ((select id from deviation where code = p_code), (select id from genealogy.unit where code = p_unit), p_conclusion, p_rationale, people.author(), ledger.plant_now());
end $$;

create function close(p_code text, p_cause text, p_impact text) returns void
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
    update genealogy.hold set closed_by = ledger.author_of_this_transaction(), closed_at = ledger.plant_now(), close_reason = p_code || ': ' || p_impact where id = d.hold and closed_at is null;
end $$;

-- Deviations that concern a unit: on itself or on anything above it.
create function concerning(p_unit text) returns table (code text, unit text, class text, state text, concluded boolean, description text)
    language sql stable security definer set search_path = quality, pg_temp
begin atomic
    select d.code, x.code, d.class, d.state,
           exists (select from quality.lot_impact i join genealogy.unit u on u.id = i.unit where i.deviation = d.id and (u.code = p_unit or i.unit = d.unit) and i.conclusion <> 'REJECT'), d.description
      from quality.deviation d join genealogy.unit x on x.id = d.unit
     where d.unit in (select a.unit from genealogy.ancestors(array [(select id from genealogy.unit where code = p_unit)]) a)
     order by d.id;
end;

select ledger.watch('deviation', '{id}');
select ledger.watch('lot_impact', '{deviation,unit}');
revoke all on all functions in schema quality from public;
grant usage on schema quality to stroma_app, stroma_system, stroma_read;
grant select on deviation, lot_impact to stroma_app, stroma_read;
grant execute on function report(text, text, text, boolean), conclude(text, text, text, text), close(text, text, text), concerning(text) to stroma_app;
