-- A hospital orders to the site at which it orders, a shipment goes from one site to another, and it is received where it was sent to.
alter table supply_order add column site text;
alter table shipment add column from_site text;
alter table shipment add column to_site text;
select ledger.enter_system('system:migrate', 'orders and shipments were of the main sites');
update supply_order s set site = o.code from people.organisation o where o.id = s.hospital;
update shipment s set from_site = f.code, to_site = t.code from people.organisation f, people.organisation t where f.id = s.origin and t.id = s.destination;
alter table supply_order alter column site set default people.site_here();

create function check_order_site() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    if not exists (select from people.site s where s.code = new.site and s.organisation = new.hospital and s.active) then
        perform genealogy.refuse('ST180', 'An order is placed at a site of the hospital', jsonb_build_object('site', new.site));
    end if;
    return new;
end $$;
create trigger to_a_site before insert on supply_order for each row execute function check_order_site();

-- What a hospital sends back goes to the site that sent it.
create function set_way() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    new.from_site := people.site_here();
    new.to_site := case when new.direction = 'OUT' then (select site from supply_order where code = new.supply_order)
                        else coalesce((select s.from_site from shipment s where s.direction = 'OUT' and s.to_site = new.from_site and s.origin = new.destination and s.delivered_at is not null
                                        order by s.unit desc limit 1), (select code from people.organisation where id = new.destination)) end;
    if not exists (select from people.site s where s.code = new.to_site and s.organisation = new.destination and s.active) or new.from_site is null then
        perform genealogy.refuse('ST180', 'A shipment goes from one open site to another', jsonb_build_object('site', new.to_site));
    end if;
    return new;
end $$;
create trigger from_site_to_site before insert on shipment for each row execute function set_way();

create function check_scan_site() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_site text := (select case new.phase when 'PACK' then from_site else to_site end from shipment where unit = new.shipment);
begin
    if v_site is distinct from people.site_here() then
        perform genealogy.refuse('ST186', 'A shipment is packed and received at the sites that it names', jsonb_build_object('site', v_site, 'here', people.site_here()));
    end if;
    return new;
end $$;
create trigger at_its_site before insert on scan for each row execute function check_scan_site();

create function check_reading_site() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    if not exists (select from shipment s where s.unit = new.shipment and people.site_here() in (s.from_site, s.to_site)) then
        perform genealogy.refuse('ST186', 'A logger is read at the sites that the shipment names', jsonb_build_object('here', people.site_here()));
    end if;
    return new;
end $$;
create trigger at_its_site before insert on logger_reading for each row execute function check_reading_site();

create function check_arrival_site() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_bad record;
begin
    select u.code, s.to_site, o.site into v_bad from fresh f join genealogy.operation o on o.id = f.operation and o.type in ('OP-240', 'OP-282')
      join shipment s on s.unit = f.unit join genealogy.unit u on u.id = s.unit where o.site is distinct from s.to_site limit 1;
    if found then
        perform genealogy.refuse('ST186', v_bad.code || ' was sent to another site', jsonb_build_object('unit', v_bad.code, 'site', v_bad.to_site, 'here', v_bad.site));
    end if;
    return null;
end $$;
create trigger arrives_at_its_site after insert on genealogy.input referencing new table as fresh for each statement execute function check_arrival_site();
alter table genealogy.input enable always trigger arrives_at_its_site;

-- A site is qualified by its own code; the main site has that of its hospital.
create or replace function qualify(p jsonb) returns bigint language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QA', 'QUALITY_HEAD'); v_id bigint;
begin
    if (p ->> 'kind' = 'CARRIER' and not exists (select from people.organisation where code = p ->> 'code' and kind = 'CARRIER'))
        or (p ->> 'kind' = 'SITE' and not exists (select from people.site s join people.organisation o on o.id = s.organisation where s.code = p ->> 'code' and o.kind = 'HOSPITAL')) then
        perform genealogy.refuse('ST100', 'There is no such carrier or hospital', jsonb_build_object('code', p ->> 'code'));
    end if;
    update qualification set ended_at = ledger.plant_now(), end_reason = 'a newer qualification' where kind = p ->> 'kind' and code = p ->> 'code' and ended_at is null;
    insert into qualification (kind, code, scope, packaging, products, hold_hours, mapping, valid_from, valid_until, document, granted_by, granted_at)
    values (p ->> 'kind', p ->> 'code', p ->> 'scope', p ->> 'packaging', array(select jsonb_array_elements_text(coalesce(p -> 'products', '[]'))), (p ->> 'hold_hours')::numeric, p -> 'mapping',
            (p ->> 'valid_from')::date, (p ->> 'valid_until')::date, decode(p ->> 'document', 'hex'), v_by, ledger.plant_now())
    returning id into v_id;
    return v_id;
end $$;
revoke all on function check_order_site(), set_way(), check_scan_site(), check_reading_site(), check_arrival_site() from public;
