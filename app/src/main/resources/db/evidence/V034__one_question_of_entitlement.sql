-- Entry and review ask by genealogy.require_entitled what they asked each for itself.
create or replace function entered_by_who_may() returns trigger language plpgsql security definer set search_path = evidence, pg_temp as $$
declare
    u genealogy.unit; v_roles text[];
begin
    if ledger.author_of_this_transaction() like 'system:%' then
        return new;
    end if;
    select * into u from genealogy.unit where id = new.unit;
    select e.roles into v_roles from entrant e
     where e.unit_type = u.type and e.characteristic in (new.characteristic, '*') and e.kind in (new.kind, '*')
     order by e.characteristic = '*', e.kind = '*' limit 1;
    perform genealogy.require_entitled(people.author(), new.entered_by, v_roles, u.id, format('%s of a %s is entered by somebody else', new.characteristic, u.type),
        jsonb_build_object('characteristic', new.characteristic, 'unit', u.code));
    return new;
end $$;

create or replace function reviewed_by_who_may() returns trigger language plpgsql security definer set search_path = evidence, pg_temp as $$
declare
    u genealogy.unit; v_roles text[]; v_by integer := people.author();
begin
    if ledger.author_of_this_transaction() like 'system:%' then
        return new;
    end if;
    select x.* into u from observation o join genealogy.unit x on x.id = o.unit where o.id = new.observation;
    if new.reviewed_by is distinct from v_by and exists (
            select from genealogy.operation m where m.id = u.made_by and m.performed_by = v_by and m.verified_by = new.reviewed_by) then
        return new;
    end if;
    select roles into v_roles from reviewer where unit_type = u.type;
    perform genealogy.require_entitled(v_by, new.reviewed_by, v_roles, u.id, format('Evidence of a %s is reviewed by somebody else', u.type),
        jsonb_build_object('unit', u.code));
    return new;
end $$;
