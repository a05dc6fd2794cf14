-- A cord travels with a logger of the register whose calibration is in date on the day of the receipt.
create function check_cord_logger() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    if not exists (select from qualification q where q.kind = 'LOGGER' and q.code = new.logger and qualified(q.id, ledger.plant_now())) then
        perform genealogy.refuse('ST101', format('logger %s is not qualified today', coalesce(new.logger, '(none)')), jsonb_build_object('kind', 'LOGGER', 'code', new.logger));
    end if;
    return new;
end $$;
create trigger logger_qualified before insert on donor.receipt for each row execute function check_cord_logger();
