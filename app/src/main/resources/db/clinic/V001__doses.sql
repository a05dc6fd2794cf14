-- Orders for coded patients, the containers reserved for them, doses with their window, what was checked at the bedside, and what followed.
-- No identity is kept here: the code of a patient is known to the patient vault of its hospital.

create table patient (
    code          text primary key check (code ~ '^[A-Z0-9][A-Z0-9-]{2,29}$'),
    hospital      integer not null references people.organisation,
    registered_by integer not null references people.person,
    registered_at timestamptz not null
);

create table dose_order (
    id           bigint generated always as identity primary key,
    code         text not null unique check (code ~ '^[A-Z0-9][A-Z0-9-]{2,29}$'),
    patient      text not null references patient,
    product      text not null,
    rule         text not null,
    weight_kg    numeric not null check (weight_kg > 0 and weight_kg < 400),
    weighed_at   timestamptz not null,
    cells        numeric not null check (cells > 0),
    sites        integer not null default 1 check (sites between 1 and 50),
    diluent      text not null,
    volume_ml    numeric not null check (volume_ml > 0),
    containers   integer not null check (containers > 0),
    due_cells    numeric not null check (due_cells > 0),
    dmso_mg_per_kg numeric,
    state        text not null default 'ORDERED' check (state in ('ORDERED', 'VERIFIED', 'RESERVED', 'PREPARED', 'CLOSED', 'CANCELLED')),
    ordered_by   integer not null references people.person,
    ordered_at   timestamptz not null,
    verified_by  integer references people.person check (verified_by is distinct from ordered_by),
    verified_at  timestamptz,
    cause        text
);
create index on dose_order (patient);

create table allocation (
    id            bigint generated always as identity primary key,
    dose_order    bigint not null references dose_order,
    container     bigint not null references genealogy.unit,
    allocated_by  integer not null references people.person,
    allocated_at  timestamptz not null,
    released      text
);
create unique index allocated_once on allocation (container) where released is null;
create index on allocation (dose_order);

create table dose (
    unit            bigint primary key references genealogy.unit,
    dose_order      bigint not null references dose_order,
    first_thaw_end  timestamptz not null,
    window_minutes  numeric not null check (window_minutes > 0),
    deadline        timestamptz not null check (deadline > first_thaw_end),
    planned_minutes integer not null check (planned_minutes between 1 and 1440),
    started_at      timestamptz,
    ended_at        timestamptz
);
create index on dose (dose_order);

create table bedside_check (
    operation         bigint primary key references genealogy.operation,
    dose              bigint not null references dose,
    patient_matches   boolean not null,
    second_identifier boolean not null,
    dose_matches      boolean not null,
    scanned           text[] not null
);
select ledger.append_only('bedside_check');

create table outcome (
    id          bigint generated always as identity primary key,
    dose        bigint not null references dose,
    kind        text not null check (kind in ('NO_REACTION', 'REACTION', 'RESPONSE', 'NO_RESPONSE', 'FOLLOW_UP')),
    observed_at timestamptz not null,
    note        text,
    recorded_by integer not null references people.person,
    recorded_at timestamptz not null
);
select ledger.append_only('outcome');

-- Serious ones are copied to pharmacovigilance within 24 h and reported within 15 days, a death at once (domain brief 7).
create table adverse_event (
    code            text primary key check (code ~ '^AE-[0-9]{2}-[0-9]{3,5}$'),
    dose            bigint not null references dose,
    seriousness     text not null check (seriousness in ('NOT_SERIOUS', 'SERIOUS', 'DEATH')),
    onset_at        timestamptz not null,
    term            text not null check (length(trim(term)) >= 3),
    description     text not null check (length(trim(description)) >= 5),
    deviation       text not null,
    reported_by     integer not null references people.person,
    reported_at     timestamptz not null,
    copy_due        timestamptz not null,
    authority_due   timestamptz,
    acknowledged_by integer references people.person,
    acknowledged_at timestamptz,
    check ((seriousness = 'NOT_SERIOUS') = (authority_due is null))
);
create sequence adverse_event_number;

