-- A laboratory reads the samples that it holds.
create function read_where_it_is() returns trigger language plpgsql security definer set search_path = laboratory, pg_temp as $$
begin
    if not coalesce(genealogy.concerns(new.read_by, new.sample), false) then
        perform genealogy.refuse('ST045', 'Another organisation holds this sample', jsonb_build_object('unit', (select code from genealogy.unit where id = new.sample)));
    end if;
    return new;
end $$;
create trigger read_where_it_is before insert on reading for each row execute function read_where_it_is();
alter table reading enable always trigger read_where_it_is;
revoke all on function read_where_it_is() from public;
