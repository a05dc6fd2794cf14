-- Cell banks: the register of tiers, signed decisions on conditional tests, and withdrawals that a signed decision covers.

create table register (
    unit           bigint primary key references genealogy.unit,
    tier           text not null check (tier in ('MCB', 'WCB', 'DCB')),
    product        text not null,
    vials          integer not null check (vials > 0),
    cells_per_vial numeric not null check (cells_per_vial > 0),
    volume_ml      numeric not null check (volume_ml > 0),
    enrolled_by    integer not null references people.person
);
select ledger.append_only('register');

create table test_decision (
    id             bigint generated always as identity primary key,
    unit           bigint not null references genealogy.unit,
    characteristic text not null check (characteristic ~ '^[a-z_]+_decision$'),
    required       boolean not null,
    rationale      text not null check (length(trim(rationale)) >= 10),
    source         text,
    valid_until    timestamptz not null,
    state          text not null default 'OPEN' check (state in ('OPEN', 'SIGNED', 'SUPERSEDED', 'WITHDRAWN')),
    proposed_by    integer not null references people.person,
    proposed_at    timestamptz not null,
    completed_at   timestamptz,
    check ((state in ('SIGNED', 'SUPERSEDED')) = (completed_at is not null))
);
create unique index test_decision_open on test_decision (unit, characteristic) where state = 'OPEN';
create unique index test_decision_signed on test_decision (unit, characteristic) where state = 'SIGNED';

create table withdrawal (
    id           bigint generated always as identity primary key,
    bank         bigint not null references register,
    purpose      text not null check (length(trim(purpose)) >= 5),
    place        text not null check (length(trim(place)) >= 2),
    remover      integer not null references people.person,
    second       integer not null references people.person check (second <> remover),
    planned_at   timestamptz not null,
    requested_by integer not null references people.person,
    requested_at timestamptz not null,
    state        text not null default 'REQUESTED' check (state in ('REQUESTED', 'APPROVED', 'REFUSED', 'CANCELLED', 'DONE')),
    decision     bigint references gate.decision,
    operation    bigint references genealogy.operation,
    cause        text,
    check ((state = 'DONE') = (operation is not null)),
    check (state not in ('APPROVED', 'REFUSED', 'DONE') or decision is not null)
);
create unique index withdrawal_requested on withdrawal (bank) where state = 'REQUESTED';
create unique index on withdrawal (decision) where decision is not null;

create table withdrawal_vial (
    withdrawal bigint not null references withdrawal,
    vial       bigint not null references genealogy.unit,
    primary key (withdrawal, vial)
);
create index on withdrawal_vial (vial);
select ledger.append_only('withdrawal_vial');

-- Vials of a bank that nobody has spoken for.
create function free_vials(p_bank bigint, p_besides bigint default null) returns integer
    language sql stable security definer set search_path = bank, pg_temp
    return (select count(*)::integer from genealogy.unit u where u.lot = p_bank and u.type = 'BANK_CONTAINER' and u.state = 'AVAILABLE'
               and not exists (select from withdrawal_vial v join withdrawal w on w.id = v.withdrawal
                                where v.vial = u.id and w.state in ('REQUESTED', 'APPROVED') and w.id is distinct from p_besides));

create function need_role(variadic p_roles text[]) returns integer language plpgsql security definer set search_path = bank, pg_temp as $$
begin
    if people.author() is null or not exists (select from unnest(p_roles) r where people.has_role(people.author(), r)) then
        perform genealogy.refuse('ST038', 'Somebody with another role has to do this', jsonb_build_object('roles', array_to_string(p_roles, ', ')));
    end if;
    return people.author();
end $$;

-- A bank is enrolled in the transaction that fills it; the tier must fit the registered regime and the ancestry.
create function enrol(p_operation bigint, p_tier text, p_cells_per_vial numeric, p_volume_ml numeric) returns void
    language plpgsql security definer set search_path = bank, pg_temp as $$
declare
    u genealogy.unit; v_above text[]; v_regime text; v_vials integer;
