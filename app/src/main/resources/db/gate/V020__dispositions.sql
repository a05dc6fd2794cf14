-- Dispositions: what two people sign about a unit beside its gates. The catalogue says what may be decided in which state and who signs; the last
-- signature does it, in the same transaction. A unit that has moved meanwhile is decided on anew.
create table disposition (
    id           bigint generated always as identity primary key,
    unit         bigint not null references genealogy.unit,
    action       text not null,
    from_state   text not null,
    class        text check (class in ('1', '2', '3')),
    reason       text not null check (length(trim(reason)) >= 5),
    document     bytea references evidence.file,
    state        text not null default 'OPEN' check (state in ('OPEN', 'SIGNED', 'VOID', 'WITHDRAWN')),
    proposed_by  integer not null references people.person,
    proposed_at  timestamptz not null,
    completed_at timestamptz,
    void_cause   text,
    check ((state = 'SIGNED') = (completed_at is not null))
);
create unique index disposition_open on disposition (unit) where state = 'OPEN';
create index on disposition (unit);

-- Who signs a disposition of a unit as it stands, in their order.
create function disposition_signers(p_unit bigint, p_action text) returns text[] language sql stable security definer set search_path = gate, pg_temp
    return (select array(select case s when 'QP' then genealogy.answering_qp(u.id) else s end from unnest(r.signers) with ordinality x(s, i) order by i)
              from genealogy.unit u join genealogy.disposition_rule r on r.unit_type = u.type and r.from_state = u.state and r.action = p_action where u.id = p_unit);

create function propose_disposition(p_unit text, p_action text, p_class text, p_reason text, p_document bytea) returns bigint
    language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    u genealogy.unit; r genealogy.disposition_rule; d disposition; v_id bigint; v_old bigint; v_roles text[];
begin
    select * into u from genealogy.unit where code = p_unit for update;
    if u.id is null then
        perform genealogy.refuse('ST030', 'There is no unit ' || coalesce(p_unit, '(none)'), jsonb_build_object('unit', p_unit));
    end if;
    select * into r from genealogy.disposition_rule where action = p_action and unit_type = u.type and from_state = u.state;
    v_roles := disposition_signers(u.id, p_action);
    if r.action is null or cardinality(v_roles) = 0 then
        perform genealogy.refuse('ST031', format('%s is not open for %s in state %s', p_action, u.code, u.state), jsonb_build_object('action', p_action, 'unit', u.code, 'state', u.state));
    end if;
    if people.author() is null or not exists (select from unnest(v_roles) x where people.has_role(people.author(), x)) then
        perform genealogy.refuse('ST038', 'A disposition is proposed by who may sign it', jsonb_build_object('roles', array_to_string(v_roles, ', ')));
    end if;
    if r.asks_class <> (p_class is not null) then
        perform genealogy.refuse('ST10C', 'A recall, and nothing else, has a class', jsonb_build_object('action', p_action, 'class', p_class));
    end if;
    if r.effect in ('CONTINUE', 'TERMINATE') and genealogy.decision_due(u.id) is null then
        perform genealogy.refuse('ST10D', u.code || ' is under no hold that asks for a decision', jsonb_build_object('unit', u.code));
    end if;
    select * into d from disposition where unit = u.id and state = 'OPEN' for update;
    -- Pressed twice it is one proposal; another one takes the place of what is not fully signed.
    if (d.action, coalesce(d.class, ''), d.reason, coalesce(d.document, '\x'), d.proposed_by) = (p_action, coalesce(p_class, ''), p_reason, coalesce(p_document, '\x'), people.author()) then
        return d.id;
    end if;
    for v_old in update disposition set state = 'WITHDRAWN', void_cause = 'a newer proposal' where id = d.id returning id loop
        perform people.void_signable('disposition', v_old::text, 'a newer proposal');
    end loop;
    insert into disposition (unit, action, from_state, class, reason, document, proposed_by, proposed_at)
    values (u.id, p_action, u.state, p_class, p_reason, p_document, people.author(), ledger.plant_now()) returning id into v_id;
    perform people.put_signable('disposition', v_id::text, 'application/json', '1',
        convert_to(jsonb_build_object('disposition', v_id::text, 'unit', u.code, 'unitRevision', u.revision::text, 'action', p_action, 'fromState', u.state, 'class', p_class,
            'reason', p_reason, 'documentSha256', encode(p_document, 'hex'), 'holdHours', case r.effect when 'CONTINUE' then genealogy.hold_hours(u.product)::text end)::text, 'UTF8'),
        r.name_zh || ' · ' || u.code, r.name_en || ' · ' || u.code, v_roles,
        array(select case when i < cardinality(v_roles) then 'REVIEWED' when p_action = 'REJECT' then 'REJECTED' else 'APPROVED' end from generate_subscripts(v_roles, 1) i),
        array(select '' from unnest(v_roles)));
    return v_id;
end $$;