create table destruction (
    id           bigint generated always as identity primary key,
    subject      bigint not null references genealogy.unit,
    method       text not null check (method in ('AUTOCLAVE', 'INCINERATION')),
    operator     integer not null references people.person,
    witness      integer not null references people.person check (witness <> operator),
    containers   bigint[] not null check (cardinality(containers) > 0),
    requested_by integer not null references people.person,
    requested_at timestamptz not null,
    state        text not null default 'PLANNED' check (state in ('PLANNED', 'DONE', 'CANCELLED')),
    operation    bigint references genealogy.operation
);
create unique index destruction_once on destruction (subject) where state = 'PLANNED';

create function need(variadic p_roles text[]) returns integer language plpgsql stable security definer set search_path = clinic, pg_temp as $$
begin
    if people.author() is null or not exists (select from unnest(p_roles) r where people.has_role(people.author(), r)) then
        perform genealogy.refuse('ST038', 'This asks for another role', jsonb_build_object('roles', array_to_string(p_roles, ', ')));
    end if;
    return people.author();
end $$;

create function organisation_of(p_person integer) returns integer language sql stable security definer set search_path = clinic, pg_temp
    return (select organisation from people.person where id = p_person);

-- The window of use belongs to the product in a diluent; null where none is registered.
create function window_minutes(p_product text, p_diluent text) returns numeric language sql stable security definer set search_path = clinic, pg_temp
    return (select (c ->> 'hard')::numeric from product.version v cross join jsonb_array_elements(v.content -> 'clocks') c
             where v.code = p_product and v.state = 'EFFECTIVE' and c ->> 'code' = 'CL-9' and c ->> 'diluent' = p_diluent);

-- The dose due by the registered rule, after its cap.
create function due_cells(p_product text, p_rule text, p_weight_kg numeric, p_sites integer) returns numeric language sql stable security definer set search_path = clinic, pg_temp
    return (select least((r ->> 'cells')::numeric * case r ->> 'basis' when 'PER_KG' then p_weight_kg when 'PER_SITE' then p_sites else 1 end, (r ->> 'cap_cells')::numeric)
              from product.version v cross join jsonb_array_elements(v.content -> 'dose' -> 'rules') r
             where v.code = p_product and v.state = 'EFFECTIVE' and r ->> 'code' = p_rule);

create function register_patient(p_code text) returns void language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_by integer := need('PHYSICIAN', 'NURSE', 'PATIENT_VAULT_CUSTODIAN');
begin
    if exists (select from patient where code = p_code and hospital <> organisation_of(v_by)) then
        perform genealogy.refuse('ST110', 'The code is not free', '{}');
    end if;
    insert into patient values (p_code, organisation_of(v_by), v_by, ledger.plant_now()) on conflict do nothing;
end $$;

create function own_order(p_code text, p_by integer, p_state text) returns dose_order language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    o dose_order;
begin
    select x.* into o from dose_order x join patient p on p.code = x.patient where x.code = p_code and p.hospital = organisation_of(p_by) for update of x;
    if o.id is null or (p_state is not null and o.state <> p_state) then
        perform genealogy.refuse('ST111', 'There is no such order of this hospital in this state', jsonb_build_object('order', p_code, 'state', coalesce(o.state, '-')));
    end if;
    return o;
end $$;

