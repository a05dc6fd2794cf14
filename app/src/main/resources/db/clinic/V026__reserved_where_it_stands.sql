-- A container is reserved at the site where it stands, for a dose that is prepared there.
create function check_allocation_site() returns trigger language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    u genealogy.unit;
begin
    select * into u from genealogy.unit where id = new.container;
    if u.site is distinct from people.site_here() then
        perform genealogy.refuse('ST183', u.code || ' stands at another site', jsonb_build_object('unit', u.code, 'site', u.site, 'here', people.site_here()));
    end if;
    return new;
end $$;
revoke all on function check_allocation_site() from public;
create trigger at_its_site before insert on allocation for each row execute function check_allocation_site();
alter table allocation enable always trigger at_its_site;
