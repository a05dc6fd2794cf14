-- What people decide about a unit beside its gates, and what the clock does to it: suspended, recalled, rejected, expired, closed lots, and
-- living cells that are kept under a hold. The catalogue says from where to where and who signs; without signers the clock alone may.
create table disposition_rule (
    action      text    not null,
    unit_type   text    not null references unit_type,
    from_state  text    not null,
    to_state    text    not null,
    effect      text    check (effect in ('HOLD', 'LIFT', 'CONTINUE', 'TERMINATE')),
    signers     text[]  not null,
    name_zh     text    not null,
    name_en     text    not null,
    asks_class  boolean not null default false,
    place       integer not null,
    primary key (action, unit_type, from_state)
);
comment on column disposition_rule.to_state is 'SAME stays where it is; BACK is where the clearances that stand lead.';
comment on column disposition_rule.signers is 'QP is the qualified person of the holder once he has released the lot, of the maker before.';

-- Named uses that a restricted clearance may be bound to.
create table named_use (
    code       text   not null,
    unit_type  text   not null references unit_type,
    name_zh    text   not null,
    name_en    text   not null,
    operations text[] not null check (cardinality(operations) > 0),
    place      integer not null,
    primary key (unit_type, code)
);
create unique index named_use_is_one on named_use (unit_type, operations);

-- What was decided on living cells under a hold; the newest counts, for them and for what is made of them.
create table continuation (
    id          bigint generated always as identity primary key,
    unit        bigint not null references unit,
    disposition bigint not null,
    outcome     text not null check (outcome in ('CONTINUE', 'TERMINATE')),
    given_at    timestamptz not null,
    until       timestamptz,
    check ((outcome = 'CONTINUE') = (until is not null))
);
create index on continuation (unit);
select ledger.append_only('continuation');

-- The qualified person that answers for a lot.
create function answering_qp(p_unit bigint) returns text language sql stable security definer set search_path = genealogy, pg_temp
    return case when exists (select from genealogy.clearance c where c.unit = p_unit and c.gate in ('G6b', 'G7a')) then 'QP_MAH' else 'QP_MFG' end;

-- Where the clearances that stand lead a lot that is no longer suspended. A release that was voided meanwhile is given again in its order.
create function state_by_clearances(p_unit bigint) returns text language sql stable security definer set search_path = genealogy, pg_temp
    return (select case when u.expires_at <= ledger.plant_now() then 'EXPIRED'
                        when 'G6a' = any (c.gates) and 'G6b' = any (c.gates) then 'REL_MAH'
                        when 'G6a' = any (c.gates) then 'REL_MFG'
                        when 'G7a' = any (c.gates) then 'COND_RELEASED'
                        else 'UNDER_REVIEW' end
              from genealogy.unit u cross join lateral (select array(select x.gate from genealogy.clearance x where x.unit = u.id and x.ended_at is null) as gates) c
             where u.id = p_unit);

create function stop_unit(p_unit bigint, p_cause text, p_reference text, p_reason text) returns void
    language sql security definer set search_path = genealogy, pg_temp
begin atomic
    insert into genealogy.hold (unit, kind, cause, reference, reason, placed_by, placed_at)
    values (p_unit, 'STOP', p_cause, p_reference, p_reason, ledger.author_of_this_transaction(), ledger.plant_now()) on conflict do nothing;
end;

-- How long living cells may be kept under a hold before somebody decides; null where the product does not say.
create function hold_hours(p_product text) returns numeric language sql stable security definer set search_path = genealogy, pg_temp
    return product.number(p_product, 'policies', 'living_hold', 'due_hours');

-- When a decision on living cells is due: counted from the oldest hold that stands on them or above, or from the last decision to go on that came after it.
create function decision_due(p_unit bigint) returns timestamptz language sql stable security definer set search_path = genealogy, pg_temp
    return (select min(greatest(h.placed_at + make_interval(secs => hold_hours(u.product)::double precision * 3600),
                                (select c.until from genealogy.ancestors(array [u.id]) x join genealogy.continuation c on c.unit = x.unit
                                  where c.given_at >= h.placed_at and c.outcome = 'CONTINUE' order by c.id desc limit 1)))
              from genealogy.unit u cross join lateral genealogy.ancestors(array [u.id]) a
              join genealogy.hold h on h.unit = a.unit and h.closed_at is null and h.kind = 'STOP'
             where u.id = p_unit and hold_hours(u.product) is not null);

-- Whether cells were decided to be ended: by the newest decision on them or on what they came from.
create function is_terminated(p_unit bigint) returns boolean language sql stable security definer set search_path = genealogy, pg_temp
    return coalesce((select c.outcome = 'TERMINATE' from genealogy.ancestors(array [p_unit]) a join genealogy.continuation c on c.unit = a.unit order by c.id desc limit 1), false);

-- What a completed disposition does: called by the trigger of its signatures, granted to nobody.
create function dispose(p_unit bigint, p_action text, p_id bigint) returns void
    language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    u unit; r disposition_rule; v_to text;