create function place_dose_order(p jsonb) returns bigint language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_by integer := need('PHYSICIAN'); v_due numeric; v_id bigint;
begin
    if not exists (select from patient where code = p ->> 'patient' and hospital = organisation_of(v_by)) then
        perform genealogy.refuse('ST110', 'There is no such patient at this hospital', '{}');
    end if;
    v_due := due_cells(p ->> 'product', p ->> 'rule', (p ->> 'weight_kg')::numeric, coalesce((p ->> 'sites')::integer, 1));
    if v_due is null or window_minutes(p ->> 'product', p ->> 'diluent') is null then
        perform genealogy.refuse('ST113', 'The product has no such dose rule, or no window of use in this diluent', jsonb_build_object('rule', p ->> 'rule', 'diluent', p ->> 'diluent'));
    end if;
    insert into dose_order (code, patient, product, rule, weight_kg, weighed_at, cells, sites, diluent, volume_ml, containers, due_cells, dmso_mg_per_kg, ordered_by, ordered_at)
    values (p ->> 'code', p ->> 'patient', p ->> 'product', p ->> 'rule', (p ->> 'weight_kg')::numeric, (p ->> 'weighed_at')::timestamptz, (p ->> 'cells')::numeric,
            coalesce((p ->> 'sites')::integer, 1), p ->> 'diluent', (p ->> 'volume_ml')::numeric, (p ->> 'containers')::integer, v_due, (p ->> 'dmso')::numeric, v_by, ledger.plant_now())
    returning id into v_id;
    return v_id;
end $$;

create function verify_dose_order(p_code text) returns void language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_by integer := need('HOSP_PREPARER', 'HOSP_CHECKER'); o dose_order; v_percent numeric;
begin
    o := own_order(p_code, v_by, 'ORDERED');
    v_percent := o.cells / o.due_cells * 100;
    if v_percent < product.number(o.product, 'dose', 'accept_from_percent') or v_percent > product.number(o.product, 'dose', 'accept_to_percent') then
        perform genealogy.refuse('ST114', format('The order is %s %% of the dose due', round(v_percent, 1)), jsonb_build_object('order', p_code, 'percent', round(v_percent, 1)));
    end if;
    if o.ordered_by = v_by then
        perform genealogy.refuse('ST018', 'Nobody verifies his own order', '{}');
    end if;
    update dose_order set state = 'VERIFIED', verified_by = v_by, verified_at = ledger.plant_now() where id = o.id;
end $$;

create function allocate(p_code text, p_containers text[]) returns void language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_by integer := need('HOSP_PREPARER', 'HOSP_RECEIVER'); o dose_order; v_bad text;
begin
    o := own_order(p_code, v_by, 'VERIFIED');
    if coalesce(cardinality(p_containers), 0) <> o.containers then
        perform genealogy.refuse('ST115', format('The dose takes %s containers', o.containers), jsonb_build_object('order', p_code, 'containers', o.containers));
    end if;
    select x into v_bad from unnest(p_containers) x where not exists (
        select from genealogy.unit u where u.code = x and u.type = 'CONTAINER' and u.state = 'SITE_STORED' and u.product = o.product and u.expires_at > ledger.plant_now()
           and u.holder = (select code from people.organisation where id = organisation_of(v_by))
           and not exists (select from allocation a where a.container = u.id and a.released is null)
           and not exists (select from genealogy.ancestors(array [u.id]) a join genealogy.hold h on h.unit = a.unit and h.closed_at is null and h.kind = 'STOP')) limit 1;
    if v_bad is not null or (select count(distinct x) from unnest(p_containers) x) <> o.containers then
        perform genealogy.refuse('ST115', coalesce(v_bad, 'A container') || ' is not free for this order', jsonb_build_object('unit', v_bad, 'order', p_code));
    end if;
    insert into allocation (dose_order, container, allocated_by, allocated_at) select o.id, u.id, v_by, ledger.plant_now() from genealogy.unit u where u.code = any (p_containers);
    update dose_order set state = 'RESERVED' where id = o.id;
end $$;

create function release_allocation(p_code text, p_reason text, p_cancel boolean) returns void language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_by integer := need('HOSP_PREPARER', 'HOSP_RECEIVER', 'PHYSICIAN'); o dose_order;
begin
    o := own_order(p_code, v_by, null);
    if o.state not in ('ORDERED', 'VERIFIED', 'RESERVED') or length(trim(p_reason)) < 3
        or exists (select from allocation a join genealogy.unit u on u.id = a.container where a.dose_order = o.id and a.released is null and u.state in ('THAWING', 'THAWED', 'PREPARED')) then
        perform genealogy.refuse('ST111', 'What is thawed is used or discarded first', jsonb_build_object('order', p_code, 'state', o.state));
    end if;
    update allocation set released = p_reason where dose_order = o.id and released is null;
    update dose_order set state = case when p_cancel then 'CANCELLED' when state = 'RESERVED' then 'VERIFIED' else state end, cause = p_reason where id = o.id;
