-- A lot that is released with a restriction goes where its decision says: to named sites, or to sites of named markets. Both stand beside the operations in what
-- the clearance allows, so that they are signed with it and end with it.
create table destination (
    id        bigint generated always as identity primary key,
    lot       bigint not null references genealogy.unit,
    to_sites   text[] not null,
    to_markets text[] not null,
    reason    text not null check (length(trim(reason)) >= 5),
    chosen_by integer not null references people.person,
    chosen_at timestamptz not null,
    check (cardinality(to_sites) + cardinality(to_markets) > 0)
);
create index on destination (lot);
select ledger.append_only('destination');
select ledger.watch('destination', '{id}');

create function name_destinations(p_lot text, p_sites text[], p_markets text[], p_reason text) returns void language plpgsql security definer set search_path = release, pg_temp as $$
declare
    v_lot bigint; v_bad text;
begin
    if people.author() is null or not exists (select from unnest(array['QA_REVIEWER', 'QP_MFG', 'QA_MAH', 'QP_MAH']) r where people.has_role(people.author(), r)) then
        perform genealogy.refuse('ST038', 'Destinations are named by who releases', jsonb_build_object('roles', 'QA_REVIEWER, QP_MFG, QA_MAH, QP_MAH'));
    end if;
    select id into v_lot from genealogy.unit where code = p_lot and type = 'LOT';
    if v_lot is null then
        perform genealogy.refuse('ST030', 'There is no such lot', jsonb_build_object('unit', p_lot));
    end if;
    select x into v_bad from unnest(p_sites) x where not exists (select from people.site s join people.organisation o on o.id = s.organisation where s.code = x and s.active and o.kind = 'HOSPITAL')
    union all select x from unnest(p_markets) x where x !~ '^[A-Z]{2}$' limit 1;
    if v_bad is not null or coalesce(cardinality(p_sites), 0) + coalesce(cardinality(p_markets), 0) = 0 then
        perform genealogy.refuse('ST20A', 'A restriction names open sites of hospitals, or markets by two letters', jsonb_build_object('unit', p_lot, 'destination', v_bad));
    end if;
    insert into destination (lot, to_sites, to_markets, reason, chosen_by, chosen_at)
    values (v_lot, array(select distinct x from unnest(coalesce(p_sites, '{}')) x order by x), array(select distinct x from unnest(coalesce(p_markets, '{}')) x order by x), p_reason, people.author(), ledger.plant_now());
end $$;

-- What a restricted release of a lot would allow: the operations of the catalogue and the destinations that were named last; null where none were.
create function restricted_to(p_lot bigint) returns text[] language sql stable security definer set search_path = release, pg_temp
    return (select n.operations || array(select 'SITE:' || x from unnest(d.to_sites) x order by x) || array(select 'MARKET:' || x from unnest(d.to_markets) x order by x)
              from destination d join genealogy.named_use n on n.unit_type = 'LOT' and n.code = 'NAMED_DESTINATIONS' where d.lot = p_lot order by d.id desc limit 1);

create function destinations_are_named() returns trigger language plpgsql security definer set search_path = release, pg_temp as $$
begin
    if restricted_to(new.unit) is distinct from new.allows then
        perform genealogy.refuse('ST20A', 'A restricted release allows exactly the destinations that were named for the lot', jsonb_build_object('unit', (select code from genealogy.unit where id = new.unit)));
    end if;
    return new;
end $$;
create trigger destinations_are_named before insert or update of state on gate.decision for each row
    when (new.gate in ('G6a', 'G6b') and new.outcome = 'RELEASED_RESTRICTED' and new.state in ('OPEN', 'SIGNED')) execute function destinations_are_named();
alter table gate.decision enable always trigger destinations_are_named;

revoke all on function name_destinations(text, text[], text[], text), restricted_to(bigint), destinations_are_named() from public;
grant select on destination to stroma_app, stroma_system, stroma_read;
grant execute on function name_destinations(text, text[], text[], text), restricted_to(bigint) to stroma_app;
