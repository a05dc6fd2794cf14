-- What was scanned at packing is taken back where the shipment is packed, what was scanned at its receipt where it is received.
create function taken_back_at_its_place() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    if organisation_of(people.author()) is distinct from (select case new.phase when 'PACK' then s.origin else s.destination end from shipment s where s.unit = new.shipment) then
        perform genealogy.refuse('ST045', 'A scan is taken back where it was made', jsonb_build_object('unit', (select code from genealogy.unit where id = new.shipment)));
    end if;
    return new;
end $$;
create trigger taken_back_at_its_place before update of withdrawn on scan for each row
    when (old.withdrawn is null and new.withdrawn is not null) execute function taken_back_at_its_place();
alter table scan enable always trigger taken_back_at_its_place;
revoke all on function taken_back_at_its_place() from public;
