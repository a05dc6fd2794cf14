-- A dose is not carried past the restriction of what it was made of: whoever starts an infusion is at a site that the release of the lot allows, as whoever thaws and prepares is.
create or replace function keeps_to_destinations() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    r record;
begin
    for r in select f.unit, case when o.type in ('OP-233', 'OP-230') then s.to_site else o.site end as site
               from fresh f join genealogy.operation o on o.id = f.operation join genealogy.operation_type t on t.code = o.type and t.class = 'USE'
               join genealogy.unit u on u.id = f.unit and u.type in ('CONTAINER', 'DOSE')
               left join lateral (select x.to_site from fresh g join shipment x on x.unit = g.unit where g.operation = f.operation limit 1) s on true
              where u.type = 'DOSE' or exists (select from genealogy.clearance c where c.unit = u.lot and c.ended_at is null and c.outcome = 'RELEASED_RESTRICTED') loop
        perform refuse_site(r.unit, r.site);
    end loop;
    return null;
end $$;
