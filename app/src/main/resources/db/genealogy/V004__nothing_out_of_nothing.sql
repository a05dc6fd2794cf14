-- What an operation is done to and what it makes must be named; members stay with the lot they were made in; cells are not pooled
-- under a hold; past every bound they may still be cared for and frozen into quarantine.

alter table port add column principal boolean not null default false;
alter table operation_type add column past_bounds boolean not null default false;
-- Rows that are there take the new columns into their history.
select ledger.enter_system('system:migrate', 'operations name what they are done to, and which lead past a bound');
update port set principal = false;
update operation_type set past_bounds = false;

create or replace function perform(p jsonb) returns bigint language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    t operation_type; v_person integer := people.author(); v_org text; v_now timestamptz := ledger.plant_now();
    v_start timestamptz := (p ->> 'started_at')::timestamptz; v_end timestamptz := (p ->> 'ended_at')::timestamptz;
    v_in jsonb := coalesce(p -> 'inputs', '[]'); v_out jsonb := coalesce(p -> 'outputs', '[]'); v_fates jsonb := coalesce(p -> 'fates', '[]');
    v_ids bigint[]; v_bad record; v_op bigint; v_verifier integer; v_needs text; v_late boolean; v_risk boolean := false;
    v_donation bigint; v_passage integer; v_cpdl numeric; v_pd numeric; v_taken numeric; v_made numeric; v_tol numeric;
