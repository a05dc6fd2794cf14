-- A bank fits its regime and what it descends from: a working bank comes out of a master bank, whatever else is not known.
create or replace function enrol(p_operation bigint, p_tier text, p_cells_per_vial numeric, p_volume_ml numeric) returns void
    language plpgsql security definer set search_path = bank, pg_temp as $$
declare
    u genealogy.unit; v_above text[]; v_regime text; v_vials integer;
begin
    select x.* into u from genealogy.unit x join genealogy.operation o on o.id = x.made_by and o.type = 'OP-165' where x.made_by = p_operation and x.type = 'BANK';
    if u.id is null or people.author() is null or exists (select from register where unit = u.id) then
        perform genealogy.refuse('ST076', 'A bank is enrolled once, when it is filled', jsonb_build_object('operation', p_operation));
    end if;
    v_regime := product.word(u.product, 'route', 'regime');
    select array_agg(r.tier) into v_above from genealogy.ancestors(array [u.id]) a join register r on r.unit = a.unit where a.unit <> u.id;
    -- A bank that descends from none has no tier above it; that must not pass for any.
    if v_regime is null or not coalesce(case p_tier
            when 'MCB' then v_regime = 'TWO_TIER' and v_above is null
            when 'WCB' then v_regime = 'TWO_TIER' and 'MCB' = any (v_above) and not 'WCB' = any (v_above)
            when 'DCB' then v_regime = 'ONE_TIER' and v_above is null
            else false end, false) then
        perform genealogy.refuse('ST076', format('A %s does not fit the regime %s and what the bank descends from', p_tier, coalesce(v_regime, '(none)')),
            jsonb_build_object('unit', u.code, 'tier', p_tier, 'regime', v_regime, 'above', array_to_string(v_above, ', ')));
    end if;
    if u.passage > product.number(u.product, 'banks', p_tier, 'passage') or u.cpdl > product.number(u.product, 'banks', p_tier, 'cpdl') then
        perform genealogy.refuse('ST071', format('%s is passage %s at %s doublings, beyond what a %s may have', u.code, u.passage, round(u.cpdl, 4), p_tier),
            jsonb_build_object('unit', u.code, 'passage', u.passage, 'cpdl', round(u.cpdl, 4), 'tier', p_tier));
    end if;
    select count(*) into v_vials from genealogy.unit where lot = u.id and type = 'BANK_CONTAINER';
    insert into register values (u.id, p_tier, u.product, v_vials, p_cells_per_vial, p_volume_ml, people.author());
end $$;

-- A lot descends from the last bank of its regime: a working bank of the two-tier, a donor bank of the one-tier regime.
create function lot_has_bank() returns trigger language plpgsql security definer set search_path = bank, pg_temp as $$
declare
    b record;
begin
    select u.code, u.product, product.word(u.product, 'route', 'regime') as regime into b from fresh u
     where u.type = 'LOT' and product.word(u.product, 'route', 'regime') is not null
       and not exists (select from genealogy.ancestors(array [u.id]) a join register r on r.unit = a.unit
                        where r.tier = case product.word(u.product, 'route', 'regime') when 'ONE_TIER' then 'DCB' else 'WCB' end) limit 1;
    if found then
        perform genealogy.refuse('ST076', format('%s descends from no bank that the regime %s asks for', b.code, b.regime),
            jsonb_build_object('unit', b.code, 'product', b.product, 'regime', b.regime));
    end if;
    return null;
end $$;
create trigger lot_has_bank after insert on genealogy.unit referencing new table as fresh for each statement execute function lot_has_bank();
alter table genealogy.unit enable always trigger lot_has_bank;
revoke all on function lot_has_bank() from public;
