-- What is computed is asked for by genealogy.require_entitled, as evidence that people enter is.
create or replace function computed_by_who_may() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
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
    perform genealogy.require_entitled(v_by, new.entered_by, v_roles, u.id, format('%s of a %s is computed with a proposal or an operation', new.characteristic, u.type),
        jsonb_build_object('characteristic', new.characteristic, 'unit', u.code));
    return new;
end $$;
