-- Who may carry what where, what was ordered, packed and received, and what the loggers say. The door calls these rules by triggers.

-- Carriers with route and packaging, sites with their products, shippers with their static hold, loggers with their calibration.
create table qualification (
    id          bigint generated always as identity primary key,
    kind        text not null check (kind in ('CARRIER', 'SITE', 'SHIPPER', 'LOGGER')),
    code        text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9._/-]{1,39}$'),
    scope       text not null check (length(trim(scope)) >= 3),
    packaging   text,
    products    text[] not null default '{}',
    hold_hours  numeric check (hold_hours > 0),
    mapping     jsonb check (jsonb_typeof(mapping) = 'object'),
    valid_from  date not null,
    valid_until date not null check (valid_until >= valid_from),
    document    bytea not null references evidence.file,
    granted_by  integer not null references people.person,
    granted_at  timestamptz not null,
    ended_at    timestamptz,
    end_reason  text,
    check (kind <> 'CARRIER' or length(trim(packaging)) >= 3),
    check (kind <> 'SITE' or cardinality(products) > 0),
    check ((kind = 'SHIPPER') = (hold_hours is not null)),
    check ((ended_at is null) = (end_reason is null))
);
create index on qualification (kind, code);

create table supply_order (
    code         text primary key check (code ~ '^[A-Z0-9][A-Z0-9-]{2,29}$'),
    hospital     integer not null references people.organisation,
    product      text not null,
    containers   integer not null check (containers between 1 and 500),
    needed_by    timestamptz not null,
    replaces     text references supply_order,
    state        text not null default 'PLACED' check (state in ('PLACED', 'CONFIRMED', 'CANCELLED', 'SHIPPED')),
    placed_by    integer not null references people.person,
    placed_at    timestamptz not null,
    confirmed_by integer references people.person,
    confirmed_at timestamptz
);

create table shipment (
    unit           bigint primary key references genealogy.unit,
    direction      text not null check (direction in ('OUT', 'RETURN')),
    supply_order   text references supply_order,
    reason         text,
    origin         integer not null references people.organisation,
    destination    integer not null references people.organisation check (destination <> origin),
    carrier        bigint not null references qualification,
    shipper        bigint not null references qualification,
    logger         bigint not null references qualification,
    planned_hours  numeric not null check (planned_hours > 0),
    seal           text,
    handed_over_at timestamptz,
    delivered_at   timestamptz,
    check ((direction = 'OUT') = (supply_order is not null)),
    check (direction = 'OUT' or length(trim(reason)) >= 3)
);
create index on shipment (supply_order);

create table scan (
    id         bigint generated always as identity primary key,
    shipment   bigint not null references shipment,
    phase      text not null check (phase in ('PACK', 'RECEIPT')),
    text       text not null check (length(text) between 1 and 200),
    unit       bigint references genealogy.unit,
    scanned_by integer not null references people.person,
    scanned_at timestamptz not null,
    withdrawn  text
);
create unique index scan_once on scan (shipment, phase, unit) where withdrawn is null;

create table logger_reading (
    id              bigint generated always as identity primary key,
    shipment        bigint not null references shipment,
    purpose         text not null check (purpose in ('TRANSIT', 'SITE')),
    file            bytea not null references evidence.file,
    reader          text not null,
    covers_from     timestamptz not null,
    covers_until    timestamptz not null check (covers_until >= covers_from),
    readings        integer not null check (readings > 0),
    lowest_c        numeric not null,
    highest_c       numeric not null check (highest_c >= lowest_c),
    longest_gap_min numeric not null check (longest_gap_min >= 0),
    limit_c         numeric not null,
    minutes_above   numeric not null check (minutes_above >= 0),
    excursions      integer not null check ((excursions > 0) = (highest_c > limit_c)),
    event           text,
    read_by         integer not null references people.person,
    read_at         timestamptz not null,
    unique (shipment, purpose, file)
);
select ledger.append_only('logger_reading');

create function organisation_of(p_person integer) returns integer language sql stable security definer set search_path = distribution, pg_temp
    return (select organisation from people.person where id = p_person);

create function need(variadic p_roles text[]) returns integer language plpgsql stable security definer set search_path = distribution, pg_temp as $$
begin
    if people.author() is null or not exists (select from unnest(p_roles) r where people.has_role(people.author(), r)) then
        perform genealogy.refuse('ST038', 'This asks for another role', jsonb_build_object('roles', array_to_string(p_roles, ', ')));
    end if;
    return people.author();
