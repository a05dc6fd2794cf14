-- Whoever verifies or witnesses a step at a hospital is of that hospital, whatever roles he holds in another; so are carriers' people and laboratories'
-- among themselves. A hand-over is the one step between two organisations: its second person is the carrier's, which distribution checks.
create function check_second_person() returns trigger language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    v_one text; v_other text;
begin
    if (select t.verifier_role from operation_type t where t.code = new.type) is not distinct from 'LOGISTICS' then
        return new;
    end if;
    select o.code into v_one from people.person p join people.organisation o on o.id = p.organisation where p.id = new.performed_by;
    select o.code into v_other from people.person p join people.organisation o on o.id = p.organisation where p.id = new.verified_by;
    if not people.signs_at(new.performed_by, v_other) or not people.signs_at(new.verified_by, v_one) then
        perform refuse('ST049', 'The second person is of another organisation', jsonb_build_object('operation', new.type));
    end if;
    return new;
end $$;
revoke all on function check_second_person() from public;
create trigger second_person before insert on operation for each row when (new.verified_by is not null) execute function check_second_person();
alter table operation enable always trigger second_person;
