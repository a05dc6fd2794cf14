-- What was released for named sites or markets is packed for them, handed over to them, accepted and used there, and nowhere else. Arrival itself is a move: what has come is
-- taken into quarantine and sent back.
alter table qualification add column market text check (market ~ '^[A-Z]{2}$');
select ledger.enter_system('system:migrate', 'sites say in which market they are licensed from their next qualification on');
update qualification set market = null;

create or replace function qualify(p jsonb) returns bigint language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QA', 'QUALITY_HEAD'); v_id bigint;
begin
    if (p ->> 'kind' = 'CARRIER' and not exists (select from people.organisation where code = p ->> 'code' and kind = 'CARRIER'))
        or (p ->> 'kind' = 'SITE' and not exists (select from people.site s join people.organisation o on o.id = s.organisation where s.code = p ->> 'code' and o.kind = 'HOSPITAL')) then
        perform genealogy.refuse('ST100', 'There is no such carrier or hospital', jsonb_build_object('code', p ->> 'code'));
    end if;
    update qualification set ended_at = ledger.plant_now(), end_reason = 'a newer qualification' where kind = p ->> 'kind' and code = p ->> 'code' and ended_at is null;
    insert into qualification (kind, code, scope, packaging, products, hold_hours, mapping, valid_from, valid_until, document, granted_by, granted_at, market)
    values (p ->> 'kind', p ->> 'code', p ->> 'scope', p ->> 'packaging', array(select jsonb_array_elements_text(coalesce(p -> 'products', '[]'))), (p ->> 'hold_hours')::numeric, p -> 'mapping',
            (p ->> 'valid_from')::date, (p ->> 'valid_until')::date, decode(p ->> 'document', 'hex'), v_by, ledger.plant_now(), case p ->> 'kind' when 'SITE' then p ->> 'market' end)
    returning id into v_id;
    return v_id;
end $$;

-- Where a unit may go instead; null when nothing keeps it from this site. A site is of the market that its qualification in force names.
create function not_released_for(p_unit bigint, p_site text) returns text language sql stable security definer set search_path = distribution, pg_temp
    return (select string_agg(distinct a.x, ', ' order by a.x) from genealogy.bounds(array[p_unit]) b cross join lateral unnest(b.allows) a(x)
             where a.x ~ '^(SITE|MARKET):' and not ('SITE:' || coalesce(p_site, '') = any (b.allows)
                 or exists (select from distribution.qualification q where q.kind = 'SITE' and q.code = p_site and q.ended_at is null and distribution.qualified(q.id, ledger.plant_now()) and 'MARKET:' || q.market = any (b.allows))));

create function refuse_site(p_unit bigint, p_site text) returns void language plpgsql stable security definer set search_path = distribution, pg_temp as $$
declare
    v_instead text := not_released_for(p_unit, p_site); v_code text := (select code from genealogy.unit where id = p_unit);
begin
    if v_instead is not null then
        perform genealogy.refuse('ST20B', format('%s is released for %s, not for %s', v_code, v_instead, p_site), jsonb_build_object('unit', v_code, 'site', p_site, 'released', v_instead));
    end if;
end $$;

create function scanned_for_its_site() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    perform refuse_site(new.unit, (select to_site from shipment where unit = new.shipment));
    return new;
end $$;
create trigger released_for_the_site before insert on scan for each row when (new.phase = 'PACK' and new.unit is not null) execute function scanned_for_its_site();
alter table scan enable always trigger released_for_the_site;

-- Packed and handed over for the site of the shipment; used, and taken out of quarantine, at the site where it is done.
create function keeps_to_destinations() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    r record;
begin
    for r in select f.unit, case when o.type in ('OP-233', 'OP-230') then s.to_site else o.site end as site
               from fresh f join genealogy.operation o on o.id = f.operation join genealogy.operation_type t on t.code = o.type and t.class = 'USE'
               join genealogy.unit u on u.id = f.unit and u.type = 'CONTAINER'
               left join lateral (select x.to_site from fresh g join shipment x on x.unit = g.unit where g.operation = f.operation limit 1) s on true
              where exists (select from genealogy.clearance c where c.unit = u.lot and c.ended_at is null and c.outcome = 'RELEASED_RESTRICTED') loop
        perform refuse_site(r.unit, r.site);
    end loop;
    return null;
end $$;
create trigger keeps_to_destinations after insert on genealogy.input referencing new table as fresh for each statement execute function keeps_to_destinations();
alter table genealogy.input enable always trigger keeps_to_destinations;

-- Neither gate of a shipment lets through what is not for its site.
create function contents_are_for_the_site() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    if (select o.clearance in ('FULL', 'BOUNDED') from gate.outcome o where o.gate = new.gate and o.code = new.outcome) then
        perform refuse_site(n.unit, s.to_site) from shipment s join genealogy.inside n on n.container = s.unit and n.until is null where s.unit = new.unit and s.direction = 'OUT';
    end if;
    return new;
end $$;
create trigger contents_are_for_the_site before update of state on gate.decision for each row
    when (new.gate in ('G8a', 'G8b') and new.state = 'SIGNED' and old.state <> 'SIGNED') execute function contents_are_for_the_site();
alter table gate.decision enable always trigger contents_are_for_the_site;

revoke all on function not_released_for(bigint, text), refuse_site(bigint, text), scanned_for_its_site(), keeps_to_destinations(), contents_are_for_the_site() from public;
grant execute on function not_released_for(bigint, text) to stroma_app, stroma_read;