end $$;

-- In force on a day: the newest that was not ended.
create function qualified(p_id bigint, p_at timestamptz) returns boolean language sql stable security definer set search_path = distribution, pg_temp
    return (select q.ended_at is null and (p_at at time zone e.zone)::date between q.valid_from and q.valid_until
              from distribution.qualification q cross join ledger.epoch e where q.id = p_id and e.n = 1);

create function qualify(p jsonb) returns bigint language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QA', 'QUALITY_HEAD'); v_id bigint; v_kind text;
begin
    if p ->> 'kind' in ('CARRIER', 'SITE') then
        select kind into v_kind from people.organisation where code = p ->> 'code';
        if v_kind is distinct from (case p ->> 'kind' when 'CARRIER' then 'CARRIER' else 'HOSPITAL' end) then
            perform genealogy.refuse('ST100', 'There is no such carrier or hospital', jsonb_build_object('code', p ->> 'code'));
        end if;
    end if;
    update qualification set ended_at = ledger.plant_now(), end_reason = 'a newer qualification' where kind = p ->> 'kind' and code = p ->> 'code' and ended_at is null;
    insert into qualification (kind, code, scope, packaging, products, hold_hours, mapping, valid_from, valid_until, document, granted_by, granted_at)
    values (p ->> 'kind', p ->> 'code', p ->> 'scope', p ->> 'packaging', array(select jsonb_array_elements_text(coalesce(p -> 'products', '[]'))), (p ->> 'hold_hours')::numeric, p -> 'mapping',
            (p ->> 'valid_from')::date, (p ->> 'valid_until')::date, decode(p ->> 'document', 'hex'), v_by, ledger.plant_now())
    returning id into v_id;
    return v_id;
end $$;

create function end_qualification(p_id bigint, p_reason text) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    perform need('QA', 'QUALITY_HEAD');
    update qualification set ended_at = ledger.plant_now(), end_reason = p_reason where id = p_id and ended_at is null;
    if not found then
        perform genealogy.refuse('ST044', 'It has ended already', '{}');
    end if;
end $$;

create function place_order(p jsonb) returns text language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('HOSP_RECEIVER', 'PHYSICIAN', 'HOSP_PREPARER');
begin
    if exists (select from supply_order o where o.code = p ->> 'replaces' and o.hospital <> organisation_of(v_by)) then
        perform genealogy.refuse('ST103', 'An order replaces one of the same hospital', '{}');
    end if;
    insert into supply_order (code, hospital, product, containers, needed_by, replaces, placed_by, placed_at)
    values (p ->> 'code', organisation_of(v_by), p ->> 'product', (p ->> 'containers')::integer, (p ->> 'needed_by')::timestamptz, p ->> 'replaces', v_by, ledger.plant_now());
    return p ->> 'code';
end $$;

create function confirm_order(p_code text) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('LOGISTICS', 'QA');
begin
    if (select kind from people.organisation where id = organisation_of(v_by)) <> 'MAKER' then
        perform genealogy.refuse('ST038', 'Orders are confirmed by the maker', jsonb_build_object('roles', 'LOGISTICS, QA'));
    end if;
    update supply_order set state = 'CONFIRMED', confirmed_by = v_by, confirmed_at = ledger.plant_now() where code = p_code and state = 'PLACED';
    if not found then
        perform genealogy.refuse('ST103', 'There is no such order to confirm', jsonb_build_object('order', p_code));
    end if;
end $$;

create function cancel_order(p_code text) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('HOSP_RECEIVER', 'PHYSICIAN', 'HOSP_PREPARER');
begin
    update supply_order o set state = 'CANCELLED' where code = p_code and hospital = organisation_of(v_by) and state in ('PLACED', 'CONFIRMED')
       and not exists (select from shipment s join genealogy.unit u on u.id = s.unit where s.supply_order = p_code and u.state <> 'CLOSED');
    if not found then
        perform genealogy.refuse('ST103', 'There is no such order to cancel', jsonb_build_object('order', p_code));
    end if;
end $$;