create function withdraw_disposition(p_id bigint, p_reason text) returns void language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    d disposition;
begin
    select * into d from disposition where id = p_id and state = 'OPEN' for update;
    if d.id is null then
        perform genealogy.refuse('ST013', 'The disposition is no longer open', jsonb_build_object('disposition', p_id));
    end if;
    if people.author() is null or not exists (select from unnest(disposition_signers(d.unit, d.action)) x where people.has_role(people.author(), x)) then
        perform genealogy.refuse('ST038', 'A disposition is taken back by who may sign it', jsonb_build_object('roles', array_to_string(disposition_signers(d.unit, d.action), ', ')));
    end if;
    update disposition set state = 'WITHDRAWN', void_cause = p_reason where id = d.id;
    perform people.void_signable('disposition', p_id::text, p_reason);
end $$;

-- The last signature on the bytes of this very disposition does what they say.
create function on_disposition_signature() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    d disposition; v_content jsonb;
begin
    -- The hold and the state come alone, and before any row is locked: everybody takes that lock first.
    perform pg_advisory_xact_lock(78232, 1);
    select * into d from disposition where id::text = new.record_id for update;
    select convert_from(s.content, 'UTF8')::jsonb into v_content from people.signable s where (s.record_type, s.record_id, s.revision) = (new.record_type, new.record_id, new.revision);
    if d.state is distinct from 'OPEN'
        or not v_content @> jsonb_build_object('disposition', d.id::text, 'action', d.action, 'fromState', d.from_state, 'reason', d.reason)
        or exists (select from unnest(disposition_signers(d.unit, d.action)) x(needed) where not exists (
            select from people.signature g where (g.record_type, g.record_id, g.revision, g.role) = (new.record_type, new.record_id, new.revision, x.needed))) then
        return null;
    end if;
    if (select u.revision::text from genealogy.unit u where u.id = d.unit) is distinct from v_content ->> 'unitRevision' then
        perform genealogy.refuse('ST044', 'The unit has changed since this was proposed', jsonb_build_object('unit', v_content ->> 'unit'));
    end if;
    update disposition set state = 'SIGNED', completed_at = ledger.plant_now() where id = d.id;
    perform genealogy.dispose(d.unit, d.action, d.id);
    return null;
end $$;
create trigger completes_disposition after insert on people.signature for each row when (new.record_type = 'disposition') execute function on_disposition_signature();
alter table people.signature enable always trigger completes_disposition;

-- A unit that moves takes the signatures collected on what was proposed for it with it.
create function void_dispositions() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    v_id bigint;
begin
    for v_id in update disposition set state = 'VOID', void_cause = 'the unit went from ' || old.state || ' to ' || new.state where unit = new.id and state = 'OPEN' returning id loop
        perform people.void_signable('disposition', v_id::text, 'the unit went from ' || old.state || ' to ' || new.state);
    end loop;
    return null;
end $$;
create trigger voids_dispositions after update of state on genealogy.unit for each row
    when (old.state <> new.state and new.type in ('LOT', 'ISOLATE', 'PASSAGE_CULTURE')) execute function void_dispositions();
alter table genealogy.unit enable always trigger voids_dispositions;

-- What is packed stands under the holds of its own lots: a shipment is neither handed over nor accepted for use under one. Holds on the packed
-- containers themselves are the gate's own matter.
create function contents_are_clear() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    b record;
begin
    if (select o.clearance in ('FULL', 'BOUNDED') and not f.disposes from outcome o join definition f on f.code = o.gate where o.gate = new.gate and o.code = new.outcome) then
        select x.code, h.reason into b from genealogy.inside n cross join lateral genealogy.ancestors(array [n.unit]) a
          join genealogy.hold h on h.unit = a.unit and h.closed_at is null and h.kind = 'STOP' join genealogy.unit x on x.id = h.unit
         where n.container = new.unit and n.until is null and h.unit <> n.unit limit 1;
        if found then
            perform genealogy.refuse('ST051', b.code || ' stands in the way: ' || b.reason, jsonb_build_object('unit', b.code, 'reason', b.reason));
        end if;
    end if;
    return new;
end $$;

-- A gate that ends what is under a hold is not stopped by the hold.
alter table definition add column disposes boolean not null default false;
select ledger.enter_system('system:migrate', 'gates say whether they dispose of what stands under a hold');
update definition set disposes = false;
create trigger contents_are_clear before update of state on decision for each row
    when (new.state = 'SIGNED' and old.state <> 'SIGNED') execute function contents_are_clear();
alter table decision enable always trigger contents_are_clear;

do $$
declare
    v_body text := pg_get_functiondef('gate.complete(bigint)'::regprocedure);
    v_old text := 'where (h.kind = ''STOP'' and not (';
begin
    if position(v_old in v_body) = 0 then
        raise exception 'complete is not what this migration changes';
    end if;
    execute replace(v_body, v_old, 'where (h.kind = ''STOP'' and not f.disposes and not (');
end $$;

select ledger.watch('disposition', '{id}');
revoke all on function disposition_signers(bigint, text), propose_disposition(text, text, text, text, bytea), withdraw_disposition(bigint, text), on_disposition_signature(),
    void_dispositions(), contents_are_clear() from public;
grant select on disposition to stroma_app, stroma_system, stroma_read;
grant execute on function disposition_signers(bigint, text), propose_disposition(text, text, text, text, bytea), withdraw_disposition(bigint, text) to stroma_app;