begin
    select x.* into u from genealogy.unit x join genealogy.operation o on o.id = x.made_by and o.type = 'OP-165' where x.made_by = p_operation and x.type = 'BANK';
    if u.id is null or people.author() is null or exists (select from register where unit = u.id) then
        perform genealogy.refuse('ST076', 'A bank is enrolled once, when it is filled', jsonb_build_object('operation', p_operation));
    end if;
    v_regime := product.word(u.product, 'route', 'regime');
    select array_agg(r.tier) into v_above from genealogy.ancestors(array [u.id]) a join register r on r.unit = a.unit where a.unit <> u.id;
    if v_regime is null or not (case p_tier
            when 'MCB' then v_regime = 'TWO_TIER' and v_above is null
            when 'WCB' then v_regime = 'TWO_TIER' and 'MCB' = any (v_above) and not 'WCB' = any (v_above)
            when 'DCB' then v_regime = 'ONE_TIER' and v_above is null
            else false end) then
        perform genealogy.refuse('ST076', format('A %s does not fit the regime %s and what the bank descends from', p_tier, coalesce(v_regime, '(none)')),
            jsonb_build_object('unit', u.code, 'tier', p_tier, 'regime', v_regime, 'above', array_to_string(v_above, ', ')));
    end if;
    if u.passage > product.number(u.product, 'banks', p_tier, 'passage') or u.cpdl > product.number(u.product, 'banks', p_tier, 'cpdl') then
        perform genealogy.refuse('ST071', format('%s is passage %s at %s doublings, beyond what a %s may have', u.code, u.passage, round(u.cpdl, 4), p_tier),
            jsonb_build_object('unit', u.code, 'passage', u.passage, 'cpdl', round(u.cpdl, 4), 'tier', p_tier));
    end if;
    select count(*) into v_vials from genealogy.unit where lot = u.id and type = 'BANK_CONTAINER';
    insert into register values (u.id, p_tier, u.product, v_vials, p_cells_per_vial, p_volume_ml, people.author());
end $$;

create function is_enrolled() returns trigger language plpgsql security definer set search_path = bank, pg_temp as $$
begin
    if not exists (select from register r join genealogy.unit u on u.id = r.unit where u.made_by = new.id) then
        perform genealogy.refuse('ST076', 'A bank is not filled without being enrolled', jsonb_build_object('operation', new.id));
    end if;
    return null;
end $$;
create constraint trigger is_enrolled after insert on genealogy.operation deferrable initially deferred
    for each row when (new.type = 'OP-165') execute function is_enrolled();
alter table genealogy.operation enable always trigger is_enrolled;

-- Decisions on tests that are required or not case by case, the conditional cells of Table 4 on a bank and those of its specification on
-- a lot: reviewed by the QC head, approved by QA, with rationale and an end.
create function propose_test_decision(p_unit text, p_characteristic text, p_required boolean, p_rationale text, p_source text, p_valid_until timestamptz) returns bigint
    language plpgsql security definer set search_path = bank, pg_temp as $$
declare
    v_unit bigint; v_tier text; v_person integer := need_role('QC_HEAD', 'QA', 'ANALYST', 'QC_REVIEWER'); v_old bigint; v_id bigint; v_word text;
begin
    select u.id, r.tier into v_unit, v_tier from genealogy.unit u left join register r on r.unit = u.id
     where u.code = p_unit and (r.unit is not null or u.type = 'LOT' and u.product is not null);
    if v_unit is null then
        perform genealogy.refuse('ST030', 'There is no bank or lot ' || coalesce(p_unit, '(none)'), jsonb_build_object('unit', p_unit));
    end if;
    if p_valid_until <= ledger.plant_now() then
        perform genealogy.refuse('ST075', 'A decision ends in the future', jsonb_build_object('unit', p_unit));
    end if;
    for v_old in update test_decision set state = 'WITHDRAWN' where unit = v_unit and characteristic = p_characteristic and state = 'OPEN' returning id loop
        perform people.void_signable('test-decision', v_old::text, 'a newer proposal');
    end loop;
    insert into test_decision (unit, characteristic, required, rationale, source, valid_until, proposed_by, proposed_at)
    values (v_unit, p_characteristic, p_required, p_rationale, p_source, p_valid_until, v_person, ledger.plant_now()) returning id into v_id;
    v_word := case when p_required then 'REQUIRED' else 'NOT_REQUIRED' end;
    perform people.put_signable('test-decision', v_id::text, 'application/json', '1',
        convert_to(jsonb_build_object('decision', v_id::text, 'unit', p_unit, 'tier', v_tier, 'characteristic', p_characteristic, 'outcome', v_word,
            'rationale', p_rationale, 'source', p_source, 'validUntil', p_valid_until)::text, 'UTF8'),
        p_unit || ' · ' || p_characteristic || ' · ' || case when p_required then '需要' else '不需要' end, p_unit || ' · ' || p_characteristic || ' · ' || v_word,
        array ['QC_HEAD', 'QA'], array ['REVIEWED', 'APPROVED'], array ['', '']);
    return v_id;
end $$;

create function on_signature() returns trigger language plpgsql security definer set search_path = bank, pg_temp as $$
declare
    d test_decision; v_old bigint;
