-- Rules of cultivation and filling that no service may forget, and the count of labels.

create table label_count (
    operation bigint primary key references genealogy.operation,
    lot       bigint not null unique references genealogy.unit,
    printed   integer not null check (printed > 0),
    applied   integer not null check (applied > 0),
    specimen  integer not null check (specimen >= 0),
    destroyed integer not null check (destroyed >= 0),
    counted_by integer not null references people.person,
    constraint labels_balance check (printed = applied + specimen + destroyed)
);
select ledger.append_only('label_count');

-- Labels of a lot: printed = applied + specimens + destroyed, and applied = containers filled.
create function count_labels(p_operation bigint, p_printed integer, p_applied integer, p_specimen integer, p_destroyed integer) returns void
    language plpgsql security definer set search_path = batch, pg_temp as $$
declare
    v_lot bigint; v_containers integer;
begin
    select i.unit into v_lot from genealogy.input i join genealogy.operation o on o.id = i.operation and o.type = 'OP-180'
      join genealogy.unit u on u.id = i.unit and u.type = 'LOT' where i.operation = p_operation;
    if v_lot is null or people.author() is null then
        perform genealogy.refuse('ST073', 'Labels are counted when a lot is labelled', jsonb_build_object('operation', p_operation));
    end if;
    select count(*) into v_containers from genealogy.unit where lot = v_lot and type = 'CONTAINER';
    if p_printed is distinct from p_applied + p_specimen + p_destroyed or p_applied is distinct from v_containers then
        perform genealogy.refuse('ST073', format('The labels do not balance: printed %s, applied %s on %s containers, specimens %s, destroyed %s', p_printed, p_applied, v_containers, p_specimen, p_destroyed),
            jsonb_build_object('printed', p_printed, 'applied', p_applied, 'containers', v_containers, 'specimen', p_specimen, 'destroyed', p_destroyed));
    end if;
    insert into label_count values (p_operation, v_lot, p_printed, p_applied, p_specimen, p_destroyed, people.author());
end $$;

create function labels_are_counted() returns trigger language plpgsql security definer set search_path = batch, pg_temp as $$
begin
    if not exists (select from label_count where operation = new.id) then
        perform genealogy.refuse('ST073', 'A lot is not labelled without counting its labels', jsonb_build_object('operation', new.id));
    end if;
    return null;
end $$;
create constraint trigger labels_are_counted after insert on genealogy.operation deferrable initially deferred
    for each row when (new.type = 'OP-180') execute function labels_are_counted();
alter table genealogy.operation enable always trigger labels_are_counted;

-- What is made keeps to the product in force: age of the cells, what a bulk can fill, expiry.
create function check_made() returns trigger language plpgsql security definer set search_path = batch, pg_temp as $$
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
       and u.expires_at is distinct from
           (((o.ended_at at time zone e.zone)::date + make_interval(months => product.number(u.product, 'expiry', 'months')::integer)
             + case when product.word(u.product, 'expiry', 'rule') = 'DAY_BEFORE' then interval '0' else interval '1 day' end)::timestamp at time zone e.zone) limit 1;
    if found then
        perform genealogy.refuse('ST079', b.code || ' does not expire as its product says', jsonb_build_object('unit', b.code, 'expiry', b.expires_at));
    end if;
    return null;
end $$;
create trigger keeps_to_product after insert on genealogy.unit referencing new table as fresh for each statement execute function check_made();
alter table genealogy.unit enable always trigger keeps_to_product;

select ledger.watch('label_count', '{operation}');

revoke all on all functions in schema batch from public;
grant usage on schema batch to stroma_app, stroma_system, stroma_read;
grant select on label_count to stroma_app, stroma_system, stroma_read;
grant execute on function count_labels(bigint, integer, integer, integer, integer) to stroma_app;