begin
    perform pg_advisory_xact_lock(78232, 1);
    select * into u from unit where id = p_unit for update;
    select * into r from disposition_rule where action = p_action and unit_type = u.type and from_state = u.state;
    if r.action is null then
        perform refuse('ST031', format('%s is not open for a %s in state %s', p_action, u.type, u.state),
            jsonb_build_object('action', p_action, 'unit', u.code, 'state', u.state));
    end if;
    v_to := case r.to_state when 'SAME' then u.state when 'BACK' then state_by_clearances(u.id) else r.to_state end;
    if r.effect in ('HOLD', 'LIFT') then
        update hold set closed_by = ledger.author_of_this_transaction(), closed_at = ledger.plant_now(), close_reason = p_action || ' by disposition ' || p_id
         where unit = u.id and cause = 'DISPOSITION' and closed_at is null;
    end if;
    if r.effect = 'HOLD' then
        perform stop_unit(u.id, 'DISPOSITION', p_action, p_action || ' by disposition ' || p_id);
    elsif r.effect = 'LIFT' and v_to = 'EXPIRED' then
        perform stop_unit(u.id, 'EXPIRY', 'EXPIRE', 'expired');
    elsif r.effect in ('CONTINUE', 'TERMINATE') then
        insert into continuation (unit, disposition, outcome, given_at, until)
        values (u.id, p_id, r.effect, ledger.plant_now(),
                case r.effect when 'CONTINUE' then ledger.plant_now() + make_interval(secs => hold_hours(u.product)::double precision * 3600) end);
    end if;
    if v_to <> u.state then
        update unit set state = v_to, revision = revision + 1 where id = u.id;
    end if;
end $$;

-- The clock ends what has passed its expiry. What was suspended, recalled or rejected keeps the stronger word.
create function expire_units() returns integer language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    u record; v_n integer := 0;
begin
    if ledger.author_of_this_transaction() is distinct from 'system:clock' then
        perform refuse('ST038', 'Expiry is the clock''s own', jsonb_build_object('roles', 'system:clock'));
    end if;
    perform pg_advisory_xact_lock(78232, 1);
    for u in select x.id, r.to_state, r.action from unit x join disposition_rule r on r.unit_type = x.type and r.from_state = x.state and cardinality(r.signers) = 0
              where x.expires_at <= ledger.plant_now() order by x.id for update of x loop
        update unit set state = u.to_state, revision = revision + 1 where id = u.id;
        perform stop_unit(u.id, 'EXPIRY', u.action, 'expired');
        v_n := v_n + 1;
    end loop;
    return v_n;
end $$;

-- What the clock would end now; a reader asks before he opens a transaction.
create function expired_units() returns integer language sql stable security definer set search_path = genealogy, pg_temp
    return (select count(*)::integer from genealogy.unit x join genealogy.disposition_rule r on r.unit_type = x.type and r.from_state = x.state and cardinality(r.signers) = 0
             where x.expires_at <= ledger.plant_now());

-- Banks from which units come without another bank between them: a restriction binds what comes out of its bank, and a bank made of it has its own.
create function nearest_banks(p_units bigint[]) returns table (unit bigint) language sql stable security definer set search_path = genealogy, pg_temp
begin atomic
    with recursive up(unit) as (
        select unnest(p_units)
        union
        select x.unit from up join genealogy.unit u on u.id = up.unit cross join lateral (
            select i.unit from genealogy.input i where i.operation = u.made_by and u.type not in ('BANK', 'BANK_CONTAINER')
            union all
            select u.lot where u.lot is not null and u.type <> 'BANK') x)
    select up.unit from up join genealogy.unit b on b.id = up.unit and b.type = 'BANK';
end;

-- Bounded clearances that bind units: those of everything above; the named use of a restricted bank as far as its own vials and what grows of them.
create function bounds(p_units bigint[]) returns table (unit bigint, gate text, outcome text, allows text[])
    language sql stable security definer set search_path = genealogy, pg_temp
begin atomic
    select c.unit, c.gate, c.outcome, c.allows from genealogy.ancestors(p_units) a
      join genealogy.clearance c on c.unit = a.unit and c.ended_at is null and c.allows is not null
     where c.outcome <> 'RESTRICTED' or c.unit in (select b.unit from genealogy.nearest_banks(p_units) b);
end;

do $$
declare
    v_body text := pg_get_functiondef('genealogy.perform(jsonb)'::regprocedure);
    v_old text := 'ancestors(v_ids) a join clearance c on c.unit = a.unit and c.ended_at is null and c.allows is not null join unit x on x.id = c.unit';
begin
    if position(v_old in v_body) = 0 then
        raise exception 'perform is not what this migration changes';
    end if;
    execute replace(v_body, v_old, 'bounds(v_ids) c join unit x on x.id = c.unit');
end $$;