end $$;

-- End of the earliest thaw of the containers, and until when they may be used.
create function thawed(p_order bigint, out first_end timestamptz, out deadline timestamptz) language sql stable security definer set search_path = clinic, pg_temp
begin atomic
    select min(op.ended_at), min(op.ended_at) + make_interval(mins => clinic.window_minutes(o.product, o.diluent)::integer)
      from clinic.dose_order o join clinic.allocation a on a.dose_order = o.id and a.released is null
      join genealogy.input i on i.unit = a.container join genealogy.operation op on op.id = i.operation and op.type = 'OP-261'
     where o.id = p_order group by o.product, o.diluent;
end;

create function register_dose(p_operation bigint, p_planned_minutes integer) returns void language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    u genealogy.unit; o dose_order; w record; v_op genealogy.operation;
begin
    select * into v_op from genealogy.operation where id = p_operation and type = 'OP-262';
    select * into u from genealogy.unit where made_by = p_operation and type = 'DOSE';
    select * into o from dose_order where code = u.code for update;
    if u.id is null or o.id is null or u.subject is distinct from o.patient or o.state <> 'RESERVED' then
        perform genealogy.refuse('ST111', 'A dose is prepared for one reserved order and its patient', '{}');
    end if;
    if (select array_agg(i.unit order by i.unit) from genealogy.input i where i.operation = p_operation)
        is distinct from (select array_agg(a.container order by a.container) from allocation a where a.dose_order = o.id and a.released is null) then
        perform genealogy.refuse('ST115', 'A dose is prepared from the containers reserved for it', jsonb_build_object('order', o.code));
    end if;
    w := thawed(o.id);
    if v_op.ended_at > w.deadline or u.expires_at is distinct from w.deadline then
        perform genealogy.refuse('ST112', format('%s: the window of use ended at %s', o.code, w.deadline), jsonb_build_object('order', o.code, 'deadline', w.deadline));
    end if;
    insert into dose (unit, dose_order, first_thaw_end, window_minutes, deadline, planned_minutes)
    values (u.id, o.id, w.first_end, window_minutes(o.product, o.diluent), w.deadline, p_planned_minutes);
    update dose_order set state = 'PREPARED' where id = o.id;
end $$;

create function dose_is_registered() returns trigger language plpgsql security definer set search_path = clinic, pg_temp as $$
begin
    if not exists (select from dose where unit = new.id) then
        perform genealogy.refuse('ST111', 'A dose has its order and its window', jsonb_build_object('unit', new.code));
    end if;
    return null;
end $$;
create constraint trigger dose_is_registered after insert on genealogy.unit deferrable initially deferred for each row when (new.type = 'DOSE') execute function dose_is_registered();
alter table genealogy.unit enable always trigger dose_is_registered;

-- Both scans at the bedside, compared here; true when the patient and every container are the right ones.
create function record_bedside(p_operation bigint, p_wristband text, p_second boolean, p_scanned text[]) returns boolean language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    d dose; v_patient boolean; v_dose boolean;
begin
    select x.* into d from dose x join genealogy.input i on i.unit = x.unit join genealogy.operation o on o.id = i.operation and o.type = 'OP-265' where i.operation = p_operation;
    if d.unit is null then
        perform genealogy.refuse('ST030', 'There is no such check', '{}');
    end if;
    select o.patient = trim(p_wristband) into v_patient from dose_order o where o.id = d.dose_order;
    select (select array_agg(distinct x order by x) from unnest(p_scanned) x) is not distinct from
           (select array_agg(u.code order by u.code) from allocation a join genealogy.unit u on u.id = a.container where a.dose_order = d.dose_order and a.released is null) into v_dose;
    insert into bedside_check values (p_operation, d.unit, v_patient, p_second, v_dose, p_scanned);
    return v_patient and v_dose and p_second;
