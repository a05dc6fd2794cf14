-- What is drawn, and from how many containers, follows from the cells ordered and the label: an order whose numbers do not belong together is refused
-- here too. Drawing is rounded to the product's step, once for each site.
create function check_volume() returns trigger language plpgsql security definer set search_path = clinic, pg_temp as $$
declare
    v_label numeric := product.number(new.product, 'presentation', 'label_cells_per_ml');
    v_each numeric := product.number(new.product, 'presentation', 'label_volume_ml');
    v_step numeric := product.number(new.product, 'presentation', 'drawing_step_ml');
begin
    if abs(new.volume_ml - new.cells / v_label) > v_step * new.sites or new.containers <> ceil(new.volume_ml / v_each) then
        perform genealogy.refuse('ST119', format('%s mL from %s containers do not hold the cells that are ordered', new.volume_ml, new.containers),
            jsonb_build_object('order', new.code, 'volume', new.volume_ml, 'containers', new.containers));
    end if;
    return new;
end $$;
create trigger volume_follows before insert or update of cells, volume_ml, containers, sites on dose_order for each row execute function check_volume();
revoke all on function check_volume() from public;
