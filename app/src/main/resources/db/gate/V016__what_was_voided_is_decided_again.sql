-- A correction voids every decision that stood on it. They are made again in their order: what a later gate had decided does not stand
-- in the way of an earlier one (G6a before G6b), while the later one still waits for the earlier.
create or replace function complete(p_id bigint) returns void language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    d decision; e evaluation; o outcome; f definition; v_bad record;
begin
    select * into d from decision where id = p_id for update;
    select * into e from evaluation where id = d.evaluation;
    select * into o from outcome where gate = d.gate and code = d.outcome;
    select * into f from definition where code = d.gate;
    if d.state <> 'OPEN' then
        perform genealogy.refuse('ST013', 'The decision is no longer open', jsonb_build_object('decision', p_id));
    end if;
    if not e.overall = any (o.allowed) then
        perform genealogy.refuse('ST050', 'The verdict does not allow this outcome', jsonb_build_object('verdict', e.overall, 'outcome', d.outcome));
    end if;
    if exists (select from signer s where s.gate = d.gate and s.outcome = d.outcome and not exists (
            select from people.signature g where g.record_type = 'decision' and g.record_id = p_id::text and g.role = s.role
               and g.revision = (select max(revision) from people.signable b where b.record_type = 'decision' and b.record_id = p_id::text))) then
        perform genealogy.refuse('ST014', 'A signature that the gate asks for is missing', jsonb_build_object('gate', d.gate));
    end if;
    if o.clearance in ('FULL', 'BOUNDED') then
        if exists (select from evidence.observation b where b.unit = any (e.units) and b.id > e.watermark)
            or exists (select from evidence.invalidation i where i.observation = any (e.evidence)) then
            perform genealogy.refuse('ST055', 'There is newer evidence than what was judged', jsonb_build_object('gate', d.gate));
        end if;
        select x.code, h.reason into v_bad from genealogy.ancestors(array [d.unit]) a join genealogy.hold h on h.unit = a.unit and h.closed_at is null join genealogy.unit x on x.id = h.unit
         where (h.kind = 'STOP' and not (h.unit = d.unit and h.cause in ('DECISION', 'VOID') and h.reference >= d.gate))
            or (h.kind = 'OBLIGATION' and f.releases) limit 1;
        if found then
            perform genealogy.refuse('ST051', v_bad.code || ' stands in the way: ' || v_bad.reason, jsonb_build_object('unit', v_bad.code, 'reason', v_bad.reason));
        end if;
    end if;
    perform genealogy.clear(d.unit, d.gate, d.id, d.outcome, d.allows, d.pending);
    update decision set state = 'SIGNED', completed_at = ledger.plant_now() where id = p_id;
end $$;

-- A release that stands is not made once more.
create function stands_already() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
begin
    if exists (select from definition d join outcome o on o.gate = d.code and o.code = new.outcome join genealogy.clearance c on c.gate = d.code
                where d.code = new.gate and d.releases and o.clearance in ('FULL', 'BOUNDED') and c.unit = new.unit and c.ended_at is null) then
        perform genealogy.refuse('ST031', format('%s of %s stands and is not given again', new.outcome, new.gate), jsonb_build_object('gate', new.gate, 'outcome', new.outcome));
    end if;
    return new;
end $$;
create trigger stands_already before insert on decision for each row execute function stands_already();
alter table decision enable always trigger stands_already;
revoke all on function stands_already() from public;
