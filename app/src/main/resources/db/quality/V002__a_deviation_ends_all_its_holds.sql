-- A deviation may stand on several units, the containers of one shipment for example; closing it ends the hold on each.
create or replace function close(p_code text, p_cause text, p_impact text) returns void
    language plpgsql security definer set search_path = quality, pg_temp as $$
declare
    d deviation;
begin
    select * into d from deviation where code = p_code for update;
    if d.id is null or d.state = 'CLOSED' then
        perform genealogy.refuse('ST044', 'There is no such open deviation', jsonb_build_object('deviation', p_code));
    end if;
    if people.author() is null or not (people.has_role(people.author(), 'QA') or people.has_role(people.author(), 'QUALITY_HEAD')) or (d.class = 'CRITICAL' and not people.has_role(people.author(), 'QUALITY_HEAD')) then
        perform genealogy.refuse('ST038', 'A deviation is closed by QA, a critical one by the quality head', jsonb_build_object('roles', 'QA, QUALITY_HEAD'));
    end if;
    if people.author() = d.reported_by then
        perform genealogy.refuse('ST018', 'Nobody closes what he reported himself', '{}');
    end if;
    if not exists (select from lot_impact i where i.deviation = d.id) then
        perform genealogy.refuse('ST090', 'A deviation is closed after a signed conclusion on what it concerns', jsonb_build_object('deviation', p_code));
    end if;
    update deviation set state = 'CLOSED', cause = p_cause, impact = p_impact, closed_by = people.author(), closed_at = ledger.plant_now() where id = d.id;
    update genealogy.hold set closed_by = ledger.author_of_this_transaction(), closed_at = ledger.plant_now(), close_reason = p_code || ': ' || p_impact where (id = d.hold or (cause = 'DEVIATION' and reference = d.code)) and closed_at is null;
end $$;
