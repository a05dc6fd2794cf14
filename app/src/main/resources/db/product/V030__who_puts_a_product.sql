-- A product is put before its signers by production, by the quality head or by whoever develops the process.
create function put_by_who_may() returns trigger language plpgsql security definer set search_path = product, pg_temp as $$
declare
    v_roles text[] := array ['PRODUCTION_HEAD', 'QUALITY_HEAD', 'PROCESS_SCIENTIST'];
begin
    if not coalesce(people.has_any_role(people.author(), v_roles), false) then
        raise exception 'A product is put before its signers by others' using errcode = 'ST038', detail = array_to_string(v_roles, ', ');
    end if;
    return new;
end $$;
create trigger product_put_by_who_may before insert on people.signable for each row when (new.record_type = 'product') execute function put_by_who_may();
alter table people.signable enable always trigger product_put_by_who_may;
revoke all on function put_by_who_may() from public;