-- Binds a planned shipment to its order, its way and its equipment; carriers and equipment out of date plan nothing.
create function register_shipment(p_operation bigint, p jsonb) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    u genealogy.unit; v_by integer := people.author(); v_origin people.organisation; v_dest integer; o supply_order; q qualification; v_ids bigint[] := '{}'; k text;
begin
    select * into u from genealogy.unit where code = p ->> 'code' and made_by = p_operation and type = 'SHIPMENT';
    select * into v_origin from people.organisation where id = organisation_of(v_by);
    select id into v_dest from people.organisation where code = p ->> 'destination';
    if u.id is null or v_dest is null then
        perform genealogy.refuse('ST030', 'Shipment and destination must exist', jsonb_build_object('unit', p ->> 'code'));
    end if;
    if p ->> 'order' is not null then
        select * into o from supply_order where code = p ->> 'order' for update;
        if o.code is null or o.state <> 'CONFIRMED' or o.hospital <> v_dest or v_origin.kind <> 'MAKER'
            or exists (select from shipment s join genealogy.unit x on x.id = s.unit where s.supply_order = o.code and x.state not in ('CLOSED', 'REFUSED', 'LOST')) then
            perform genealogy.refuse('ST103', 'A shipment serves one confirmed order, at the hospital that placed it', jsonb_build_object('order', p ->> 'order'));
        end if;
    elsif v_origin.kind <> 'HOSPITAL' then
        perform genealogy.refuse('ST103', 'A shipment serves one confirmed order; only hospitals send back', '{}');
    end if;
    foreach k in array array ['CARRIER', 'SHIPPER', 'LOGGER'] loop
        select * into q from qualification where kind = k and code = p ->> lower(k) and qualified(id, ledger.plant_now()) order by id desc limit 1;
        if q.id is null then
            perform genealogy.refuse('ST101', format('%s %s is not qualified today', lower(k), coalesce(p ->> lower(k), '(none)')), jsonb_build_object('kind', k, 'code', p ->> lower(k)));
        end if;
        v_ids := v_ids || q.id;
    end loop;
    insert into shipment (unit, direction, supply_order, reason, origin, destination, carrier, shipper, logger, planned_hours)
    values (u.id, case when o.code is null then 'RETURN' else 'OUT' end, o.code, p ->> 'reason', v_origin.id, v_dest, v_ids[1], v_ids[2], v_ids[3], (p ->> 'planned_hours')::numeric);
end $$;

create function shipment_is_registered() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    if not exists (select from shipment where unit = new.id) then
        perform genealogy.refuse('ST103', 'A shipment has an order, a way and its equipment', jsonb_build_object('unit', new.code));
    end if;
    return null;
end $$;
create constraint trigger shipment_is_registered after insert on genealogy.unit deferrable initially deferred
    for each row when (new.type = 'SHIPMENT') execute function shipment_is_registered();
alter table genealogy.unit enable always trigger shipment_is_registered;

-- Why a container may not be packed into a shipment; null when it may.
create function not_packable(p_shipment bigint, p_unit bigint) returns text language plpgsql stable security definer set search_path = distribution, pg_temp as $$
declare
    s shipment; u genealogy.unit; l genealogy.unit; v_hold text; v_left boolean;
begin
    select * into s from shipment where unit = p_shipment;
    select * into u from genealogy.unit where id = p_unit;
    select * into l from genealogy.unit where id = u.lot;
    if u.type is distinct from 'CONTAINER' then return 'no container'; end if;
    if u.state not in ('AVAILABLE', 'PACKED') then return 'state ' || u.state; end if;
    if l.state is distinct from 'REL_MAH' then return 'lot ' || coalesce(l.state, '?'); end if;
    if u.expires_at <= ledger.plant_now() then return 'expired'; end if;
    if u.holder <> (select code from people.organisation where id = s.origin) then return 'holder ' || u.holder; end if;
    if u.product is distinct from (select product from supply_order where code = s.supply_order) then return 'product ' || coalesce(u.product, '?'); end if;
    select h.reason into v_hold from genealogy.ancestors(array [u.id]) a join genealogy.hold h on h.unit = a.unit and h.closed_at is null and h.kind = 'STOP' limit 1;
    if v_hold is not null then return 'hold: ' || v_hold; end if;
    if exists (select from scan c join genealogy.unit x on x.id = c.shipment where c.unit = u.id and c.phase = 'PACK' and c.withdrawn is null and c.shipment <> p_shipment
                 and x.state in ('PLANNED', 'SHIPPER_CHARGED', 'PACKED', 'HANDED_OVER')) then return 'scanned for another shipment'; end if;
    return null;
