-- Test methods and how far they are validated; samples' journeys are operations, results are evidence.
create table method (
    code            text not null check (code ~ '^[A-Z0-9-]{2,30}$'),
    version         integer not null check (version > 0),
    name_zh         text not null,
    name_en         text not null,
    reference       text not null,
    characteristics text[] not null check (cardinality(characteristics) > 0),
    validated       boolean not null,
    report          text,
    state           text not null default 'DRAFT' check (state in ('DRAFT', 'EFFECTIVE', 'SUPERSEDED')),
    effective_from  timestamptz,
    drafted_by      integer not null references people.person,
    primary key (code, version),
    check (not validated or length(trim(report)) >= 3)
);
create unique index method_effective on method (code) where state = 'EFFECTIVE';

-- Daily readings of an incubation: every day of the test, seen by somebody.
create table reading (
    id       bigint generated always as identity primary key,
    sample   bigint not null references genealogy.unit,
    test     text not null,
    day      integer not null check (day between 0 and 40),
    growth   boolean not null,
    note     text,
    read_by  integer not null references people.person,
    read_at  timestamptz not null,
    unique (sample, test, day)
);
select ledger.append_only('reading');

create function draft_method(p jsonb) returns integer language plpgsql security definer set search_path = laboratory, pg_temp as $$
declare
    v_version integer;
begin
    if people.author() is null or not (people.has_role(people.author(), 'ANALYST') or people.has_role(people.author(), 'QC_HEAD')) then
        perform genealogy.refuse('ST038', 'A method is drafted in the laboratory', jsonb_build_object('roles', 'ANALYST, QC_HEAD'));
    end if;
    v_version := coalesce((select max(version) from method where code = p ->> 'code'), 0) + 1;
    insert into method (code, version, name_zh, name_en, reference, characteristics, validated, report, drafted_by)
    values (p ->> 'code', v_version, p ->> 'name_zh', p ->> 'name_en', p ->> 'reference', array(select jsonb_array_elements_text(p -> 'characteristics')),
            (p ->> 'validated')::boolean, p ->> 'report', people.author());
    perform people.put_signable('method', (p ->> 'code') || '/' || v_version, 'application/json', '1', convert_to((p || jsonb_build_object('version', v_version::text))::text, 'UTF8'),
        (p ->> 'name_zh'), (p ->> 'name_en'), array ['QC_HEAD', 'QA'], array ['REVIEWED', 'APPROVED'], array ['', '']);
    return v_version;
end $$;

create function on_signature() returns trigger language plpgsql security definer set search_path = laboratory, pg_temp as $$
declare
    v_code text; v_version integer;
begin
    if new.record_type = 'method' and new.role = 'QA' then
        v_code := split_part(new.record_id, '/', 1); v_version := split_part(new.record_id, '/', 2)::integer;
        if (select count(*) from people.signature g where g.record_type = 'method' and g.record_id = new.record_id and g.revision = new.revision) = 2 then
            update method set state = 'SUPERSEDED' where code = v_code and state = 'EFFECTIVE';
            update method set state = 'EFFECTIVE', effective_from = ledger.plant_now() where code = v_code and version = v_version;
        end if;
    end if;
    return null;
end $$;
create trigger makes_method_effective after insert on people.signature for each row execute function on_signature();
alter table people.signature enable always trigger makes_method_effective;

create function read_sample(p_sample text, p_test text, p_day integer, p_growth boolean, p_note text) returns bigint
    language plpgsql security definer set search_path = laboratory, pg_temp as $$
declare
    v_unit bigint; v_id bigint;
begin
    if people.author() is null or not people.has_role(people.author(), 'ANALYST') then
        perform genealogy.refuse('ST038', 'Readings are made by analysts', jsonb_build_object('roles', 'ANALYST'));
    end if;
    select id into v_unit from genealogy.unit where code = p_sample;
    if v_unit is null then
        perform genealogy.refuse('ST030', 'There is no unit ' || coalesce(p_sample, '(none)'), jsonb_build_object('unit', p_sample));
    end if;
    insert into reading (sample, test, day, growth, note, read_by, read_at) values (v_unit, p_test, p_day, p_growth, p_note, people.author(), ledger.plant_now()) returning id into v_id;
    if p_growth then
        perform genealogy.place_hold(p_sample, 'STOP', 'GROWTH', p_test || ' day ' || p_day, 'growth seen on day ' || p_day || ' of ' || p_test, 'identification and investigation');
    end if;
    return v_id;
end $$;

select ledger.watch('method', '{code,version}');
select ledger.watch('reading', '{id}');
revoke all on all functions in schema laboratory from public;
grant usage on schema laboratory to stroma_app, stroma_system, stroma_read;
grant select on method, reading to stroma_app, stroma_read;
grant execute on function draft_method(jsonb), read_sample(text, text, integer, boolean, text) to stroma_app;
