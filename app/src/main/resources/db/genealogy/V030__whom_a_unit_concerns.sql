-- Whose business a unit is: everything is that of makers and holders, what descends from its donors that of a collection centre, what it
-- holds that of everybody else. With p_above also what something that it holds comes from: a hospital reports on the lot of its dose.
create function concerns(p_person integer, p_unit bigint, p_above boolean default false) returns boolean
    language plpgsql stable security definer set search_path = genealogy, pg_temp as $$
declare
    o people.organisation; v_holder text;
begin
    select x.* into o from people.person p join people.organisation x on x.id = p.organisation where p.id = p_person;
    if o.kind in ('MAKER', 'MAH') then
        return true;
    end if;
    select holder into v_holder from unit where id = p_unit;
    if o.id is null or v_holder is null then
        return false;
    end if;
    if v_holder = o.code then
        return true;
    end if;
    if o.kind = 'COLLECTION' then
        return exists (select from ancestors(array [p_unit]) a join unit d on d.id = a.unit and d.type = 'DONOR_RECORD' and d.holder = o.code);
    end if;
    return p_above and exists (select from descendants(array [p_unit]) b join unit x on x.id = b.unit and x.holder = o.code);
end $$;

-- A hold stops the work of others: whoever places one does business here, with that unit, and by hand only quality does.
create function placed_by_who_may() returns trigger language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    v_by integer := people.author(); v_roles text[] := array ['QA', 'QUALITY_HEAD', 'QP_MFG', 'QC_HEAD', 'QA_MAH', 'QP_MAH'];
begin
    if ledger.author_of_this_transaction() like 'system:%' then
        return new;
    end if;
    if v_by is null or not people.does_business(v_by) or (new.cause = 'MANUAL' and not people.has_any_role(v_by, v_roles)) then
        perform refuse('ST038', 'A hold is placed by who has to do with the unit, by hand by quality', jsonb_build_object('roles', array_to_string(v_roles, ', ')));
    end if;
    if not concerns(v_by, new.unit, true) then
        perform refuse('ST045', 'This unit is the business of another organisation', jsonb_build_object('unit', (select code from unit where id = new.unit)));
    end if;
    return new;
end $$;
create trigger placed_by_who_may before insert on hold for each row execute function placed_by_who_may();
alter table hold enable always trigger placed_by_who_may;

-- What belongs to an operation is told by who performed it.
create function told_by_performer(p_operation bigint) returns void language plpgsql stable security definer set search_path = genealogy, pg_temp as $$
begin
    if not exists (select from operation o where o.id = p_operation and o.performed_by = people.author()) then
        perform refuse('ST038', 'This is told by who performed the operation', jsonb_build_object('operation', p_operation));
    end if;
end $$;

revoke all on function concerns(integer, bigint, boolean), placed_by_who_may(), told_by_performer(bigint) from public;
