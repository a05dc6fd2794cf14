-- What may not be used at a site is not reserved there either: an order would wait for containers that nobody may thaw.
create function check_allocation_destination() returns trigger language plpgsql security definer set search_path = clinic, pg_temp as $$
begin
    perform distribution.refuse_site(new.container, people.site_here());
    return new;
end $$;
revoke all on function check_allocation_destination() from public;
create trigger released_for_its_site before insert on allocation for each row execute function check_allocation_destination();
alter table allocation enable always trigger released_for_its_site;
