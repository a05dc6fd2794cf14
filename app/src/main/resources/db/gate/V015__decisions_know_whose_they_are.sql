-- A decision is about a unit, and signed where that unit is.
create function place_of_decision() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
begin
    new.place := (select u.holder from decision d join genealogy.unit u on u.id = d.unit where d.id = new.record_id::bigint);
    return new;
end $$;
revoke all on function place_of_decision() from public;
create trigger is_where_the_unit_is before insert on people.signable for each row when (new.record_type = 'decision') execute function place_of_decision();
alter table people.signable enable always trigger is_where_the_unit_is;

-- Nobody proposes, and thereby replaces what others have begun to sign, at a hospital that he does not belong to.
create function proposed_at_its_place() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
begin
    if not people.signs_at(new.proposed_by, (select u.holder from genealogy.unit u where u.id = new.unit)) then
        perform genealogy.refuse('ST029', 'This is decided by people of the organisation that holds it', '{}');
    end if;
    return new;
end $$;
revoke all on function proposed_at_its_place() from public;
create trigger proposed_at_its_place before insert on decision for each row execute function proposed_at_its_place();
alter table decision enable always trigger proposed_at_its_place;

-- Those that wait today are signed where their unit is, too.
select ledger.enter_system('system:migrate', 'decisions are signed where their unit is');
update people.signable s set place = u.holder from decision d join genealogy.unit u on u.id = d.unit
 where s.record_type = 'decision' and s.record_id = d.id::text and d.state = 'OPEN';
