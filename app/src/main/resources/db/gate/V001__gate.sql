-- Where a verdict is needed and people sign a decision. The stored snapshot can be evaluated again; the signed bytes bind to it.

create table definition (
    code     text primary key,
    name_zh  text not null,
    name_en  text not null,
    releases boolean not null default false
);

create table outcome (
    gate        text not null references definition,
    code        text not null,
    name_zh     text not null,
    name_en     text not null,
    clearance   text not null check (clearance in ('FULL', 'BOUNDED', 'NONE', 'REFUSED')),
    allowed     text[] not null,
    needs_event boolean not null default false,
    policy      text,
    place       integer not null,
    primary key (gate, code)
);

create table signer (
    gate    text not null,
    outcome text not null,
    role    text not null references people.role,
    meaning text not null,
    place   integer not null,
    primary key (gate, outcome, role),
    foreign key (gate, outcome) references outcome (gate, code)
);

create table evaluation (
    id               bigint generated always as identity primary key,
    unit             bigint not null references genealogy.unit,
    gate             text not null references definition,
    standard         text not null,
    standard_version text not null,
    standard_digest  text not null,
    as_of            timestamptz not null,
    overall          text not null check (overall in ('PASS', 'PASS_WITH_CONDITIONS', 'MISSING', 'FAIL')),
    snapshot         bytea not null,
    snapshot_sha256  bytea not null generated always as (sha256(snapshot)) stored,
    verdicts         bytea not null,
    verdicts_sha256  bytea not null generated always as (sha256(verdicts)) stored,
    evidence         bigint[] not null,
    units            bigint[] not null,
    watermark        bigint not null,
    made_by          text not null,
    made_at          timestamptz not null
);
create index on evaluation (unit, gate);
select ledger.append_only('evaluation');

create table decision (
    id            bigint generated always as identity primary key,
    unit          bigint not null references genealogy.unit,
    gate          text not null references definition,
    evaluation    bigint not null references evaluation,
    outcome       text not null,
    justification text,
    event         text,
    allows        text[],
    pending       text,
    state         text not null default 'OPEN' check (state in ('OPEN', 'SIGNED', 'VOID', 'WITHDRAWN')),
    proposed_by   integer not null references people.person,
    proposed_at   timestamptz not null,
    completed_at  timestamptz,
    void_cause    text,
    foreign key (gate, outcome) references outcome (gate, code)
);
create unique index decision_open on decision (unit, gate) where state = 'OPEN';
create index on decision (unit, gate);

-- p: {unit, gate, outcome, justification, event, allows[], pending, standard, standard_version, standard_digest, as_of, overall, evidence[], units[codes]}
create function propose(p jsonb, p_snapshot bytea, p_verdicts bytea) returns bigint
    language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    u genealogy.unit; o outcome; d definition; v_units bigint[]; v_eval bigint; v_id bigint; v_old bigint; v_content text; e evaluation; v_bad record;
begin
    if people.author() is null then
        perform genealogy.refuse('ST038', 'A decision is proposed by a person', '{}');
    end if;
    select * into u from genealogy.unit where code = p ->> 'unit';
    select * into d from definition where code = p ->> 'gate';
    select * into o from outcome where gate = p ->> 'gate' and code = p ->> 'outcome';
    if u.id is null or d.code is null or o.code is null then
        perform genealogy.refuse('ST030', 'Unit, gate and outcome must exist', p - 'evidence');
    end if;
    if not (p ->> 'overall') = any (o.allowed) then
        perform genealogy.refuse('ST050', format('%s allows no %s', p ->> 'overall', o.code), jsonb_build_object('verdict', p ->> 'overall', 'outcome', o.code));
    end if;
    if o.needs_event and length(trim(coalesce(p ->> 'event', ''))) < 3 then
        perform genealogy.refuse('ST052', 'This outcome needs a quality event', jsonb_build_object('outcome', o.code));
    end if;
    if p ->> 'overall' in ('PASS_WITH_CONDITIONS', 'MISSING') and o.clearance in ('FULL', 'BOUNDED') and length(trim(coalesce(p ->> 'justification', ''))) < 5 then
        perform genealogy.refuse('ST053', 'What is accepted in spite of the verdict needs its justification', jsonb_build_object('outcome', o.code));
    end if;
    if o.clearance = 'BOUNDED' and coalesce(jsonb_array_length(p -> 'allows'), 0) = 0 then
        perform genealogy.refuse('ST054', 'A bounded clearance names what it allows', jsonb_build_object('outcome', o.code));
    end if;
    select * into v_bad from genealogy.gate_transition t where t.gate = d.code and t.unit_type = u.type and t.outcome = o.code and t.from_state = u.state;
    if not found then
        perform genealogy.refuse('ST031', format('%s of %s is not open for %s in state %s', o.code, d.code, u.code, u.state), jsonb_build_object('gate', d.code, 'unit', u.code, 'state', u.state, 'outcome', o.code));
    end if;
    select array_agg(x.id) into v_units from genealogy.unit x join jsonb_array_elements_text(coalesce(p -> 'units', '[]')) c on c = x.code;
    v_units := array_append(coalesce(v_units, '{}'), u.id);
    insert into evaluation (unit, gate, standard, standard_version, standard_digest, as_of, overall, snapshot, verdicts, evidence, units, watermark, made_by, made_at)
    values (u.id, d.code, p ->> 'standard', p ->> 'standard_version', p ->> 'standard_digest', (p ->> 'as_of')::timestamptz, p ->> 'overall', p_snapshot, p_verdicts,
            array(select x::bigint from jsonb_array_elements_text(coalesce(p -> 'evidence', '[]')) x), v_units,
            coalesce((select max(b.id) from evidence.observation b where b.unit = any (v_units)), 0),
            ledger.author_of_this_transaction(), ledger.plant_now())
    returning * into e;
    -- A new proposal takes the place of one that is not fully signed.
    for v_old in update decision set state = 'WITHDRAWN', void_cause = 'a newer proposal' where unit = u.id and gate = d.code and state = 'OPEN' returning id loop
        perform people.void_signable('decision', v_old::text, 'a newer proposal');
    end loop;
    insert into decision (unit, gate, evaluation, outcome, justification, event, allows, pending, proposed_by, proposed_at)
    values (u.id, d.code, e.id, o.code, p ->> 'justification', p ->> 'event',
            case when jsonb_typeof(p -> 'allows') = 'array' then array(select jsonb_array_elements_text(p -> 'allows')) end,
            p ->> 'pending', people.author(), ledger.plant_now())
    returning id into v_id;
    v_content := jsonb_build_object('decision', v_id::text, 'unit', u.code, 'unitRevision', u.revision::text, 'gate', d.code, 'outcome', o.code, 'verdict', e.overall,
        'standard', e.standard, 'standardVersion', e.standard_version, 'standardDigest', e.standard_digest,
        'snapshotSha256', encode(e.snapshot_sha256, 'hex'), 'verdictsSha256', encode(e.verdicts_sha256, 'hex'),
        'justification', p ->> 'justification', 'event', p ->> 'event', 'allows', p -> 'allows', 'pending', p ->> 'pending')::text;
    perform people.put_signable('decision', v_id::text, 'application/json', '1', convert_to(v_content, 'UTF8'),
        d.name_zh || ' · ' || u.code || ' · ' || o.name_zh, d.name_en || ' · ' || u.code || ' · ' || o.name_en,
        array(select role from signer s where s.gate = d.code and s.outcome = o.code order by place),
        array(select meaning from signer s where s.gate = d.code and s.outcome = o.code order by place),
        array(select '' from signer s where s.gate = d.code and s.outcome = o.code order by place));
    return v_id;
