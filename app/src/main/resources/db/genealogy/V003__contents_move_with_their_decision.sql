-- What a decision moves: members of a lot or bank, and what is packed in a shipment.
create or replace function clear(p_unit bigint, p_gate text, p_decision bigint, p_outcome text, p_allows text[], p_pending text) returns void
    language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    u unit; g gate_transition;
begin
    perform pg_advisory_xact_lock(78232, 1);
    select * into u from unit where id = p_unit for update;
    select * into g from gate_transition where gate = p_gate and unit_type = u.type and outcome = p_outcome and from_state = u.state;
    if g.gate is null then
        perform refuse('ST031', format('%s of %s is not open for a %s in state %s', p_outcome, p_gate, u.type, u.state),
            jsonb_build_object('gate', p_gate, 'unit', u.code, 'state', u.state, 'outcome', p_outcome));
    end if;
    update clearance set ended_at = ledger.plant_now(), end_cause = 'superseded by decision ' || p_decision where unit = p_unit and gate = p_gate and ended_at is null;
    update hold set closed_by = ledger.author_of_this_transaction(), closed_at = ledger.plant_now(), close_reason = 'decision ' || p_decision
     where unit = p_unit and cause in ('DECISION', 'VOID') and reference = p_gate and closed_at is null;
    insert into clearance (unit, gate, decision, outcome, allows, given_at) values (p_unit, p_gate, p_decision, p_outcome, p_allows, ledger.plant_now());
    if g.to_state <> u.state then
        update unit set state = g.to_state, revision = revision + 1 where id = p_unit;
    end if;
    if g.members_type is not null then
        update unit set state = g.members_to, revision = revision + 1
         where type = g.members_type and state = g.members_from
           and (lot = p_unit or id in (select n.unit from inside n where n.container = p_unit and n.until is null));
    end if;
    if g.effect = 'HOLD' then
        insert into hold (unit, kind, cause, reference, reason, placed_by, placed_at)
        values (p_unit, 'STOP', 'DECISION', p_gate, p_outcome || ' by decision ' || p_decision, ledger.author_of_this_transaction(), ledger.plant_now()) on conflict do nothing;
    elsif g.effect = 'OBLIGATION' then
        insert into hold (unit, kind, cause, reference, reason, pending, placed_by, placed_at)
        values (p_unit, 'OBLIGATION', 'DECISION', p_gate, p_outcome || ' by decision ' || p_decision, p_pending, ledger.author_of_this_transaction(), ledger.plant_now()) on conflict do nothing;
    end if;
end $$;