end $$;

create function record_scan(p_shipment text, p_phase text, p_text text, p_unit text) returns bigint language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    u genealogy.unit; s genealogy.unit; v_by integer; v_id bigint; v_why text; v_unit bigint;
begin
    v_by := case p_phase when 'PACK' then need('WAREHOUSE', 'LOGISTICS') else need('HOSP_RECEIVER', 'WAREHOUSE') end;
    select * into s from genealogy.unit where code = p_shipment and type = 'SHIPMENT';
    select * into u from genealogy.unit where code = p_unit;
    if s.id is null or (p_phase = 'PACK' and (u.id is null or s.holder <> (select code from people.organisation where id = organisation_of(v_by)))) then
        perform genealogy.refuse('ST030', 'There is no unit ' || coalesce(p_unit, p_text), jsonb_build_object('unit', coalesce(p_unit, p_text)));
    end if;
    if p_phase = 'PACK' then
        v_why := case when s.state <> 'SHIPPER_CHARGED' then 'shipment ' || s.state else not_packable(s.id, u.id) end;
        if v_why is not null then
            perform genealogy.refuse('ST102', format('%s cannot be packed: %s', u.code, v_why), jsonb_build_object('unit', u.code, 'reason', v_why));
        end if;
        if (select count(*) from scan where shipment = s.id and phase = 'PACK' and withdrawn is null)
            >= (select o.containers from shipment x join supply_order o on o.code = x.supply_order where x.unit = s.id) then
            perform genealogy.refuse('ST104', 'The order asks for no more containers', jsonb_build_object('shipment', s.code));
        end if;
    elsif s.state <> 'IN_TRANSIT' or organisation_of(v_by) <> (select destination from shipment where unit = s.id) then
        perform genealogy.refuse('ST106', 'A shipment is received where it was sent to', jsonb_build_object('shipment', s.code));
    end if;
    if exists (select from scan where shipment = s.id and phase = p_phase and unit = u.id and withdrawn is null) then
        perform genealogy.refuse('ST104', u.code || ' was scanned before', jsonb_build_object('unit', u.code));
    end if;
    insert into scan (shipment, phase, text, unit, scanned_by, scanned_at) values (s.id, p_phase, p_text, u.id, v_by, ledger.plant_now()) returning id into v_id;
    return v_id;
end $$;

create function withdraw_scan(p_id bigint, p_reason text) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    perform need('WAREHOUSE', 'LOGISTICS', 'HOSP_RECEIVER');
    update scan c set withdrawn = p_reason from genealogy.unit s where c.id = p_id and s.id = c.shipment and c.withdrawn is null and length(trim(p_reason)) >= 3
       and s.state in ('SHIPPER_CHARGED', 'IN_TRANSIT');
    if not found then
        perform genealogy.refuse('ST104', 'There is no such scan to take back', '{}');
    end if;
end $$;

create function seal_shipment(p_shipment text, p_seal text) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    perform need('WAREHOUSE', 'LOGISTICS', 'HOSP_RECEIVER');
    update shipment s set seal = p_seal from genealogy.unit u where u.id = s.unit and u.code = p_shipment and u.state in ('PACKED', 'PLANNED', 'IN_TRANSIT') and s.handed_over_at is null
        and length(trim(p_seal)) >= 3 and u.holder = (select code from people.organisation where id = organisation_of(people.author()));
    if not found then
        perform genealogy.refuse('ST104', 'A packed shipment gets its seal before it leaves', jsonb_build_object('shipment', p_shipment));
    end if;
end $$;

create function record_reading(p jsonb) returns bigint language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('HOSP_RECEIVER', 'HOSP_PREPARER', 'WAREHOUSE', 'LOGISTICS'); s shipment; v_id bigint;
begin
    select x.* into s from shipment x join genealogy.unit u on u.id = x.unit where u.code = p ->> 'shipment';
    if s.unit is null or organisation_of(v_by) not in (s.destination, s.origin) or (p ->> 'covers_until')::timestamptz > ledger.plant_now() + interval '5 minutes' then
        perform genealogy.refuse('ST106', 'A logger is read where the shipment is', jsonb_build_object('shipment', p ->> 'shipment'));
    end if;
    insert into logger_reading (shipment, purpose, file, reader, covers_from, covers_until, readings, lowest_c, highest_c, longest_gap_min, limit_c, minutes_above, excursions, event, read_by, read_at)
    values (s.unit, p ->> 'purpose', decode(p ->> 'file', 'hex'), p ->> 'reader', (p ->> 'covers_from')::timestamptz, (p ->> 'covers_until')::timestamptz, (p ->> 'readings')::integer,
            (p ->> 'lowest')::numeric, (p ->> 'highest')::numeric, (p ->> 'gap')::numeric, (p ->> 'limit')::numeric, (p ->> 'above')::numeric, (p ->> 'excursions')::integer, p ->> 'event',
            v_by, ledger.plant_now())
    returning id into v_id;
    return v_id;
