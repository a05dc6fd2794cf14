-- A fresh product is prepared as it is stored: nothing is thawed, and its window is its shelf life, from the end of filling to the end of the infusion (CL-10).
create function is_fresh(p_product text) returns boolean language sql stable security definer set search_path = clinic, pg_temp
    return coalesce(product.word(p_product, 'route', 'formulation') = 'FRESH', false);

create or replace function window_minutes(p_product text, p_diluent text) returns numeric language sql stable security definer set search_path = clinic, pg_temp
    return (select (c ->> 'hard')::numeric from product.version v cross join jsonb_array_elements(v.content -> 'clocks') c
             where v.code = p_product and v.state = 'EFFECTIVE'
               and case when clinic.is_fresh(p_product) then c ->> 'code' = 'CL-10' else c ->> 'code' = 'CL-9' and c ->> 'diluent' = p_diluent end);

-- From when the window of an order's containers runs, and until when: from the end of the earliest thaw; of a fresh product from the earliest fill.
create or replace function thawed(p_order bigint, out first_end timestamptz, out deadline timestamptz) language sql stable security definer set search_path = clinic, pg_temp
begin atomic
    select min(x.ended_at), min(x.ended_at) + make_interval(mins => clinic.window_minutes(o.product, o.diluent)::integer)
      from clinic.dose_order o join clinic.allocation a on a.dose_order = o.id and a.released is null
      cross join lateral (
          select op.ended_at from genealogy.input i join genealogy.operation op on op.id = i.operation and op.type = 'OP-261'
           where i.unit = a.container and not clinic.is_fresh(o.product)
          union all
          select op.ended_at from genealogy.unit u join genealogy.operation op on op.id = u.made_by where u.id = a.container and clinic.is_fresh(o.product)) x
     where o.id = p_order group by o.product, o.diluent;
end;

create function keeps_to_formulation() returns trigger language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    b record;
begin
    select u.code, o.type, u.product into b from fresh f join genealogy.operation o on o.id = f.operation and o.type in ('OP-260', 'OP-262')
      join genealogy.unit u on u.id = f.unit and u.type = 'CONTAINER'
     where is_fresh(u.product) <> (o.type = 'OP-262' and f.from_state = 'SITE_STORED') limit 1;
    if found then
        perform genealogy.refuse('ST058', format('%s of %s does not fit the registered route of %s', b.type, b.code, b.product),
            jsonb_build_object('unit', b.code, 'operation', b.type, 'product', b.product));
    end if;
    -- Who prepares a fresh product is trained for it as who thaws a frozen one.
    select u.product into b from fresh f join genealogy.operation o on o.id = f.operation and o.type = 'OP-262' join genealogy.unit u on u.id = f.unit and u.type = 'CONTAINER'
     where is_fresh(u.product) and not people.is_qualified(o.performed_by, 'THAW-' || u.product, (o.ended_at at time zone (select zone from ledger.epoch where n = 1))::date) limit 1;
    if found then
        perform genealogy.refuse('ST016', 'The preparer is not trained for this product', jsonb_build_object('skill', 'THAW-' || b.product));
    end if;
    return null;
end $$;
create trigger keeps_to_formulation after insert on genealogy.input referencing new table as fresh for each statement execute function keeps_to_formulation();
alter table genealogy.input enable always trigger keeps_to_formulation;
revoke all on function is_fresh(text), keeps_to_formulation() from public;
