-- Which logger travelled with a cord: its file is read as the register says. Receipts from before this column keep their typed summary.
alter table receipt add column logger text check (length(trim(logger)) >= 2);
create function check_logger() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
begin
    if new.logger is null or new.logger_file is null then
        perform genealogy.refuse('ST068', 'A cord comes with its logger and the file of it', '{}');
    end if;
    return new;
end $$;
create trigger logger_named before insert on receipt for each row execute function check_logger();
