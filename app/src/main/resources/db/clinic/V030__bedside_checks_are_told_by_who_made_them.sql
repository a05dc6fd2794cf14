-- What was scanned at the bedside is told by who performed the check there.
create function checked_by_performer() returns trigger language plpgsql security definer set search_path = clinic, pg_temp as $$
begin
    perform genealogy.told_by_performer(new.operation);
    return new;
end $$;
create trigger checked_by_performer before insert on bedside_check for each row execute function checked_by_performer();
alter table bedside_check enable always trigger checked_by_performer;
revoke all on function checked_by_performer() from public;
