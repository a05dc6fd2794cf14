-- Versions of standards: shipped or imported as drafts, approved by two people, in force from a moment until the next one is.

create table version (
    id             bigint generated always as identity primary key,
    code           text not null check (code ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$'),
    version        text not null check (version ~ '^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$'),
    name_zh        text not null,
    name_en        text not null,
    source         bytea not null,
    content        bytea not null,
    digest         text not null generated always as (encode(sha256(content), 'hex')) stored,
    state          text not null default 'DRAFT' check (state in ('DRAFT', 'APPROVED', 'WITHDRAWN')),
    effective_from timestamptz,
    drafted_by     integer references people.person,
    drafted_at     timestamptz not null,
    note           text not null,
    ended_note     text,
    unique (code, version),
    check ((state = 'APPROVED') = (effective_from is not null))
);
create unique index version_in_force on version (code, effective_from) where state = 'APPROVED';
comment on table version is 'source is the file as it came, content its canonical bytes; drafted_by is null for what is shipped. The version in force at t is the approved one with the latest effective_from up to t.';

create table approval (
    id             bigint generated always as identity primary key,
    effective_from timestamptz not null,
    note           text not null,
    state          text not null default 'OPEN' check (state in ('OPEN', 'SIGNED', 'WITHDRAWN')),
    proposed_by    integer not null references people.person,
    proposed_at    timestamptz not null,
    completed_at   timestamptz,
    ended_note     text
);

create table approval_item (
    approval bigint not null references approval,
    version  bigint not null references version,
    primary key (approval, version)
);
select ledger.append_only('approval_item');

-- Who signs an approval; at least two, each a different person, none of whom drafted an item.
create table approver (
    role    text primary key references people.role,
    meaning text not null,
    place   integer not null unique
);

create function refuse(p_code text, p_message text, p_detail text default null) returns void language plpgsql as $$
begin
    raise exception '%', p_message using errcode = p_code, detail = coalesce(p_detail, '');
end $$;

-- A version never changes once somebody has proposed it; before that, only what was shipped may be shipped anew.
create function keep_content() returns trigger language plpgsql security definer set search_path = standard, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        perform refuse('ST060', 'A version of a standard is never deleted', old.code || ' ' || old.version);
    end if;
    if (new.code, new.version, new.drafted_by) is distinct from (old.code, old.version, old.drafted_by)
        or (new.source, new.content) is distinct from (old.source, old.content)
           and (old.drafted_by is not null or old.state <> 'DRAFT' or exists (select from approval_item where version = old.id)) then
        perform refuse('ST060', 'A version of a standard does not change; draft a new one', old.code || ' ' || old.version);
    end if;
    return new;
end $$;
create trigger keeps_content before update or delete on version for each row execute function keep_content();
alter table version enable always trigger keeps_content;

-- Importing is a signed act: the draft is put before its drafter, who signs the canonical bytes.
create function draft(p_code text, p_version text, p_name_zh text, p_name_en text, p_source bytea, p_content bytea, p_note text, p_role text) returns bigint
    language plpgsql security definer set search_path = standard, pg_temp as $$
declare
    v_id bigint;
begin
    if people.author() is null then
        perform refuse('ST061', 'A standard is drafted by a person');
    end if;
    if exists (select from version where code = p_code and version = p_version) then
        perform refuse('ST062', 'This version exists already', p_code || ' ' || p_version);
    end if;
    insert into version (code, version, name_zh, name_en, source, content, drafted_by, drafted_at, note)
    values (p_code, p_version, p_name_zh, p_name_en, p_source, p_content, people.author(), ledger.plant_now(), p_note) returning id into v_id;
    perform people.put_signable('standard-draft', v_id::text, 'application/json', '1', p_content,
        '标准草案 · ' || p_code || ' ' || p_version, 'Draft of a standard · ' || p_code || ' ' || p_version, array [p_role], array ['PERFORMED'], array ['']);
    return v_id;
end $$;

create function propose(p_versions bigint[], p_effective_from timestamptz, p_note text) returns bigint
    language plpgsql security definer set search_path = standard, pg_temp as $$
declare
    v_id bigint; v_bad text; v_content text; v_count integer;
begin
    if people.author() is null then
        perform refuse('ST061', 'An approval is proposed by a person');
    end if;
    if coalesce(array_length(p_versions, 1), 0) = 0 or length(trim(p_note)) < 3 then
        perform refuse('ST063', 'Name the versions and why they are approved');
    end if;
    if (select count(distinct v.code) from version v where v.id = any (p_versions)) <> array_length(p_versions, 1) then
        perform refuse('ST063', 'One version of each standard');
    end if;
    select string_agg(v.code || ' ' || v.version, ', ') into v_bad from version v where v.id = any (p_versions)
       and (v.state <> 'DRAFT' or exists (select from approval_item i join approval a on a.id = i.approval where i.version = v.id and a.state = 'OPEN'));
    if v_bad is not null then
        perform refuse('ST064', 'Only drafts that are not being approved can be proposed', v_bad);
    end if;
    select string_agg(v.code || ' ' || v.version, ', ') into v_bad from version v where v.id = any (p_versions) and v.drafted_by is not null
       and not exists (select from people.signature g where g.record_type = 'standard-draft' and g.record_id = v.id::text and g.person = v.drafted_by);
    if v_bad is not null then
        perform refuse('ST065', 'The drafter has not signed the draft', v_bad);
    end if;
    if p_effective_from < ledger.plant_now() - interval '5 minutes' then
        perform refuse('ST066', 'A standard does not come into force in the past');
    end if;
    select string_agg(v.code, ', ') into v_bad from version v where v.id = any (p_versions)
       and exists (select from version o where o.code = v.code and o.state = 'APPROVED' and o.effective_from >= p_effective_from);
    if v_bad is not null then
        perform refuse('ST067', 'A version that comes into force later is approved already', v_bad);
    end if;
    insert into approval (effective_from, note, proposed_by, proposed_at) values (p_effective_from, p_note, people.author(), ledger.plant_now()) returning id into v_id;
    insert into approval_item select v_id, unnest(p_versions);
    select jsonb_build_object('approval', v_id::text, 'effectiveFrom', to_char(p_effective_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'note', p_note, 'standards',
               jsonb_agg(jsonb_build_object('code', v.code, 'version', v.version, 'digest', v.digest) order by v.code))::text, count(*)
      into v_content, v_count from version v where v.id = any (p_versions);
    perform people.put_signable('standard-approval', v_id::text, 'application/json', '1', convert_to(v_content, 'UTF8'),
        format('标准批准单 %s（%s 项，%s 起生效）', v_id, v_count, to_char(p_effective_from at time zone (select zone from ledger.epoch where n = 1), 'YYYY-MM-DD HH24:MI')),
        format('Approval of standards %s (%s, in force from %s)', v_id, v_count, to_char(p_effective_from at time zone (select zone from ledger.epoch where n = 1), 'YYYY-MM-DD HH24:MI')),
        array(select role from approver order by place), array(select meaning from approver order by place), array(select '' from approver order by place));
    return v_id;
end $$;

create function complete(p_id bigint) returns void language plpgsql security definer set search_path = standard, pg_temp as $$
declare
    a approval; v_from timestamptz; v_bad text;
begin
    select * into a from approval where id = p_id for update;
    if a.state <> 'OPEN' then
        perform refuse('ST013', 'The approval is no longer open');
    end if;
    if (select count(distinct person) from people.signature g where g.record_type = 'standard-approval' and g.record_id = p_id::text) < 2 then
        perform refuse('ST068', 'Two different people approve a standard');
    end if;
    v_from := greatest(a.effective_from, ledger.plant_now());
    select string_agg(v.code, ', ') into v_bad from version v join approval_item i on i.version = v.id
     where i.approval = p_id and (v.state <> 'DRAFT' or exists (select from version o where o.code = v.code and o.state = 'APPROVED' and o.effective_from >= v_from));
    if v_bad is not null then
        perform refuse('ST067', 'Another version was approved meanwhile', v_bad);
    end if;
    update version set state = 'APPROVED', effective_from = v_from where id in (select version from approval_item where approval = p_id);
    update approval set state = 'SIGNED', completed_at = ledger.plant_now() where id = p_id;
end $$;

create function on_signature() returns trigger language plpgsql security definer set search_path = standard, pg_temp as $$
begin
    if new.record_type = 'standard-draft' then
        if not exists (select from version where id = new.record_id::bigint and drafted_by = new.person) then
            perform refuse('ST069', 'A draft is signed by whoever drafted it');
        end if;
    elsif new.record_type = 'standard-approval' then
        if exists (select from approval_item i join version v on v.id = i.version where i.approval = new.record_id::bigint and v.drafted_by = new.person) then
            perform refuse('ST069', 'Nobody approves what he drafted');
        end if;
        if not exists (select from people.signature_needed n where n.record_type = new.record_type and n.record_id = new.record_id and n.revision = new.revision
                and not exists (select from people.signature g where (g.record_type, g.record_id, g.revision, g.role) = (n.record_type, n.record_id, n.revision, n.role))) then
            perform complete(new.record_id::bigint);
        end if;
    end if;
    return null;
end $$;
create trigger completes_approval after insert on people.signature for each row execute function on_signature();
alter table people.signature enable always trigger completes_approval;

create function withdraw_approval(p_id bigint, p_reason text) returns void language plpgsql security definer set search_path = standard, pg_temp as $$
begin
    update approval set state = 'WITHDRAWN', ended_note = p_reason where id = p_id and state = 'OPEN';
    if not found then
        perform refuse('ST013', 'The approval is no longer open');
    end if;
    perform people.void_signable('standard-approval', p_id::text, p_reason);
end $$;

create function withdraw_draft(p_id bigint, p_reason text) returns void language plpgsql security definer set search_path = standard, pg_temp as $$
begin
    update version set state = 'WITHDRAWN', ended_note = p_reason where id = p_id and state = 'DRAFT'
       and not exists (select from approval_item i join approval a on a.id = i.approval where i.version = p_id and a.state = 'OPEN');
    if not found then
        perform refuse('ST064', 'Only a draft that is not being approved can be withdrawn');
    end if;
end $$;

select ledger.watch('version', '{id}', '{}', '{source,content}');
select ledger.watch('approval', '{id}');
select ledger.watch('approval_item', '{approval,version}');
select ledger.watch('approver', '{role}');

select ledger.enter_system('system:migrate', 'who approves standards, as shipped');
insert into approver (role, meaning, place) values ('QA', 'REVIEWED', 1), ('QUALITY_HEAD', 'APPROVED', 2);

revoke all on all functions in schema standard from public;
grant usage on schema standard to stroma_app, stroma_system, stroma_read;
grant select on all tables in schema standard to stroma_app, stroma_system, stroma_read;
grant execute on function draft(text, text, text, text, bytea, bytea, text, text), propose(bigint[], timestamptz, text), withdraw_approval(bigint, text), withdraw_draft(bigint, text) to stroma_app;