-- Past the time by which somebody has to decide, cells under a hold are only looked after as their product names, frozen into quarantine or discarded;
-- once they are to be ended, they are only discarded.
create function keeps_to_decisions() returns trigger language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    b record;
begin
    select u.code, o.type, decision_due(u.id) as due into b
      from fresh f join operation o on o.id = f.operation and o.at_risk join operation_type t on t.code = o.type and t.class = 'SUSTAIN' and not t.past_bounds
      join unit u on u.id = f.unit join unit_type y on y.code = u.type and y.living
     where o.ended_at > decision_due(u.id) and not o.type = any (product.words(u.product, 'policies', 'living_hold', 'sustaining')) limit 1;
    if found then
        perform refuse('ST109', format('%s is under a hold and somebody had to decide on it by %s', b.code, b.due),
            jsonb_build_object('unit', b.code, 'operation', b.type, 'due', b.due));
    end if;
    if exists (select from continuation where outcome = 'TERMINATE') then
        select u.code, o.type into b from fresh f join operation o on o.id = f.operation join operation_type t on t.code = o.type and t.class in ('SUSTAIN', 'USE')
          join unit u on u.id = f.unit join unit_type y on y.code = u.type and y.living where is_terminated(u.id) limit 1;
        if found then
            perform refuse('ST10A', b.code || ' is to be ended', jsonb_build_object('unit', b.code, 'operation', b.type));
        end if;
    end if;
    return null;
end $$;
create trigger keeps_to_decisions after insert on input referencing new table as fresh for each statement execute function keeps_to_decisions();
alter table input enable always trigger keeps_to_decisions;

-- Neither is what the clock or a signed disposition stopped lifted by one person.
create or replace function close_hold(p_id bigint, p_reason text) returns void language plpgsql security definer set search_path = genealogy, pg_temp as $$
begin
    if people.author() is null or not (people.has_role(people.author(), 'QA') or people.has_role(people.author(), 'QUALITY_HEAD')) then
        perform refuse('ST038', 'A hold is lifted by QA', jsonb_build_object('roles', 'QA, QUALITY_HEAD'));
    end if;
    if (select cause in ('DECISION', 'VOID') from hold where id = p_id) then
        perform refuse('ST046', 'This hold comes from a gate and ends with its next decision', jsonb_build_object('hold', p_id));
    end if;
    if (select cause in ('DISPOSITION', 'EXPIRY') from hold where id = p_id) then
        perform refuse('ST10B', 'This hold comes from a signed disposition or from the expiry', jsonb_build_object('hold', p_id));
    end if;
    update hold set closed_by = ledger.author_of_this_transaction(), closed_at = ledger.plant_now(), close_reason = p_reason
     where id = p_id and closed_at is null;
    if not found then
        perform refuse('ST030', 'There is no such open hold', jsonb_build_object('hold', p_id));
    end if;
end $$;

-- And none of them is made by hand: their causes are written by the rules alone.
create or replace function place_hold(p_unit text, p_kind text, p_cause text, p_reference text, p_reason text, p_pending text default null) returns bigint
    language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    v_unit bigint; v_id bigint;
begin
    if ledger.author_of_this_transaction() is null then
        perform refuse('ST001', 'A hold has an author', '{}');
    end if;
    if p_cause in ('DISPOSITION', 'EXPIRY') then
        perform refuse('ST10B', 'This hold comes from a signed disposition or from the expiry', jsonb_build_object('cause', p_cause));
    end if;
    perform pg_advisory_xact_lock(78232, 1);
    select id into v_unit from unit where code = p_unit;
    if v_unit is null then
        perform refuse('ST030', 'There is no unit ' || coalesce(p_unit, '(none)'), jsonb_build_object('unit', p_unit));
    end if;
    select id into v_id from hold where unit = v_unit and kind = p_kind and cause = p_cause and reference = p_reference and closed_at is null;
    if v_id is null then
        insert into hold (unit, kind, cause, reference, reason, pending, placed_by, placed_at)
        values (v_unit, p_kind, p_cause, p_reference, p_reason, p_pending, ledger.author_of_this_transaction(), ledger.plant_now()) returning id into v_id;
    end if;
    return v_id;
end $$;

select ledger.watch('disposition_rule', '{action,unit_type,from_state}');
select ledger.watch('named_use', '{unit_type,code}');
select ledger.watch('continuation', '{id}');
revoke all on function answering_qp(bigint), state_by_clearances(bigint), stop_unit(bigint, text, text, text), hold_hours(text), decision_due(bigint), is_terminated(bigint),
    dispose(bigint, text, bigint), expire_units(), expired_units(), nearest_banks(bigint[]), bounds(bigint[]), keeps_to_decisions() from public;
grant select on disposition_rule, named_use, continuation to stroma_app, stroma_system, stroma_read;
grant execute on function answering_qp(bigint), state_by_clearances(bigint), hold_hours(text), decision_due(bigint), is_terminated(bigint), bounds(bigint[]) to stroma_app, stroma_read;
grant execute on function expire_units(), expired_units() to stroma_system;
