-- What is issued, taken back or counted stands at the site of whoever writes it down.
create function check_stock_site() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
declare
    u genealogy.unit;
begin
    select x.* into u from genealogy.unit x where x.id = (case tg_table_name when 'give_back' then (select i.unit from issue i where i.id = (to_jsonb(new) ->> 'issue')::bigint) else (to_jsonb(new) ->> 'unit')::bigint end);
    if u.site is distinct from people.site_here() then
        perform genealogy.refuse('ST183', u.code || ' stands at another site', jsonb_build_object('unit', u.code, 'site', u.site, 'here', people.site_here()));
    end if;
    return new;
end $$;
create trigger at_its_site before insert on issue for each row execute function check_stock_site();
create trigger at_its_site before insert on give_back for each row execute function check_stock_site();
create trigger at_its_site before insert on stock_count for each row execute function check_stock_site();
revoke all on function check_stock_site() from public;
