-- Washing, removing the vessels and cutting (OP-060) is a step of its own where the product registers its parameters: its cells are isolated after it, of the
-- same tissue. Antibiotics are used only where the product registers them, and then their residual test is owed.
create function dissects(p_product text) returns boolean language sql stable security definer set search_path = batch, pg_temp
    return coalesce((select v.content -> 'parameters' @> '[{"operation": "OP-060"}]' from product.version v where v.code = p_product and v.state = 'EFFECTIVE'), false);

create function is_dissected() returns trigger language plpgsql security definer set search_path = batch, pg_temp as $$
declare
    b record;
begin
    select u.code, u.product into b from fresh u join genealogy.operation o on o.id = u.made_by
     where u.type = 'ISOLATE' and dissects(u.product) and not exists (
           select from genealogy.input i join genealogy.unit t on t.id = i.unit and t.type = 'TISSUE'
             join genealogy.input d on d.unit = t.id join genealogy.operation x on x.id = d.operation and x.type = 'OP-060' and x.ended_at <= o.started_at
            where i.operation = o.id and x.parameters ->> 'product' = u.product) limit 1;
    if found then
        perform genealogy.refuse('ST10K', format('%s is isolated from tissue that was not washed and cut for %s', b.code, b.product), jsonb_build_object('unit', b.code, 'product', b.product));
    end if;
    return null;
end $$;
create trigger is_dissected after insert on genealogy.unit referencing new table as fresh for each statement execute function is_dissected();
alter table genealogy.unit enable always trigger is_dissected;

create function antibiotics_are_registered() returns trigger language plpgsql security definer set search_path = batch, pg_temp as $$
begin
    if coalesce(new.parameters ->> 'antibiotics', '') <> '' and not coalesce(product.word(new.parameters ->> 'product', 'policies', 'antibiotics') = 'true', false) then
        perform genealogy.refuse('ST10L', 'The product registers no antibiotics', jsonb_build_object('product', new.parameters ->> 'product', 'antibiotics', new.parameters ->> 'antibiotics'));
    end if;
    return new;
end $$;
create trigger antibiotics_are_registered before insert on genealogy.operation for each row when (new.type = 'OP-060') execute function antibiotics_are_registered();
alter table genealogy.operation enable always trigger antibiotics_are_registered;

-- What was used has to be shown gone: an obligation on the tissue, which every release below it waits for.
create function antibiotics_are_owed() returns trigger language plpgsql security definer set search_path = batch, pg_temp as $$
begin
    perform genealogy.place_hold(u.code, 'OBLIGATION', 'RESIDUAL', 'OP-060/' || f.operation, 'antibiotics were used: ' || (o.parameters ->> 'antibiotics'), 'residual test of the antibiotics')
       from fresh f join genealogy.operation o on o.id = f.operation and o.type = 'OP-060' and coalesce(o.parameters ->> 'antibiotics', '') <> ''
       join genealogy.unit u on u.id = f.unit and u.type = 'TISSUE';
    return null;
end $$;
create trigger antibiotics_are_owed after insert on genealogy.input referencing new table as fresh for each statement execute function antibiotics_are_owed();
alter table genealogy.input enable always trigger antibiotics_are_owed;
revoke all on function dissects(text), is_dissected(), antibiotics_are_registered(), antibiotics_are_owed() from public;