begin
    if new.record_type <> 'test-decision' then
        return null;
    end if;
    select * into d from test_decision where id::text = new.record_id for update;
    -- The bytes put before the signers must be those of this decision, and both roles must have signed them.
    if d.state = 'OPEN'
        and (select convert_from(s.content, 'UTF8')::jsonb from people.signable s where (s.record_type, s.record_id, s.revision) = (new.record_type, new.record_id, new.revision))
            @> jsonb_build_object('decision', d.id::text, 'characteristic', d.characteristic, 'outcome', case when d.required then 'REQUIRED' else 'NOT_REQUIRED' end, 'rationale', d.rationale)
        and (select count(distinct g.person) from people.signature g where g.record_type = new.record_type and g.record_id = new.record_id
              and g.revision = new.revision and g.role in ('QC_HEAD', 'QA')) = 2 then
        for v_old in update test_decision set state = 'SUPERSEDED' where unit = d.unit and characteristic = d.characteristic and state = 'SIGNED' returning id loop
            perform people.void_signable('test-decision', v_old::text, 'superseded by decision ' || d.id);
        end loop;
        update test_decision set state = 'SIGNED', completed_at = ledger.plant_now() where id = d.id;
    end if;
    return null;
end $$;
create trigger completes_test_decision after insert on people.signature for each row execute function on_signature();
alter table people.signature enable always trigger completes_test_decision;

-- A withdrawal is asked for with its vials, place and two removers; one request of a bank at a time.
create function request_withdrawal(p_bank text, p_vials text[], p_purpose text, p_place text, p_remover text, p_second text, p_planned_at timestamptz) returns bigint
    language plpgsql security definer set search_path = bank, pg_temp as $$
declare
    v_bank bigint; v_person integer := need_role('OPERATOR', 'PRODUCTION_HEAD', 'WAREHOUSE'); v_id bigint; v_bad text; v_remover integer; v_second integer;
begin
    select u.id into v_bank from genealogy.unit u join register r on r.unit = u.id where u.code = p_bank for update of u;
    select id into v_remover from people.person where code = p_remover;
    select id into v_second from people.person where code = p_second;
    if v_bank is null or v_remover is null or v_second is null then
        perform genealogy.refuse('ST030', 'Bank and removers must exist', jsonb_build_object('unit', p_bank));
    end if;
    if v_remover = v_second then
        perform genealogy.refuse('ST039', 'Vials are removed by two people', jsonb_build_object('operation', 'OP-220'));
    end if;
    if exists (select from withdrawal where bank = v_bank and state = 'REQUESTED') then
        perform genealogy.refuse('ST077', 'Another withdrawal of this bank waits for its decision', jsonb_build_object('unit', p_bank));
    end if;
    select x into v_bad from unnest(p_vials) x where not exists (
        select from genealogy.unit u where u.code = x and u.lot = v_bank and u.type = 'BANK_CONTAINER' and u.state = 'AVAILABLE'
           and not exists (select from withdrawal_vial v join withdrawal w on w.id = v.withdrawal where v.vial = u.id and w.state in ('REQUESTED', 'APPROVED'))) limit 1;
    if v_bad is not null or coalesce(cardinality(p_vials), 0) = 0 then
        perform genealogy.refuse('ST077', coalesce(v_bad, 'No vial') || ' is not free to be withdrawn from ' || p_bank, jsonb_build_object('unit', v_bad, 'bank', p_bank));
    end if;
    insert into withdrawal (bank, purpose, place, remover, second, planned_at, requested_by, requested_at)
    values (v_bank, p_purpose, p_place, v_remover, v_second, p_planned_at, v_person, ledger.plant_now()) returning id into v_id;
    insert into withdrawal_vial select v_id, u.id from genealogy.unit u where u.code = any (p_vials);
    return v_id;
end $$;

create function cancel_withdrawal(p_id bigint, p_reason text) returns void language plpgsql security definer set search_path = bank, pg_temp as $$
begin
    perform need_role('OPERATOR', 'PRODUCTION_HEAD', 'WAREHOUSE', 'QA');
    if exists (select from withdrawal w join gate.decision d on d.id = w.decision where w.id = p_id and w.state = 'REQUESTED' and d.state = 'OPEN') then
        perform genealogy.refuse('ST077', 'Take the proposed decision back first', jsonb_build_object('withdrawal', p_id));
    end if;
    update withdrawal set state = 'CANCELLED', cause = p_reason where id = p_id and state in ('REQUESTED', 'APPROVED') and length(trim(p_reason)) >= 3;
    if not found then
        perform genealogy.refuse('ST077', 'There is no such open withdrawal', jsonb_build_object('withdrawal', p_id));
    end if;
end $$;

-- A decision at G4b is about the one request that waits; it approves that many vials, those vials, and no others.
create function on_decision() returns trigger language plpgsql security definer set search_path = bank, pg_temp as $$
declare
    w withdrawal; r register; v_left integer;
