-- Who drafted a method is told so; he was told that he had signed it already.
create or replace function not_the_author() returns trigger language plpgsql security definer set search_path = laboratory, pg_temp as $$
begin
    if exists (select from method m where m.code || '/' || m.version = new.record_id and m.drafted_by = new.person) then
        perform genealogy.refuse('ST230', 'Nobody approves the method that he drafted', jsonb_build_object('method', new.record_id));
    end if;
    return new;
end $$;
