-- Whoever drafted a method does not approve it, whatever roles he holds: authors and approvers of master data are different persons.
create function not_the_author() returns trigger language plpgsql security definer set search_path = laboratory, pg_temp as $$
begin
    if exists (select from method m where m.code || '/' || m.version = new.record_id and m.drafted_by = new.person) then
        raise exception 'The same person drafted this method' using errcode = 'ST018';
    end if;
    return new;
end $$;
revoke all on function not_the_author() from public;
create trigger not_the_author before insert on people.signature for each row when (new.record_type = 'method' and new.meaning = 'APPROVED') execute function not_the_author();
alter table people.signature enable always trigger not_the_author;
