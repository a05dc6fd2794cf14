-- The checker of a dose is another person than whoever thawed or prepared it, and the preparer another than whoever checked that: by what they did, not only by
-- which line each signs.
create function checker_is_another() returns trigger language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_dose bigint := (select d.unit from gate.decision d join genealogy.unit u on u.id = d.unit and u.type = 'DOSE' where d.id::text = new.record_id);
begin
    if v_dose is not null and exists (
        select from genealogy.operation o
         where (o.id = (select made_by from genealogy.unit where id = v_dose) or o.id in (select i.operation from genealogy.input i where i.unit = v_dose)
                or o.id in (select i.operation from genealogy.input i join allocation a on a.container = i.unit join dose d on d.dose_order = a.dose_order where d.unit = v_dose))
           and o.type in ('OP-260', 'OP-261', 'OP-262')
           and case new.role when 'HOSP_CHECKER' then o.performed_by else o.verified_by end = new.person) then
        raise exception 'Who prepared a dose does not check it' using errcode = 'ST018';
    end if;
    return new;
end $$;
revoke all on function checker_is_another() from public;
create trigger checker_is_another before insert on people.signature for each row when (new.record_type = 'decision' and new.role in ('HOSP_PREPARER', 'HOSP_CHECKER')) execute function checker_is_another();
alter table people.signature enable always trigger checker_is_another;
