-- What was observed about units: results, documents, declarations, derived values; who, when, how, from which bytes.
-- Nothing is overwritten: a correction is a new row that names the old one, an invalidation is a row of its own.

create table file (
    sha256     bytea primary key check (sha256 = sha256(bytes)),
    name       text not null,
    media_type text not null,
    bytes      bytea not null check (octet_length(bytes) between 1 and 67108864),
    added_by   text not null,
    added_at   timestamptz not null
);
select ledger.append_only('file');

create table observation (
    id             bigint generated always as identity primary key,
    unit           bigint not null references genealogy.unit,
    characteristic text not null check (characteristic ~ '^[a-z][a-z0-9_]{1,60}$'),
    kind           text not null check (kind in ('RESULT', 'DOCUMENT', 'DECLARATION', 'DERIVED')),
    attempt        integer not null default 1 check (attempt >= 1),
    content        jsonb not null check (jsonb_typeof(content) = 'array' and jsonb_array_length(content) >= 1),
    method         text,
    validated      boolean not null default false,
    definition     text,
    instrument     text,
    taken_at       timestamptz not null,
    source         text not null check (source in ('MANUAL', 'INSTRUMENT', 'EXTERNAL', 'SYSTEM')),
    file           bytea references file,
    file_line      integer,
    formula        text,
    formula_inputs text[],
    corrects       bigint unique references observation,
    reason         text,
    note           text,
    entered_by     integer references people.person,
    entered_at     timestamptz not null,
    check (source <> 'INSTRUMENT' or file is not null),
    check ((kind = 'DERIVED') = (formula is not null)),
    check (corrects is null or length(trim(reason)) >= 3)
);
create index on observation (unit, characteristic);
select ledger.append_only('observation');

-- The second pair of eyes: by another person, once.
create table review (
    observation bigint primary key references observation,
    outcome     text not null check (outcome in ('ACCEPTED', 'REJECTED')),
    reviewed_by integer not null references people.person,
    reviewed_at timestamptz not null,
    note        text
);
select ledger.append_only('review');

create table invalidation (
    observation bigint primary key references observation,
    event       text not null,
    reason      text not null check (length(trim(reason)) >= 3),
    by          integer not null references people.person,
    at          timestamptz not null
);
select ledger.append_only('invalidation');

create view in_force as
    select o.*, u.code as unit_code, u.type as unit_type,
           (r.outcome = 'ACCEPTED' or o.kind = 'DERIVED' or o.source = 'SYSTEM') is true as reviewed, r.outcome as review_outcome,
           rp.code as reviewer, p.code as analyst, i.observation is not null as invalidated, i.event as invalidated_by
      from observation o
      join genealogy.unit u on u.id = o.unit
      left join people.person p on p.id = o.entered_by
      left join review r on r.observation = o.id
      left join people.person rp on rp.id = r.reviewed_by
      left join invalidation i on i.observation = o.id
     where not exists (select from observation c where c.corrects = o.id);

create function keep_file(p_name text, p_media_type text, p_bytes bytea) returns bytea
    language plpgsql security definer set search_path = evidence, pg_temp as $$
begin
    insert into file (sha256, name, media_type, bytes, added_by, added_at)
    values (sha256(p_bytes), p_name, p_media_type, p_bytes, coalesce(ledger.author_of_this_transaction(), ''), ledger.plant_now())
    on conflict do nothing;
    return sha256(p_bytes);
end $$;

-- p: {unit, characteristic, kind, attempt, content[], method, validated, definition, instrument, taken_at, source, file (hex), file_line,
--     formula, formula_inputs[], corrects, reason, note}
create function record(p jsonb) returns bigint language plpgsql security definer set search_path = evidence, pg_temp as $$
declare
    v_unit genealogy.unit; v_id bigint; v_old observation; v_now timestamptz := ledger.plant_now(); v_taken timestamptz := (p ->> 'taken_at')::timestamptz;
