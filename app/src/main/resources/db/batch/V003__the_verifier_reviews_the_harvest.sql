-- Whoever verified a harvest has seen what was counted with it: the in-process evidence does not wait for a review a second time.
create or replace function harvest_has_evidence() returns trigger language plpgsql security definer set search_path = batch, pg_temp as $$
declare
    b record;
begin
    select u.code into b from genealogy.unit u
     where u.made_by = new.id and u.type = 'HARVEST'
       and not exists (select from evidence.observation o where o.unit = u.id and o.characteristic = 'harvest_viable_cells') limit 1;
    if found then
        perform genealogy.refuse('ST059', b.code || ' was harvested without its in-process evidence', jsonb_build_object('unit', b.code, 'operation', new.type));
    end if;
    -- Whoever verified the harvest has seen what was counted with it.
    insert into evidence.review (observation, outcome, reviewed_by, reviewed_at, note)
    select o.id, 'ACCEPTED', new.verified_by, ledger.plant_now(), 'verified with the harvest' from evidence.observation o join genealogy.unit u on u.id = o.unit
     where u.made_by = new.id and u.type = 'HARVEST' and new.verified_by is not null and o.entered_by is distinct from new.verified_by
       and not exists (select from evidence.review r where r.observation = o.id);
    return null;
end $$;