end $$;

create function record_outcome(p_dose text, p_kind text, p_at timestamptz, p_note text) returns bigint language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_by integer := need('PHYSICIAN', 'NURSE'); v_unit bigint; v_id bigint;
begin
    select d.unit into v_unit from dose d join genealogy.unit u on u.id = d.unit join dose_order o on o.id = d.dose_order join patient p on p.code = o.patient
     where u.code = p_dose and p.hospital = organisation_of(v_by) and d.started_at is not null and p_at >= d.started_at;
    if v_unit is null then
        perform genealogy.refuse('ST111', 'An outcome follows a dose that was given at this hospital', jsonb_build_object('order', p_dose));
    end if;
    insert into outcome (dose, kind, observed_at, note, recorded_by, recorded_at) values (v_unit, p_kind, p_at, p_note, v_by, ledger.plant_now()) returning id into v_id;
    return v_id;
end $$;

create function report_adverse_event(p_dose text, p_seriousness text, p_onset timestamptz, p_term text, p_description text, p_deviation text) returns text
    language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_by integer := need('PHYSICIAN', 'NURSE'); v_unit bigint; v_code text; v_now timestamptz := ledger.plant_now();
begin
    select d.unit into v_unit from dose d join genealogy.unit u on u.id = d.unit join dose_order o on o.id = d.dose_order join patient p on p.code = o.patient
     where u.code = p_dose and p.hospital = organisation_of(v_by) and d.started_at is not null;
    if v_unit is null then
        perform genealogy.refuse('ST111', 'An adverse event follows a dose that was given at this hospital', jsonb_build_object('order', p_dose));
    end if;
    v_code := 'AE-' || to_char(v_now, 'YY') || '-' || lpad(nextval('adverse_event_number')::text, 3, '0');
    insert into adverse_event (code, dose, seriousness, onset_at, term, description, deviation, reported_by, reported_at, copy_due, authority_due)
    values (v_code, v_unit, p_seriousness, p_onset, p_term, p_description, p_deviation, v_by, v_now, v_now + interval '24 hours',
            case p_seriousness when 'SERIOUS' then v_now + interval '15 days' when 'DEATH' then v_now end);
    -- A serious event stops its siblings: the database asks for the hold on every lot that the dose came from.
    if p_seriousness <> 'NOT_SERIOUS' and exists (
        select from genealogy.ancestors(array [v_unit]) a join genealogy.unit l on l.id = a.unit and l.type = 'LOT'
         where not exists (select from genealogy.hold h where h.unit = l.id and h.closed_at is null and h.kind = 'STOP' and h.cause = 'DEVIATION' and h.reference = p_deviation)) then
        perform genealogy.refuse('ST117', 'A serious event holds the lot', jsonb_build_object('dose', p_dose));
    end if;
    return v_code;
end $$;

create function acknowledge(p_code text) returns void language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_by integer := need('QA', 'QUALITY_HEAD', 'QA_MAH');
begin
    update adverse_event set acknowledged_by = v_by, acknowledged_at = ledger.plant_now() where code = p_code and acknowledged_at is null;
    if not found then
        perform genealogy.refuse('ST044', 'It was acknowledged before', '{}');
    end if;
end $$;

-- What came back and waits for its destruction: a container, or everything of a return.
create function waiting(p_subject bigint) returns bigint[] language sql stable security definer set search_path = clinic, pg_temp
    return (select coalesce(array_agg(c.id order by c.id), '{}') from genealogy.unit c
             where c.type = 'CONTAINER' and c.state = 'RETURNED_QUARANTINE'
               and (c.id = p_subject or exists (select from genealogy.inside n where n.unit = c.id and n.container = p_subject and n.until is null)));

