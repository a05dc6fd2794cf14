-- Who lifts a hold may sign where its unit is: quality assurance of one maker does not lift those of another.
create function check_closing_of_hold() returns trigger language plpgsql security definer set search_path = genealogy, pg_temp as $$
begin
    if people.author() is not null and not people.signs_at(people.author(), (select u.holder from unit u where u.id = new.unit)) then
        perform refuse('ST029', 'A hold is lifted by people who sign for the organisation that holds the unit', jsonb_build_object('hold', new.id));
    end if;
    return new;
end $$;
revoke all on function check_closing_of_hold() from public;
create trigger at_its_place before update on hold for each row when (old.closed_at is null and new.closed_at is not null) execute function check_closing_of_hold();
alter table hold enable always trigger at_its_place;

-- The second person of a step: of the same organisation where one of the two is of a hospital, a carrier or a laboratory, and never of another organisation of the
-- same kind. What a collection centre enters late may be verified by the plant.
create or replace function check_second_person() returns trigger language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    v_one people.organisation; v_other people.organisation;
begin
    if (select t.verifier_role from operation_type t where t.code = new.type) is not distinct from 'LOGISTICS' then
        return new;
    end if;
    select o.* into v_one from people.person p join people.organisation o on o.id = p.organisation where p.id = new.performed_by;
    select o.* into v_other from people.person p join people.organisation o on o.id = p.organisation where p.id = new.verified_by;
    if v_one.id <> v_other.id and (v_one.kind = v_other.kind or v_one.kind in ('HOSPITAL', 'CARRIER', 'LABORATORY') or v_other.kind in ('HOSPITAL', 'CARRIER', 'LABORATORY')) then
        perform refuse('ST049', 'The second person is of another organisation', jsonb_build_object('operation', new.type));
    end if;
    return new;
end $$;
