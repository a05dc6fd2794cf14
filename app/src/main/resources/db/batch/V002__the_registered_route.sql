-- The registered route is kept by the database: isolation, expansion and formulation; nothing thawed is frozen again; a fresh lot lives
-- for hours. Until in-process control has a gate of its own, a harvest brings its in-process evidence with it.

create function isolation_of(p_product text) returns text language sql stable security definer set search_path = batch, pg_temp
    return (select case product.word(p_product, 'route', 'isolation')
                       when 'EXPLANT' then 'OP-070A'
                       when 'GRADIENT' then 'OP-070C'
                       when 'ENZYMATIC' then case product.word(p_product, 'route', 'tissue') when 'AT' then 'OP-070D' else 'OP-070B' end
                   end);

create or replace function check_made() returns trigger language plpgsql security definer set search_path = batch, pg_temp as $$
declare
    b record;
begin
    select u.code, u.passage, u.cpdl, u.product into b from fresh u
     where u.type in ('PASSAGE_CULTURE', 'BULK', 'LOT')
       and (u.passage > product.number(u.product, 'limits', 'passage') or u.cpdl > product.number(u.product, 'limits', 'cpdl')) limit 1;
    if found then
        perform genealogy.refuse('ST071', format('%s would be passage %s at %s doublings, beyond what %s allows', b.code, b.passage, round(b.cpdl, 4), b.product),
            jsonb_build_object('unit', b.code, 'passage', b.passage, 'cpdl', round(b.cpdl, 4), 'product', b.product));
    end if;
    select k.code, k.quantity, sum(u.quantity) as filled, count(*) as containers, product.number(u.product, 'presentation', 'dead_volume_ml') as dead into b
      from fresh u join genealogy.operation o on o.id = u.made_by and o.type = 'OP-160'
      join genealogy.input i on i.operation = o.id join genealogy.unit k on k.id = i.unit and k.type = 'BULK'
     where u.type = 'CONTAINER'
     group by k.id, k.code, k.quantity, u.product
    having sum(u.quantity) + coalesce(product.number(u.product, 'presentation', 'dead_volume_ml'), 0) > k.quantity limit 1;
    if found then
        perform genealogy.refuse('ST072', format('%s mL of %s cannot fill %s containers with %s mL and the dead volume of %s mL', b.quantity, b.code, b.containers, b.filled, b.dead),
            jsonb_build_object('unit', b.code, 'volume', b.quantity, 'containers', b.containers, 'filled', b.filled, 'dead', b.dead));
    end if;
    select u.code, u.expires_at into b from fresh u join genealogy.operation o on o.id = u.made_by and o.type = 'OP-160' cross join ledger.epoch e
     where e.n = 1 and u.type in ('LOT', 'CONTAINER') and product.number(u.product, 'expiry', 'months') is not null
       and u.expires_at is distinct from case when product.number(u.product, 'expiry', 'hours') is not null
           then o.ended_at + make_interval(hours => product.number(u.product, 'expiry', 'hours')::integer)
           else (((o.ended_at at time zone e.zone)::date + make_interval(months => product.number(u.product, 'expiry', 'months')::integer)
             + case when product.word(u.product, 'expiry', 'rule') = 'DAY_BEFORE' then interval '0' else interval '1 day' end)::timestamp at time zone e.zone) end limit 1;
    if found then
        perform genealogy.refuse('ST079', b.code || ' does not expire as its product says', jsonb_build_object('unit', b.code, 'expiry', b.expires_at));
    end if;
    -- The registered route: how cells are isolated, expanded and formulated.
    select u.code, u.product, o.type into b from fresh u join genealogy.operation o on o.id = u.made_by
     where u.type = 'ISOLATE' and o.type <> isolation_of(u.product)
        or o.type = 'OP-120B' and product.word(u.product, 'route', 'expansion') <> '3D'
        or o.type = 'OP-150C' and product.word(u.product, 'route', 'formulation') <> 'CRYO'
        or o.type = 'OP-150F' and product.word(u.product, 'route', 'formulation') <> 'FRESH' limit 1;
    if not found then
        -- One method of isolation behind a bank or lot, and that of its product.
        select u.code, u.product, o.type into b from fresh u cross join lateral genealogy.ancestors(array [u.id]) a
          join genealogy.unit x on x.id = a.unit and x.type = 'ISOLATE' join genealogy.operation o on o.id = x.made_by
         where u.type in ('BANK', 'LOT') and o.type <> isolation_of(u.product) limit 1;
    end if;
    if found then
        perform genealogy.refuse('ST058', format('%s of %s does not fit the registered route of %s', b.type, b.code, b.product),
            jsonb_build_object('unit', b.code, 'operation', b.type, 'product', b.product));
    end if;
    -- Thawed cells are not frozen again before they have grown for a passage.
    if exists (select from fresh where type in ('BANK', 'BULK')) then
        with recursive up(unit) as (
            select i.unit from fresh u join genealogy.operation o on o.id = u.made_by and o.type in ('OP-165', 'OP-150C') join genealogy.input i on i.operation = o.id
            union
            select i.unit from up join genealogy.unit x on x.id = up.unit and x.type in ('HARVEST', 'WASHED')
              join genealogy.operation m on m.id = x.made_by and m.type in ('OP-131', 'OP-132', 'OP-140') join genealogy.input i on i.operation = m.id)
        select x.code into b from up join genealogy.unit x on x.id = up.unit join genealogy.operation m on m.id = x.made_by and m.type = 'OP-221' limit 1;
        if found then
            perform genealogy.refuse('ST058', b.code || ' was thawed and is not frozen again', jsonb_build_object('unit', b.code));
        end if;
    end if;
    return null;
end $$;

-- Freezing is for frozen products, the refrigerator for fresh ones; neither is a way round the other.
create function check_storage() returns trigger language plpgsql security definer set search_path = batch, pg_temp as $$
declare
    b record;
begin
    select u.code, u.product, o.type into b from fresh f join genealogy.operation o on o.id = f.operation and o.type in ('OP-190', 'OP-200', 'OP-202')
      join genealogy.unit u on u.id = f.unit and u.type = 'LOT'
     where product.word(u.product, 'route', 'formulation') is distinct from case o.type when 'OP-202' then 'FRESH' else 'CRYO' end limit 1;
    if found then
        perform genealogy.refuse('ST058', format('%s of %s does not fit the registered route of %s', b.type, b.code, b.product),
            jsonb_build_object('unit', b.code, 'operation', b.type, 'product', b.product));
    end if;
    return null;
end $$;
create trigger keeps_to_storage after insert on genealogy.input referencing new table as fresh for each statement execute function check_storage();
alter table genealogy.input enable always trigger keeps_to_storage;

create function harvest_has_evidence() returns trigger language plpgsql security definer set search_path = batch, pg_temp as $$
declare
    b record;
begin
    select u.code into b from genealogy.unit u
     where u.made_by = new.id and u.type = 'HARVEST'
       and not exists (select from evidence.observation o where o.unit = u.id and o.characteristic = 'harvest_viable_cells') limit 1;
    if found then
        perform genealogy.refuse('ST059', b.code || ' was harvested without its in-process evidence', jsonb_build_object('unit', b.code, 'operation', new.type));
    end if;
    return null;
end $$;
create constraint trigger harvest_has_evidence after insert on genealogy.operation deferrable initially deferred
    for each row when (new.type in ('OP-080', 'OP-130A', 'OP-130B')) execute function harvest_has_evidence();
alter table genealogy.operation enable always trigger harvest_has_evidence;

revoke all on function isolation_of(text), check_storage(), harvest_has_evidence() from public;