create function plan_destruction(p_subject text, p_method text, p_operator text, p_witness text) returns bigint language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_by integer := need('WAREHOUSE', 'QA'); u genealogy.unit; v_id bigint; v_operator integer; v_witness integer; v_what bigint[];
begin
    select * into u from genealogy.unit where code = p_subject;
    select id into v_operator from people.person where code = p_operator;
    select id into v_witness from people.person where code = p_witness;
    v_what := waiting(u.id);
    if u.id is null or v_operator is null or v_witness is null or cardinality(v_what) = 0 or u.holder <> (select code from people.organisation where id = organisation_of(v_by)) then
        perform genealogy.refuse('ST116', 'Nothing waits here for its destruction, or the two people are unknown', jsonb_build_object('unit', p_subject));
    end if;
    update destruction set state = 'CANCELLED' where subject = u.id and state = 'PLANNED';
    insert into destruction (subject, method, operator, witness, containers, requested_by, requested_at)
    values (u.id, p_method, v_operator, v_witness, v_what, v_by, ledger.plant_now()) returning id into v_id;
    return v_id;
end $$;

-- The rules of each step, read from what just went through the door.
create function check_use() returns trigger language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    r record; d dose; o dose_order; v_bad text; x destruction; w record;
begin
    for r in select distinct p.id, p.type, p.performed_by, p.verified_by, p.started_at, p.ended_at, p.late_reason
               from fresh f join genealogy.operation p on p.id = f.operation and p.type in ('OP-260', 'OP-270', 'OP-271', 'OP-272', 'OP-276', 'OP-280') loop
        if r.type = 'OP-260' then
            if (select count(distinct a.dose_order) from fresh f join allocation a on a.container = f.unit and a.released is null where f.operation = r.id) <> 1
                or exists (select from fresh f where f.operation = r.id and not exists (select from allocation a join dose_order q on q.id = a.dose_order and q.state = 'RESERVED' where a.container = f.unit and a.released is null)) then
                perform genealogy.refuse('ST115', 'Only what is reserved for one order is thawed', '{}');
            end if;
            select u.product into v_bad from fresh f join genealogy.unit u on u.id = f.unit where f.operation = r.id
               and not people.is_qualified(r.performed_by, 'THAW-' || u.product, (r.ended_at at time zone (select zone from ledger.epoch where n = 1))::date) limit 1;
            if v_bad is not null then
                perform genealogy.refuse('ST016', 'The preparer is not trained to thaw this product', jsonb_build_object('skill', 'THAW-' || v_bad));
            end if;
        elsif r.type = 'OP-270' then
            select y.* into d from fresh f join dose y on y.unit = f.unit where f.operation = r.id for update of y;
            if greatest(r.ended_at, case when r.late_reason is null then ledger.plant_now() end) + make_interval(mins => d.planned_minutes) > d.deadline then
                perform genealogy.refuse('ST112', format('The infusion would end after the window of use, %s', d.deadline), jsonb_build_object('deadline', d.deadline));
            end if;
            if not coalesce((select b.patient_matches and b.second_identifier and b.dose_matches from bedside_check b where b.dose = d.unit order by b.operation desc limit 1), false) then
                perform genealogy.refuse('ST118', 'Patient and dose were not found to match at the bedside', '{}');
            end if;
            if exists (select from genealogy.ancestors(array [d.unit]) a join genealogy.unit l on l.id = a.unit and l.type = 'LOT' where l.state not in ('REL_MAH', 'COND_RELEASED')) then
                perform genealogy.refuse('ST118', 'The lot is no longer released', '{}');
            end if;
            update dose set started_at = r.ended_at where unit = d.unit;
        elsif r.type = 'OP-271' then
            update dose y set ended_at = r.ended_at from fresh f where f.operation = r.id and y.unit = f.unit;
            update dose_order q set state = 'CLOSED' from fresh f join dose y on y.unit = f.unit where f.operation = r.id and q.id = y.dose_order;
        elsif r.type = 'OP-272' then
            select u.code into v_bad from fresh f join genealogy.unit u on u.id = f.unit and u.type = 'CONTAINER' where f.operation = r.id and not exists (
                select from allocation a join dose y on y.dose_order = a.dose_order join genealogy.unit du on du.id = y.unit where a.container = u.id and a.released is null
                   and du.state = case f.to_state when 'ADMINISTERED' then 'COMPLETED' else 'ABORTED' end) limit 1;
            if v_bad is not null then
                perform genealogy.refuse('ST118', v_bad || ' was not given', jsonb_build_object('unit', v_bad));
            end if;
        elsif r.type = 'OP-276' then
            for w in select u.code, (thawed(a.dose_order)).deadline as deadline from fresh f join genealogy.unit u on u.id = f.unit and u.type = 'CONTAINER' left join allocation a on a.container = u.id and a.released is null where f.operation = r.id
                     union all select u.code, y.deadline from fresh f join dose y on y.unit = f.unit join genealogy.unit u on u.id = y.unit where f.operation = r.id loop
                if w.deadline is null or r.ended_at <= w.deadline then
                    perform genealogy.refuse('ST112', w.code || ' may still be used', jsonb_build_object('unit', w.code, 'deadline', w.deadline));
                end if;
            end loop;
        elsif r.type = 'OP-280' then
            select t.* into x from destruction t where t.state = 'PLANNED' and t.containers = (select array_agg(f.unit order by f.unit) from fresh f where f.operation = r.id)
               and exists (select from genealogy.clearance c where c.unit = t.subject and c.gate = 'G10' and c.outcome = 'DESTROY' and c.ended_at is null) for update of t;
            if x.id is null or r.performed_by <> x.operator or r.verified_by <> x.witness then
                perform genealogy.refuse('ST116', 'What is destroyed was decided at G10, by exactly these two people', '{}');
            end if;
            update destruction set state = 'DONE', operation = r.id where id = x.id;
        end if;
    end loop;
    return null;