begin
    select * into v_unit from genealogy.unit where code = p ->> 'unit';
    if v_unit.id is null then
        perform genealogy.refuse('ST030', 'There is no unit ' || coalesce(p ->> 'unit', '(none)'), jsonb_build_object('unit', p ->> 'unit'));
    end if;
    if p ->> 'source' = 'SYSTEM' and p ->> 'kind' <> 'DERIVED' then
        perform genealogy.refuse('ST047', 'Only derived values come from the system', '{}');
    end if;
    if v_taken is null or v_taken > v_now + interval '5 minutes' then
        perform genealogy.refuse('ST040', 'Evidence is taken before it is entered', jsonb_build_object('operation', p ->> 'characteristic'));
    end if;
    if p ->> 'corrects' is not null then
        select * into v_old from observation where id = (p ->> 'corrects')::bigint;
        if v_old.id is null or v_old.unit <> v_unit.id or v_old.characteristic <> p ->> 'characteristic' then
            perform genealogy.refuse('ST048', 'A correction is of the same characteristic of the same unit', '{}');
        end if;
        if exists (select from observation where corrects = v_old.id) or exists (select from invalidation where observation = v_old.id) then
            perform genealogy.refuse('ST044', 'It has been corrected or invalidated already', '{}');
        end if;
    end if;
    insert into observation (unit, characteristic, kind, attempt, content, method, validated, definition, instrument, taken_at, source, file, file_line, formula, formula_inputs,
                             corrects, reason, note, entered_by, entered_at)
    values (v_unit.id, p ->> 'characteristic', p ->> 'kind', coalesce((p ->> 'attempt')::integer, v_old.attempt, 1), p -> 'content', p ->> 'method', coalesce((p ->> 'validated')::boolean, false),
            p ->> 'definition', p ->> 'instrument', v_taken, p ->> 'source', decode(p ->> 'file', 'hex'), (p ->> 'file_line')::integer, p ->> 'formula',
            case when jsonb_typeof(p -> 'formula_inputs') = 'array' then array(select jsonb_array_elements_text(p -> 'formula_inputs')) end,
            v_old.id, p ->> 'reason', p ->> 'note', people.author(), v_now)
    returning id into v_id;
    return v_id;
end $$;

create function review_all(p_ids bigint[], p_outcome text, p_note text) returns integer
    language plpgsql security definer set search_path = evidence, pg_temp as $$
declare
    v_person integer := people.author(); v_n integer;
begin
    if v_person is null or not exists (select from unnest(array ['QC_REVIEWER', 'QA', 'QA_REVIEWER', 'VERIFIER', 'DONOR_MEDICAL_REVIEWER', 'SUPPLIER_QUALITY', 'QC_HEAD', 'HOSP_CHECKER', 'HOSP_RECEIVER', 'QA_MAH']) r where people.has_role(v_person, r)) then
        perform genealogy.refuse('ST038', 'Evidence is reviewed by a reviewer', jsonb_build_object('roles', 'QC_REVIEWER, QA …'));
    end if;
    if exists (select from observation where id = any (p_ids) and entered_by = v_person) then
        perform genealogy.refuse('ST018', 'Nobody reviews what he entered himself', '{}');
    end if;
    insert into review (observation, outcome, reviewed_by, reviewed_at, note)
    select id, p_outcome, v_person, ledger.plant_now(), p_note from observation o
     where id = any (p_ids) and not exists (select from review r where r.observation = o.id);
    get diagnostics v_n = row_count;
    return v_n;
end $$;

create function invalidate(p_id bigint, p_event text, p_reason text) returns void
    language plpgsql security definer set search_path = evidence, pg_temp as $$
begin
    if people.author() is null or not (people.has_role(people.author(), 'QA') or people.has_role(people.author(), 'QC_HEAD')) then
        perform genealogy.refuse('ST038', 'A result is set aside by QA or the QC head, through an investigation', jsonb_build_object('roles', 'QA, QC_HEAD'));
    end if;
    insert into invalidation values (p_id, p_event, p_reason, people.author(), ledger.plant_now());
end $$;

select ledger.watch('file', '{sha256}', '{bytes}');
select ledger.watch('observation', '{id}');
select ledger.watch('review', '{observation}');
select ledger.watch('invalidation', '{observation}');

revoke all on all functions in schema evidence from public;
grant usage on schema evidence to stroma_app, stroma_system, stroma_read;
grant select on observation, review, invalidation, in_force to stroma_app, stroma_system, stroma_read;
grant select on file to stroma_app;
grant select (sha256, name, media_type, added_by, added_at) on file to stroma_read;
grant execute on function keep_file(text, text, bytea), record(jsonb), review_all(bigint[], text, text), invalidate(bigint, text, text) to stroma_app;