end $$;

-- The last signature completes the decision: everything is read again, and the clearance is written.
create function complete(p_id bigint) returns void language plpgsql security definer set search_path = gate, pg_temp as $$
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
         where (h.kind = 'STOP' and not (h.unit = d.unit and h.cause in ('DECISION', 'VOID') and h.reference = d.gate))
            or (h.kind = 'OBLIGATION' and f.releases) limit 1;
        if found then
            perform genealogy.refuse('ST051', v_bad.code || ' stands in the way: ' || v_bad.reason, jsonb_build_object('unit', v_bad.code, 'reason', v_bad.reason));
        end if;
    end if;
    perform genealogy.clear(d.unit, d.gate, d.id, d.outcome, d.allows, d.pending);
    update decision set state = 'SIGNED', completed_at = ledger.plant_now() where id = p_id;
end $$;

create function on_signature() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
begin
    if new.record_type = 'decision' and not exists (
        select from people.signature_needed n where n.record_type = 'decision' and n.record_id = new.record_id and n.revision = new.revision
           and not exists (select from people.signature g where (g.record_type, g.record_id, g.revision, g.role) = (n.record_type, n.record_id, n.revision, n.role))) then
        perform complete(new.record_id::bigint);
    end if;
    return null;
end $$;
create trigger completes_decision after insert on people.signature for each row execute function on_signature();
alter table people.signature enable always trigger completes_decision;

-- A correction or an invalidation of what a decision stood on voids the decision, and stops what it had opened.
create function void_by_evidence(p_observation bigint, p_cause text) returns void
    language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    d decision;
begin
    for d in select x.* from decision x join evaluation e on e.id = x.evaluation
              where x.state in ('OPEN', 'SIGNED') and p_observation = any (e.evidence) for update of x loop
        update decision set state = 'VOID', void_cause = p_cause where id = d.id;
        perform people.void_signable('decision', d.id::text, p_cause);
        perform genealogy.unclear(d.unit, d.gate, d.id, p_cause);
    end loop;
end $$;

create function on_correction() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
begin
    if new.corrects is not null then
        perform void_by_evidence(new.corrects, 'evidence ' || new.corrects || ' (' || new.characteristic || ') was corrected: ' || new.reason);
    end if;
    return null;
end $$;
create trigger voids_decisions after insert on evidence.observation for each row execute function on_correction();
create function on_invalidation() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
begin
    perform void_by_evidence(new.observation, 'evidence ' || new.observation || ' was invalidated: ' || new.reason);
    return null;
end $$;
create trigger voids_decisions after insert on evidence.invalidation for each row execute function on_invalidation();
alter table evidence.observation enable always trigger voids_decisions;
alter table evidence.invalidation enable always trigger voids_decisions;

create function withdraw(p_id bigint, p_reason text) returns void language plpgsql security definer set search_path = gate, pg_temp as $$
begin
    update decision set state = 'WITHDRAWN', void_cause = p_reason where id = p_id and state = 'OPEN';
    if not found then
        perform genealogy.refuse('ST013', 'The decision is no longer open', jsonb_build_object('decision', p_id));
    end if;
    perform people.void_signable('decision', p_id::text, p_reason);
end $$;

select ledger.watch('definition', '{code}');
select ledger.watch('outcome', '{gate,code}');
select ledger.watch('signer', '{gate,outcome,role}');
select ledger.watch('evaluation', '{id}', '{}', '{snapshot,verdicts}');
select ledger.watch('decision', '{id}');

revoke all on all functions in schema gate from public;
grant usage on schema gate to stroma_app, stroma_system, stroma_read;
grant select on all tables in schema gate to stroma_app, stroma_system, stroma_read;
grant execute on function propose(jsonb, bytea, bytea), withdraw(bigint, text) to stroma_app;