begin
    select * into t from operation_type where code = p ->> 'type';
    if t.code is null then
        perform refuse('ST031', 'There is no operation ' || coalesce(p ->> 'type', '(none)'), jsonb_build_object('operation', p ->> 'type'));
    end if;
    if v_person is null then
        perform refuse('ST038', 'An operation is performed by a person', '{}');
    end if;
    if not exists (select from unnest(t.roles) r where people.has_role(v_person, r)) then
        perform refuse('ST038', 'This operation asks for another role', jsonb_build_object('operation', t.code, 'roles', array_to_string(t.roles, ', ')));
    end if;
    if t.skill is not null and not people.is_qualified(v_person, t.skill, v_now::date) then
        perform refuse('ST016', 'The operator is not qualified today', jsonb_build_object('skill', t.skill));
    end if;
    if v_start is null or v_end is null or v_end < v_start or v_end > v_now + make_interval(mins => (select value::int from setting where code = 'early_minutes')) then
        perform refuse('ST040', 'Start and end are needed, in order, and not in the future', jsonb_build_object('operation', t.code));
    end if;
    select o.code into v_org from people.person x join people.organisation o on o.id = x.organisation where x.id = v_person;
    select value into v_tol from setting where code = 'balance_tolerance';

    -- Operations go side by side; placing a hold goes alone.
    perform pg_advisory_xact_lock_shared(78232, 1);

    -- Inputs: known, once each, locked in one order for everybody.
    select i.code into v_bad from jsonb_to_recordset(v_in) i(code text) group by 1 having count(*) > 1 limit 1;
    if found then
        perform refuse('ST041', 'A unit is named twice', jsonb_build_object('unit', v_bad.code));
    end if;
    perform 1 from unit u join jsonb_to_recordset(v_in) i(code text) on i.code = u.code order by u.id for update of u;
    select i.code into v_bad from jsonb_to_recordset(v_in) i(code text) where not exists (select from unit u where u.code = i.code) limit 1;
    if found then
        perform refuse('ST030', 'There is no unit ' || coalesce(v_bad.code, '(none)'), jsonb_build_object('unit', v_bad.code));
    end if;

    drop table if exists pg_temp.door_in;
    create temp table door_in on commit drop as
    select u.id, u.code, u.type, u.state, u.remaining, u.measure, u.donation, u.passage, u.cpdl, u.expires_at, u.holder, u.quantity as made, i.port, i.quantity, i.revision, u.revision as now_revision,
           c.to_state, c.takes, c.flow, c.principal, y.living,
           coalesce((select sum(f.quantity) from jsonb_to_recordset(v_fates) f(code text, quantity numeric) where f.code = u.code), 0) as fated,
           count(c.to_state) over (partition by u.id) as candidates
      from jsonb_to_recordset(v_in) i(code text, port text, quantity numeric, "to" text, revision integer)
      join unit u on u.code = i.code join unit_type y on y.code = u.type
      left join port c on c.operation = t.code and c.direction = 'IN' and c.port = i.port and c.unit_type = u.type and c.from_state = u.state
           and (i."to" is null or c.to_state = i."to");

    select * into v_bad from door_in where candidates <> 1 limit 1;
    if found then
        perform refuse('ST031', format('%s takes no %s in state %s', t.code, v_bad.type, v_bad.state),
            jsonb_build_object('operation', t.code, 'unit', v_bad.code, 'type', v_bad.type, 'state', v_bad.state, 'port', v_bad.port));
    end if;
    -- Nothing comes out of nothing: what an operation is about has to be among its inputs.
    if exists (select from port c where c.operation = t.code and c.direction = 'IN' and c.principal) and not exists (select from door_in where principal) then
        perform refuse('ST043', t.code || ' names nothing that it is done to', jsonb_build_object('operation', t.code));
    end if;
    select * into v_bad from door_in where revision is not null and revision <> now_revision limit 1;
    if found then
        perform refuse('ST044', v_bad.code || ' has changed since it was shown', jsonb_build_object('unit', v_bad.code));
    end if;
    if not t.hands_over then
        select * into v_bad from door_in where holder <> v_org limit 1;
        if found then
            perform refuse('ST045', v_bad.code || ' is held by another organisation', jsonb_build_object('unit', v_bad.code, 'holder', v_bad.holder));
        end if;
    end if;
    select array_agg(id) into v_ids from door_in;

    if t.class in ('USE', 'SUSTAIN') then
        -- Expiry, for everything that is used or kept going.
        select * into v_bad from door_in where expires_at <= greatest(v_end, v_now) and t.class = 'USE' limit 1;
        if not found then
            select * into v_bad from door_in where expires_at <= greatest(v_end, v_now) and not flow limit 1;
        end if;
        if found then
            perform refuse('ST034', v_bad.code || ' has expired', jsonb_build_object('unit', v_bad.code, 'expiry', v_bad.expires_at));
        end if;
        -- Holds on anything above. Living cells may be kept alive under one, at risk, verified by QA.
        select h.reason, h.cause, h.reference, x.code into v_bad
          from ancestors(v_ids) a join hold h on h.unit = a.unit and h.closed_at is null and h.kind = 'STOP' join unit x on x.id = h.unit limit 1;
        if found then
            if t.class = 'USE' then
                perform refuse('ST032', v_bad.code || ' is on hold: ' || v_bad.reason, jsonb_build_object('unit', v_bad.code, 'cause', v_bad.cause, 'reference', v_bad.reference, 'reason', v_bad.reason));
            end if;
            if (select count(*) from door_in where living and flow) > 1 then
                perform refuse('ST032', v_bad.code || ' is on hold, cells are not pooled under it: ' || v_bad.reason,
                    jsonb_build_object('unit', v_bad.code, 'cause', v_bad.cause, 'reference', v_bad.reference, 'reason', v_bad.reason));
            end if;
            v_risk := true;
        end if;
        -- Bounded clearances: deferred donors, restricted banks, materials for a named use. Past every bound living cells may
        -- still be cared for and frozen into quarantine.
        select c.gate, c.outcome, x.code into v_bad
          from ancestors(v_ids) a join clearance c on c.unit = a.unit and c.ended_at is null and c.allows is not null join unit x on x.id = c.unit
         where not t.code = any (c.allows) and not (t.past_bounds and x.type <> 'MATERIAL_LOT') limit 1;
        if found then
            perform refuse('ST033', format('%s is %s: this operation lies beyond what that allows', v_bad.code, v_bad.outcome),
                jsonb_build_object('unit', v_bad.code, 'gate', v_bad.gate, 'outcome', v_bad.outcome, 'operation', t.code));
        end if;
    end if;

    -- The second person: asked for by the operation, by a late entry, or by work under a hold.
    v_late := v_now - v_end > make_interval(mins => (select value::int from setting where code = 'late_after_minutes'));
    v_needs := case when v_risk then 'QA' else t.verifier_role end;
    if v_late and length(trim(coalesce(p ->> 'late_reason', ''))) < 3 then
        perform refuse('ST040', 'A late entry needs its reason and a second person', jsonb_build_object('operation', t.code));
    end if;
    if p ->> 'verifier' is not null then
        v_verifier := spend((p ->> 'verifier')::uuid);
        if v_verifier = v_person then
            perform refuse('ST039', 'The second person must be another person', jsonb_build_object('operation', t.code));
        end if;
        if v_needs is not null and not people.has_role(v_verifier, v_needs) then
            perform refuse('ST039', 'The second person needs the role ' || v_needs, jsonb_build_object('operation', t.code, 'role', v_needs));
        end if;
    elsif v_needs is not null or v_late then
        perform refuse('ST039', 'A second person has to verify this', jsonb_build_object('operation', t.code, 'role', coalesce(v_needs, 'VERIFIER')));
    end if;

    -- Quantities.
    update door_in set quantity = case takes when 'ALL' then coalesce(quantity, remaining - fated) when 'NONE' then null else quantity end;
    select * into v_bad from door_in where (takes = 'PART' and remaining is not null and quantity is null) or quantity < 0
        or (remaining is not null and coalesce(quantity, 0) + fated > remaining)
        or (remaining is null and (quantity is not null or fated > 0))
        or (takes = 'ALL' and remaining is not null and quantity + fated <> remaining) limit 1;
    if found then
        perform refuse('ST035', v_bad.code || ': what is taken does not fit what is there',
            jsonb_build_object('unit', v_bad.code, 'remaining', v_bad.remaining, 'taken', v_bad.quantity, 'fates', v_bad.fated));
    end if;
    select f.code into v_bad from jsonb_to_recordset(v_fates) f(code text) where not exists (select from door_in d where d.code = f.code) limit 1;
    if found then
        perform refuse('ST030', 'A fate names a unit that is no input', jsonb_build_object('unit', v_bad.code));
    end if;
    select d.code into v_bad from door_in d join state s on s.unit_type = d.type and s.code = d.to_state
     where s.spent and d.remaining is not null and d.remaining - coalesce(d.quantity, 0) - d.fated <> 0 limit 1;
    if found then
        perform refuse('ST042', v_bad.code || ' would be spent with a remainder that has no recorded fate', jsonb_build_object('unit', v_bad.code));
    end if;

    -- Outputs: in the catalogue, with codes of their own.
    select o.code, o.type, o.port into v_bad from jsonb_to_recordset(v_out) o(code text, type text, port text, state text)
     where (select count(*) from port c where c.operation = t.code and c.direction = 'OUT' and c.port = o.port and c.unit_type = o.type and (o.state is null or c.to_state = o.state)) <> 1 limit 1;
    if found then
        perform refuse('ST031', format('%s makes no %s', t.code, coalesce(v_bad.type, '(none)')), jsonb_build_object('operation', t.code, 'unit', v_bad.code, 'type', v_bad.type, 'port', v_bad.port));
    end if;
    if exists (select from port c where c.operation = t.code and c.direction = 'OUT' and c.principal)
        and not exists (select from jsonb_to_recordset(v_out) o(type text, port text)
                          join port c on c.operation = t.code and c.direction = 'OUT' and c.port = o.port and c.unit_type = o.type and c.principal) then
        perform refuse('ST043', t.code || ' names nothing that it makes', jsonb_build_object('operation', t.code));
    end if;
    -- Under a law of balance everything that goes on is measured; a sample may be of the supernatant.
    select o.code into v_bad from jsonb_to_recordset(v_out) o(code text, type text, port text, quantity numeric)
      join port c on c.operation = t.code and c.direction = 'OUT' and c.port = o.port and c.unit_type = o.type and c.flow
     where t.law in ('CONSERVE', 'RECOVERY', 'GROWTH') and o.quantity is null and o.type <> 'SAMPLE' limit 1;
    if found then
        perform refuse('ST035', v_bad.code || ': how much there is has to be said', jsonb_build_object('unit', v_bad.code));
    end if;
    select o.code into v_bad from jsonb_to_recordset(v_out) o(code text, type text, lot text)
     where o.lot is null and o.type in ('VESSEL', 'CONTAINER', 'BANK_CONTAINER') limit 1;
    if found then
        perform refuse('ST043', v_bad.code || ' belongs to no culture, lot or bank', jsonb_build_object('operation', t.code, 'unit', v_bad.code));
    end if;
    -- A member belongs to a lot or bank that this operation makes or takes, never to one that stands beside it.
    select o.code, o.lot into v_bad from jsonb_to_recordset(v_out) o(code text, lot text)
     where o.lot is not null and exists (select from unit u where u.code = o.lot) and not exists (select from door_in d where d.code = o.lot) limit 1;
    if found then
        perform refuse('ST043', format('%s cannot be added to %s', v_bad.code, v_bad.lot), jsonb_build_object('operation', t.code, 'unit', v_bad.code, 'lot', v_bad.lot));
    end if;
    select o.code into v_bad from jsonb_to_recordset(v_out) o(code text) where exists (select from unit u where u.code = o.code)
    union all select o.code from jsonb_to_recordset(v_out) o(code text) group by 1 having count(*) > 1 limit 1;
    if found then
        perform refuse('ST041', 'The code ' || v_bad.code || ' is taken', jsonb_build_object('unit', v_bad.code));
    end if;

    -- One donation.
    if (select count(distinct donation) from door_in where donation is not null) > 1 then
        perform refuse('ST037', 'Units of different donations are never put together', jsonb_build_object('operation', t.code));
    end if;
    select max(donation) into v_donation from door_in;
    if (t.starts is not distinct from 'DONATION') <> (p ->> 'donation_number' is not null) then
        perform refuse('ST037', 'A donation number belongs to the collection and to nothing else', jsonb_build_object('operation', t.code));
    end if;

    -- Balance.
    select sum(quantity) into v_taken from door_in where flow and takes <> 'NONE';
    select sum(o.quantity) into v_made from jsonb_to_recordset(v_out) o(code text, type text, port text, quantity numeric)
        join port c on c.operation = t.code and c.direction = 'OUT' and c.port = o.port and c.unit_type = o.type and c.flow;
    if t.law in ('CONSERVE', 'RECOVERY') then
        if (select count(distinct m) from (select measure m from door_in where flow and quantity is not null
              union select o.measure from jsonb_to_recordset(v_out) o(type text, port text, quantity numeric, measure text)
                join port c on c.operation = t.code and c.direction = 'OUT' and c.port = o.port and c.unit_type = o.type and c.flow where o.quantity is not null) x) > 1 then
            perform refuse('ST036', 'Inputs and outputs are measured in different units', jsonb_build_object('operation', t.code));
        end if;
        if coalesce(v_made, 0) > coalesce(v_taken, 0) * (1 + v_tol) or (t.law = 'CONSERVE' and coalesce(v_made, 0) < coalesce(v_taken, 0) * (1 - v_tol)) then
            perform refuse('ST036', format('The balance does not close: %s taken, %s made', v_taken, v_made),
                jsonb_build_object('operation', t.code, 'taken', v_taken, 'made', v_made));
        end if;
    elsif t.law = 'COUNT' and (select count(*) from door_in where flow) <> (select count(*) from jsonb_to_recordset(v_out) o(code text)) then
        perform refuse('ST036', 'Each container in must come out', jsonb_build_object('operation', t.code));
    end if;

    -- Passage and cumulative doublings: a pool carries the highest of its inputs; a loss adds nothing.
    select max(passage) + t.passage_delta, max(cpdl) into v_passage, v_cpdl from door_in where living;
    if t.law = 'GROWTH' then
        if v_taken > 0 and v_made > 0 then
            v_pd := round(log(2, v_made / v_taken), 10);
            v_cpdl := coalesce(v_cpdl, 0) + greatest(v_pd, 0);
        else
            v_cpdl := coalesce(v_cpdl, 0);
        end if;
    end if;
    if t.starts is not distinct from 'CULTURE' then
        v_passage := 0; v_cpdl := null;
    end if;

    insert into operation (type, donation, donation_number, started_at, ended_at, place, performed_by, verified_by, parameters, note, doublings, at_risk, late_reason, entered_at)
    values (t.code, v_donation, p ->> 'donation_number', v_start, v_end, p ->> 'place', v_person, v_verifier, coalesce(p -> 'parameters', '{}'), p ->> 'note', v_pd, v_risk,
            case when v_late then p ->> 'late_reason' end, v_now)
    returning id into v_op;
    if t.starts is not distinct from 'DONATION' then
        v_donation := v_op;
    end if;

    insert into input (operation, unit, port, quantity, from_state, to_state, donation)
    select v_op, id, port, quantity, state, to_state, donation from door_in;
    insert into fate (operation, unit, fate, quantity, note)
    select v_op, d.id, f.fate, f.quantity, f.note from jsonb_to_recordset(v_fates) f(code text, fate text, quantity numeric, note text) join door_in d on d.code = f.code;
    update unit u set state = d.to_state, remaining = u.remaining - coalesce(d.quantity, 0) - d.fated, revision = u.revision + 1,
                      holder = case when t.hands_over and d.flow then v_org else u.holder end
      from door_in d where d.id = u.id and (d.state <> d.to_state or d.quantity > 0 or d.fated > 0 or (t.hands_over and d.flow and u.holder <> v_org));

    insert into unit (code, type, port, made_by, donation, lot, product, state, quantity, remaining, measure, qualifier, passage, cpdl, expires_at, holder, position, subject, attributes)
    select o.code, o.type, o.port, v_op, v_donation, l.id, coalesce(o.product, (select max(x.product) from unit x where x.id = any (v_ids))), c.to_state, o.quantity, o.quantity, o.measure, o.qualifier,
           case when y.living then v_passage end, case when y.living then v_cpdl end, o.expires_at, v_org, o.position, o.subject, coalesce(o.attributes, '{}')
      from jsonb_to_recordset(v_out) o(code text, type text, port text, state text, quantity numeric, measure text, qualifier text, lot text, product text,
                                       expires_at timestamptz, position text, subject text, attributes jsonb)
      join port c on c.operation = t.code and c.direction = 'OUT' and c.port = o.port and c.unit_type = o.type and (o.state is null or c.to_state = o.state)
      join unit_type y on y.code = o.type
      left join unit l on l.code = o.lot
     where o.lot is null or l.id is not null
     order by (o.lot is not null), o.code;
    -- Members may name a lot that this very operation makes.
    insert into unit (code, type, port, made_by, donation, lot, product, state, quantity, remaining, measure, qualifier, passage, cpdl, expires_at, holder, position, subject, attributes)
    select o.code, o.type, o.port, v_op, v_donation, l.id, l.product, c.to_state, o.quantity, o.quantity, o.measure, o.qualifier,
           case when y.living then v_passage end, case when y.living then v_cpdl end, coalesce(o.expires_at, l.expires_at), v_org, o.position, o.subject, coalesce(o.attributes, '{}')
      from jsonb_to_recordset(v_out) o(code text, type text, port text, state text, quantity numeric, measure text, qualifier text, lot text,
                                       expires_at timestamptz, position text, subject text, attributes jsonb)
      join port c on c.operation = t.code and c.direction = 'OUT' and c.port = o.port and c.unit_type = o.type and (o.state is null or c.to_state = o.state)
      join unit_type y on y.code = o.type
      join unit l on l.code = o.lot and l.made_by = v_op
     where not exists (select from unit u where u.code = o.code)
     order by o.code;
    select o.code, o.lot into v_bad from jsonb_to_recordset(v_out) o(code text, lot text) where not exists (select from unit u where u.code = o.code and u.made_by = v_op) limit 1;
    if found then
        perform refuse('ST030', 'There is no lot or bank ' || coalesce(v_bad.lot, '(none)'), jsonb_build_object('unit', v_bad.lot));
    end if;

    update inside n set until = v_op from jsonb_to_recordset(coalesce(p -> 'inside', '[]')) x(code text, container text) join unit u on u.code = x.code
     where n.unit = u.id and n.until is null;
    insert into inside (unit, container, since)
    select u.id, k.id, v_op from jsonb_to_recordset(coalesce(p -> 'inside', '[]')) x(code text, container text)
      join unit u on u.code = x.code join unit k on k.code = x.container;
    if exists (select from jsonb_to_recordset(coalesce(p -> 'inside', '[]')) x(code text, container text)
                where x.container is not null and not exists (select from inside n join unit u on u.id = n.unit where u.code = x.code and n.since = v_op)) then
        perform refuse('ST030', 'What is packed and where it goes must both exist', '{}');
    end if;
    return v_op;
end $$;
