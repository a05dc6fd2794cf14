-- Whoever signs an outcome may propose it, and nobody else; who signs at a gate may take its open decision back. What is computed is recorded by
-- who proposes about such a unit, or in the operation that makes or takes the unit.
create function proposed_by_a_signer() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    v_roles text[];
begin
    select array_agg(distinct s.role order by s.role) into v_roles from signer s where s.gate = new.gate and (tg_op = 'UPDATE' or s.outcome = new.outcome);
    if ledger.author_of_this_transaction() like 'system:%' then
        return new;
    end if;
    if not coalesce(people.has_any_role(people.author(), v_roles), false) or (tg_op = 'INSERT' and new.proposed_by is distinct from people.author()) then
        perform genealogy.refuse('ST038', format('%s at %s is proposed and taken back by its signers', new.outcome, new.gate),
            jsonb_build_object('gate', new.gate, 'outcome', new.outcome, 'roles', array_to_string(v_roles, ', ')));
    end if;
    if not genealogy.concerns(people.author(), new.unit) then
        perform genealogy.refuse('ST029', 'This is decided by people of the organisation that holds it', '{}');
    end if;
    return new;
end $$;
create trigger proposed_by_a_signer before insert on decision for each row execute function proposed_by_a_signer();
create trigger withdrawn_by_a_signer before update of state on decision for each row
    when (old.state = 'OPEN' and new.state = 'WITHDRAWN') execute function proposed_by_a_signer();
alter table decision enable always trigger proposed_by_a_signer;
alter table decision enable always trigger withdrawn_by_a_signer;

create function ruled_by_its_people() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
begin
    if not coalesce(genealogy.concerns(new.proposed_by, new.unit), false) then
        perform genealogy.refuse('ST029', 'This is decided by people of the organisation that it concerns', '{}');
    end if;
    return new;
end $$;
create trigger ruled_by_its_people before insert on ruling for each row execute function ruled_by_its_people();
alter table ruling enable always trigger ruled_by_its_people;

-- A collection centre signs about its own donors only.
create function signed_by_its_people() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    v_unit bigint;
begin
    if new.record_type = 'decision' then
        select unit into v_unit from decision where id::text = new.record_id;
    else
        select unit into v_unit from ruling where id::text = new.record_id;
    end if;
    if not coalesce(genealogy.concerns(new.person, v_unit), false) then
        perform genealogy.refuse('ST029', 'This is signed by people of the organisation that it concerns', '{}');
    end if;
    return new;
end $$;
create trigger signed_by_its_people before insert on people.signature for each row when (new.record_type in ('decision', 'ruling')) execute function signed_by_its_people();
alter table people.signature enable always trigger signed_by_its_people;

create function computed_by_who_may() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    u genealogy.unit; v_by integer := people.author(); v_roles text[];
begin
    if ledger.author_of_this_transaction() like 'system:%' then
        return new;
    end if;
    select * into u from genealogy.unit where id = new.unit;
    if v_by is not null and new.entered_by = v_by and exists (
            select from genealogy.operation o where o.performed_by = v_by and o.xmin = pg_current_xact_id()::xid
               and (o.id = u.made_by or exists (select from genealogy.input i where i.operation = o.id and i.unit = u.id))) then
        return new;
    end if;
    select array_agg(distinct s.role order by s.role) into v_roles
      from signer s where s.gate in (select t.gate from genealogy.gate_transition t where t.unit_type = u.type);
    if new.entered_by is distinct from v_by or not coalesce(people.has_any_role(v_by, v_roles), false) then
        perform genealogy.refuse('ST038', format('%s of a %s is computed with a proposal or an operation', new.characteristic, u.type),
            jsonb_build_object('characteristic', new.characteristic, 'unit', u.code, 'roles', array_to_string(v_roles, ', ')));
    end if;
    if not genealogy.concerns(v_by, u.id) then
        perform genealogy.refuse('ST045', u.code || ' is the business of another organisation', jsonb_build_object('unit', u.code));
    end if;
    return new;
end $$;
create trigger computed_by_who_may before insert on evidence.observation for each row when (new.kind = 'DERIVED') execute function computed_by_who_may();
alter table evidence.observation enable always trigger computed_by_who_may;

revoke all on function proposed_by_a_signer(), ruled_by_its_people(), signed_by_its_people(), computed_by_who_may() from public;