end $$;

-- What came in a shipment and where it is now: everything must have an end before the shipment is closed.
create function reconciliation(p_shipment text) returns table (code text, state text, settled boolean) language sql stable security definer set search_path = distribution, pg_temp
begin atomic
    select c.code, c.state, c.state in ('ADMINISTERED', 'PARTLY_ADMINISTERED', 'DESTROYED', 'MISSING')
           or (h.direction = 'OUT' and c.state = 'RETURNED_QUARANTINE')
           or (c.state = 'IN_TRANSIT' and exists (select from genealogy.inside n join distribution.shipment r on r.unit = n.container and r.direction = 'RETURN' where n.unit = c.id and n.until is null and n.container <> s.id))
      from genealogy.unit s join distribution.shipment h on h.unit = s.id join genealogy.input i on i.unit = s.id join genealogy.operation o on o.id = i.operation
      join genealogy.input k on k.operation = o.id and k.port = 'container' join genealogy.unit c on c.id = k.unit
     where s.code = p_shipment and o.type in ('OP-230', 'OP-281') order by c.id;
end;

-- The rules of each step, read from what just went through the door.
create function check_step() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    r record; s shipment; v_taken bigint[]; v_packed bigint[]; v_bad text;
begin
    for r in select distinct f.operation, o.type, o.performed_by, o.verified_by, o.ended_at, u.id as shipment, u.code
               from fresh f join genealogy.operation o on o.id = f.operation join genealogy.unit u on u.id = f.unit and u.type = 'SHIPMENT' loop
        select * into s from shipment where unit = r.shipment for update;
        select coalesce(array_agg(f.unit order by f.unit), '{}') into v_taken from fresh f where f.operation = r.operation and f.port = 'container';
        select coalesce(array_agg(n.unit order by n.unit), '{}') into v_packed from genealogy.inside n where n.container = r.shipment and n.until is null;
        if r.type = 'OP-233' then
            select coalesce(array_agg(c.unit order by c.unit), '{}') into v_packed from scan c where c.shipment = r.shipment and c.phase = 'PACK' and c.withdrawn is null;
            if v_taken <> v_packed or cardinality(v_taken) <> (select containers from supply_order where code = s.supply_order) then
                perform genealogy.refuse('ST104', 'What is packed is exactly what was scanned and what was ordered', jsonb_build_object('shipment', r.code, 'packed', cardinality(v_taken), 'scanned', cardinality(v_packed)));
            end if;
            select format('%s: %s', u.code, not_packable(r.shipment, u.id)) into v_bad from genealogy.unit u where u.id = any (v_taken) and not_packable(r.shipment, u.id) is not null limit 1;
            if v_bad is not null then
                perform genealogy.refuse('ST102', v_bad, jsonb_build_object('shipment', r.code));
            end if;
        elsif r.type in ('OP-230', 'OP-281') then
            if r.type = 'OP-230' and v_taken <> v_packed then
                perform genealogy.refuse('ST104', 'What leaves is exactly what was packed', jsonb_build_object('shipment', r.code));
            end if;
            if (r.type = 'OP-281') <> (s.direction = 'RETURN') or cardinality(v_taken) = 0 then
                perform genealogy.refuse('ST106', 'A return goes its own way', jsonb_build_object('shipment', r.code));
            end if;
            if not qualified(s.carrier, ledger.plant_now()) or not qualified(s.shipper, ledger.plant_now()) or not qualified(s.logger, ledger.plant_now()) then
                perform genealogy.refuse('ST101', 'Carrier, shipper or logger is no longer qualified', jsonb_build_object('shipment', r.code));
            end if;
            if not exists (select from people.person p join people.organisation o on o.id = p.organisation join qualification q on q.code = o.code where p.id = r.verified_by and q.id = s.carrier) then
                perform genealogy.refuse('ST105', 'The shipment is taken over by a person of its carrier', jsonb_build_object('shipment', r.code));
            end if;
            if r.type = 'OP-230' and exists (select from genealogy.unit u join genealogy.unit l on l.id = u.lot where u.id = any (v_taken) and l.state <> 'REL_MAH') then
                perform genealogy.refuse('ST102', 'The lot is no longer released', jsonb_build_object('shipment', r.code));
            end if;
            update shipment set handed_over_at = r.ended_at where unit = r.shipment;
            update supply_order set state = 'SHIPPED' where code = s.supply_order;
        elsif r.type in ('OP-240', 'OP-282') then
            if organisation_of(r.performed_by) <> s.destination or v_taken <> v_packed or (r.type = 'OP-240') <> (s.direction = 'OUT') then
                perform genealogy.refuse('ST106', 'A shipment is received where it was sent to, with all that was in it', jsonb_build_object('shipment', r.code));
            end if;
            update shipment set delivered_at = r.ended_at where unit = r.shipment;
        elsif r.type = 'OP-241' then
            if not exists (select from logger_reading g where g.shipment = r.shipment and g.purpose = 'TRANSIT') then
                perform genealogy.refuse('ST107', 'No logger file of this transport was read', jsonb_build_object('shipment', r.code));
            end if;
        elsif r.type in ('OP-234', 'OP-243') then
            if v_taken <> v_packed then
                perform genealogy.refuse('ST104', 'All that was packed goes together', jsonb_build_object('shipment', r.code));
            end if;
            update scan set withdrawn = r.type where shipment = r.shipment and phase = 'PACK' and withdrawn is null and r.type = 'OP-234';
        elsif r.type = 'OP-290' then
            select x.code into v_bad from reconciliation(r.code) x where not x.settled limit 1;
            if v_bad is not null then
                perform genealogy.refuse('ST108', v_bad || ' has no end yet', jsonb_build_object('shipment', r.code, 'unit', v_bad));
            end if;
        end if;
    end loop;
    -- Nothing leaves a quarantine at the site unless the shipment it came in was accepted.
    select u.code into v_bad from fresh f join genealogy.operation o on o.id = f.operation and o.type = 'OP-252' join genealogy.unit u on u.id = f.unit
     where not exists (select from genealogy.inside n join genealogy.unit x on x.id = n.container and x.state = 'ACCEPTED' where n.unit = u.id and n.until is null) limit 1;
    if v_bad is not null then
        perform genealogy.refuse('ST106', v_bad || ' came with a shipment that was not accepted', jsonb_build_object('unit', v_bad));
    end if;
    -- Containers never travel without their shipment.
    select u.code into v_bad from fresh f join genealogy.operation o on o.id = f.operation and o.type in ('OP-230', 'OP-233', 'OP-234', 'OP-240', 'OP-243', 'OP-281', 'OP-282')
      join genealogy.unit u on u.id = f.unit and u.type = 'CONTAINER'
     where (select count(*) from fresh g join genealogy.unit x on x.id = g.unit and x.type = 'SHIPMENT' where g.operation = f.operation) <> 1 limit 1;
    if v_bad is not null then
        perform genealogy.refuse('ST104', v_bad || ' travels in one shipment', jsonb_build_object('unit', v_bad));
    end if;
    return null;
end $$;
create trigger keeps_to_shipment after insert on genealogy.input referencing new table as fresh for each statement execute function check_step();
alter table genealogy.input enable always trigger keeps_to_shipment;

select ledger.watch('qualification', '{id}');
select ledger.watch('supply_order', '{code}');
select ledger.watch('shipment', '{unit}');
select ledger.watch('scan', '{id}');
select ledger.watch('logger_reading', '{id}');
revoke all on all functions in schema distribution from public;
grant usage on schema distribution to stroma_app, stroma_system, stroma_read;
grant select on all tables in schema distribution to stroma_app, stroma_read;
grant execute on function qualified(bigint, timestamptz), qualify(jsonb), end_qualification(bigint, text), place_order(jsonb), confirm_order(text), cancel_order(text), register_shipment(bigint, jsonb),
    record_scan(text, text, text, text), withdraw_scan(bigint, text), seal_shipment(text, text), record_reading(jsonb), reconciliation(text) to stroma_app;