end $$;
create trigger keeps_to_order after insert on genealogy.input referencing new table as fresh for each statement execute function check_use();
alter table genealogy.input enable always trigger keeps_to_order;

-- Decisions at G10 are about a planned destruction of exactly what waits.
create function on_destruction() returns trigger language plpgsql security definer set search_path = clinic, pg_temp as $$
begin
    if not exists (select from destruction x where x.subject = new.unit and x.state = 'PLANNED' and x.containers = waiting(new.unit)) then
        perform genealogy.refuse('ST116', 'No destruction of all that waits here is planned', '{}');
    end if;
    return null;
end $$;
create trigger needs_destruction after insert or update of state on gate.decision for each row when (new.gate = 'G10' and new.outcome = 'DESTROY' and new.state in ('OPEN', 'SIGNED')) execute function on_destruction();
alter table gate.decision enable always trigger needs_destruction;

select ledger.watch('patient', '{code}');
select ledger.watch('dose_order', '{id}');
select ledger.watch('allocation', '{id}');
select ledger.watch('dose', '{unit}');
select ledger.watch('bedside_check', '{operation}');
select ledger.watch('outcome', '{id}');
select ledger.watch('adverse_event', '{code}');
select ledger.watch('destruction', '{id}');
revoke all on all functions in schema clinic from public;
grant usage on schema clinic to stroma_app, stroma_system, stroma_read;
grant select on all tables in schema clinic to stroma_app;
grant select on dose, allocation, destruction to stroma_read;
grant execute on function window_minutes(text, text), due_cells(text, text, numeric, integer), register_patient(text), place_dose_order(jsonb), verify_dose_order(text), allocate(text, text[]),
    release_allocation(text, text, boolean), thawed(bigint), register_dose(bigint, integer), record_bedside(bigint, text, boolean, text[]), record_outcome(text, text, timestamptz, text),
    report_adverse_event(text, text, timestamptz, text, text, text), acknowledge(text), plan_destruction(text, text, text, text), waiting(bigint) to stroma_app;