begin
    if tg_op = 'INSERT' then
        update withdrawal set decision = new.id where bank = new.unit and state = 'REQUESTED';
        if not found then
            perform genealogy.refuse('ST077', 'No withdrawal of this bank has been asked for', jsonb_build_object('gate', 'G4b'));
        end if;
        return null;
    end if;
    select * into w from withdrawal where decision = new.id for update;
    if new.state = 'SIGNED' then
        if w.id is null or w.state <> 'REQUESTED' then
            perform genealogy.refuse('ST077', 'The withdrawal that was judged is no longer asked for', jsonb_build_object('decision', new.id));
        end if;
        if new.outcome = 'APPROVED' then
            perform 1 from genealogy.unit where id = w.bank for update;
            select * into r from register where unit = w.bank;
            v_left := free_vials(w.bank, w.id) - (select count(*) from withdrawal_vial where withdrawal = w.id);
            if v_left < coalesce(product.number(r.product, 'banks', r.tier, 'reserve_minimum'), 0) then
                perform genealogy.refuse('ST078', format('%s vials would be left, fewer than the reserve', v_left), jsonb_build_object('left', v_left, 'reserve', product.number(r.product, 'banks', r.tier, 'reserve_minimum')));
            end if;
            update withdrawal set state = 'APPROVED' where id = w.id;
        else
            update withdrawal set state = 'REFUSED' where id = w.id;
        end if;
    elsif new.state in ('VOID', 'WITHDRAWN') and w.state = 'REQUESTED' then
        update withdrawal set decision = null where id = w.id;
    elsif new.state = 'VOID' and w.state = 'APPROVED' then
        update withdrawal set state = 'CANCELLED', cause = new.void_cause where id = w.id;
    end if;
    return null;
end $$;
create trigger binds_withdrawal after insert on gate.decision for each row when (new.gate = 'G4b') execute function on_decision();
create trigger decides_withdrawal after update of state on gate.decision for each row when (new.gate = 'G4b' and old.state is distinct from new.state) execute function on_decision();
alter table gate.decision enable always trigger binds_withdrawal;
alter table gate.decision enable always trigger decides_withdrawal;

-- Whoever goes through the door with bank vials has an approved withdrawal of exactly these.
create function check_withdrawal() returns trigger language plpgsql security definer set search_path = bank, pg_temp as $$
declare
    v_op bigint; w withdrawal; v_asked bigint[]; v_taken bigint[]; o genealogy.operation;
begin
    for v_op in select distinct f.operation from fresh f join genealogy.operation p on p.id = f.operation and p.type = 'OP-220' loop
        select * into o from genealogy.operation where id = v_op;
        select array_agg(f.unit order by f.unit) into v_taken from fresh f where f.operation = v_op;
        select x.* into w from withdrawal x where x.state = 'APPROVED' and exists (select from withdrawal_vial v where v.withdrawal = x.id and v.vial = v_taken[1]) for update;
        select array_agg(v.vial order by v.vial) into v_asked from withdrawal_vial v where v.withdrawal = w.id;
        if w.id is null or v_asked is distinct from v_taken then
            perform genealogy.refuse('ST074', 'No approved withdrawal covers exactly these vials', jsonb_build_object('operation', 'OP-220'));
        end if;
        if not (o.performed_by in (w.remover, w.second) and o.verified_by in (w.remover, w.second)) then
            perform genealogy.refuse('ST074', 'The vials are removed by the two people of the approved withdrawal', jsonb_build_object('withdrawal', w.id));
        end if;
        update withdrawal set state = 'DONE', operation = v_op where id = w.id;
    end loop;
    return null;
end $$;
create trigger needs_withdrawal after insert on genealogy.input referencing new table as fresh for each statement execute function check_withdrawal();
alter table genealogy.input enable always trigger needs_withdrawal;

select ledger.watch('register', '{unit}');
select ledger.watch('test_decision', '{id}');
select ledger.watch('withdrawal', '{id}');
select ledger.watch('withdrawal_vial', '{withdrawal,vial}');

revoke all on all functions in schema bank from public;
grant usage on schema bank to stroma_app, stroma_system, stroma_read;
grant select on register, test_decision, withdrawal, withdrawal_vial to stroma_app, stroma_system, stroma_read;
grant execute on function enrol(bigint, text, numeric, numeric), propose_test_decision(text, text, boolean, text, text, timestamptz),
    request_withdrawal(text, text[], text, text, text, text, timestamptz), cancel_withdrawal(bigint, text), free_vials(bigint, bigint) to stroma_app;
grant execute on function free_vials(bigint, bigint) to stroma_read;
