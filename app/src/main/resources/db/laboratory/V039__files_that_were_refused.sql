-- A file that was brought for a unit and could not be read is kept with what the reader said: what was tried and broken off belongs to the audit trail as much as what came of it.
create table refused_file (
    id         bigint  generated always as identity primary key,
    unit       bigint  not null references genealogy.unit,
    file       bytea   not null references evidence.file,
    name       text    not null check (length(name) between 1 and 255),
    problems   text[]  not null check (cardinality(problems) between 1 and 20),
    reasons    text    not null check (length(reasons) between 1 and 4000),
    brought_by integer not null references people.person,
    brought_at timestamptz not null
);
create index on refused_file (unit);
select ledger.append_only('refused_file');
select ledger.watch('refused_file', '{id}');

-- p_problems: codes of the reader's problems; p_reasons: its sentences.
create function keep_refused_file(p_unit text, p_name text, p_bytes bytea, p_problems text[], p_reasons text) returns bigint
    language plpgsql security definer set search_path = laboratory, pg_temp as $$
declare
    v_unit genealogy.unit; v_id bigint;
begin
    if not coalesce(people.has_any_role(people.author(), array['ANALYST', 'QC_HEAD']), false) then
        perform genealogy.refuse('ST038', 'Files of instruments are brought by the laboratory', jsonb_build_object('roles', 'ANALYST, QC_HEAD'));
    end if;
    select * into v_unit from genealogy.unit where code = p_unit;
    if v_unit.id is null then
        perform genealogy.refuse('ST030', 'There is no such unit', jsonb_build_object('unit', p_unit));
    end if;
    insert into refused_file (unit, file, name, problems, reasons, brought_by, brought_at)
    values (v_unit.id, evidence.keep_file(p_name, 'application/octet-stream', p_bytes), p_name, p_problems, p_reasons, people.author(), ledger.plant_now()) returning id into v_id;
    return v_id;
end $$;
revoke all on function keep_refused_file(text, text, bytea, text[], text) from public;
grant select on refused_file to stroma_app, stroma_read;
grant execute on function keep_refused_file(text, text, bytea, text[], text) to stroma_app;
