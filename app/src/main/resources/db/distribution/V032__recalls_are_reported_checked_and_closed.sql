-- A recall is reported to the authority by its class, checked for its effect and closed by two signatures; a drill is the same trace and the same
-- balance against the clock, and moves nothing.

-- What a class asks for, by version of the rules: days to the notice, to the plan and between progress reports, working days from the close to the
-- final report, the share of consignees whose knowledge is checked, the share of those that has to be confirmed, and the hours that a drill may take.
create table recall_rule (
    version            text    not null check (version ~ '^[A-Z0-9-]{4,20}$'),
    class              text    not null references recall_class,
    effective_from     date    not null,
    notice_days        integer not null check (notice_days > 0),
    plan_days          integer not null check (plan_days > 0),
    progress_days      integer not null check (progress_days > 0),
    final_working_days integer not null check (final_working_days > 0),
    check_percent      numeric not null check (check_percent between 1 and 100),
    effective_percent  numeric not null check (effective_percent between 1 and 100),
    drill_hours        numeric not null check (drill_hours > 0),
    source             text    not null,
    primary key (version, class)
);
select ledger.append_only('recall_rule');
select ledger.watch('recall_rule', '{version,class}');
select ledger.enter_system('system:migrate', 'times and shares of recalls by class');
insert into recall_rule values
    ('CN-2022', '1', '2022-11-01', 1, 1, 1, 10, 100, 100, 4, '药品召回管理办法 (NMPA 2022-92), class 1; shares and hours of the drill are the company''s'),
    ('CN-2022', '2', '2022-11-01', 3, 3, 3, 10, 50, 95, 4, '药品召回管理办法 (NMPA 2022-92), class 2; shares and hours of the drill are the company''s'),
    ('CN-2022', '3', '2022-11-01', 7, 7, 7, 10, 10, 90, 4, '药品召回管理办法 (NMPA 2022-92), class 3; shares and hours of the drill are the company''s');

alter table recall drop constraint recall_code_check;
alter table recall alter column disposition drop not null;
alter table recall add column drill boolean not null default false;
alter table recall add column rules text not null default 'CN-2022';
alter table recall add column opened_by integer references people.person;
alter table recall add column reconciled_at timestamptz;
alter table recall add constraint recall_code_check check (code ~ (case when drill then '^DRL' else '^RCL' end || '-[0-9]{2}-[0-9]{3,5}$'));
alter table recall add constraint recall_is_a_drill check (drill = (disposition is null) and (drill or reconciled_at is null));
alter table recall add foreign key (rules, class) references recall_rule (version, class);
create unique index recall_drill on recall (lot) where drill and state = 'OPEN';
create sequence drill_number;
update recall set drill = false;

alter table consignee add column to_check boolean not null default false;
alter table consignee add column found integer check (found >= 0);
alter table consignee add column held integer check (held >= 0);
alter table consignee add column unreachable_reason text check (length(trim(unreachable_reason)) >= 5);
alter table consignee add column unreachable_document bytea references evidence.file;
alter table consignee add column unreachable_by integer references people.person;
alter table consignee add column unreachable_at timestamptz;
alter table consignee add check (num_nulls(unreachable_reason, unreachable_document, unreachable_by, unreachable_at) in (0, 4));
alter table consignee add check ((found is null) = (held is null));
update consignee set to_check = false;

-- A report to the authority: its bytes are what is signed.
create table recall_report (
    id           bigint generated always as identity primary key,
    recall       bigint not null references recall,
    kind         text not null check (kind in ('NOTICE', 'PLAN', 'PROGRESS', 'FINAL')),
    number       integer not null check (number > 0),
    authority    text not null check (length(trim(authority)) between 2 and 120),
    sent_at      timestamptz not null,
    due_at       timestamptz not null,
    content      text not null check (length(trim(content)) >= 10),
    document     bytea references evidence.file,
    state        text not null default 'OPEN' check (state in ('OPEN', 'SIGNED', 'WITHDRAWN')),
    void_cause   text,
    written_by   integer not null references people.person,
    written_at   timestamptz not null,
    completed_at timestamptz,
    check ((state = 'SIGNED') = (completed_at is not null))
);
create unique index recall_report_open on recall_report (recall, kind) where state = 'OPEN';
create unique index recall_report_sent on recall_report (recall, kind, number) where state = 'SIGNED';

-- Whether a consignee was reached and confirmed that it stopped sale and use: each attempt is a row, the newest counts.
create table recall_check (
    id           bigint generated always as identity primary key,
    recall       bigint not null,
    organisation integer not null,
    method       text not null check (method in ('PHONE', 'VISIT', 'LETTER', 'E_MAIL')),
    reached      boolean not null,
    confirmed    boolean not null,
    note         text not null check (length(trim(note)) >= 3),
    checked_by   integer not null references people.person,
    checked_at   timestamptz not null,
    foreign key (recall, organisation) references consignee,
    check (reached or not confirmed)
);
create index on recall_check (recall, organisation);
select ledger.append_only('recall_check');

create table recall_judgement (
    id         bigint generated always as identity primary key,
    recall     bigint not null references recall,
    outcome    text not null check (outcome in ('EFFECTIVE', 'NOT_EFFECTIVE')),
    percent    numeric not null check (percent between 0 and 100),
    last_check bigint not null references recall_check,
    conclusion text not null check (length(trim(conclusion)) >= 5),
    judged_by  integer not null references people.person,
    judged_at  timestamptz not null
);
create index on recall_judgement (recall);
select ledger.append_only('recall_judgement');

create table recall_closing (
    id           bigint generated always as identity primary key,
    recall       bigint not null references recall,
    conclusion   text not null check (length(trim(conclusion)) >= 5),
    state        text not null default 'OPEN' check (state in ('OPEN', 'SIGNED', 'WITHDRAWN')),
    void_cause   text,
    proposed_by  integer not null references people.person,
    proposed_at  timestamptz not null,
    completed_at timestamptz,
    check ((state = 'SIGNED') = (completed_at is not null))
);
create unique index recall_closing_open on recall_closing (recall) where state = 'OPEN';

-- What is signed is written in one zone, whatever that of the session is.
create function stamp(p_at timestamptz) returns text language sql immutable set search_path = distribution, pg_temp
    return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- Monday to Friday; holidays and days that are worked instead are not known here.
create function working_days_later(p_from timestamptz, p_days integer, p_zone text) returns timestamptz language sql stable set search_path = distribution, pg_temp
    return (select ((d::date + 1)::timestamp at time zone p_zone) - interval '1 minute' from generate_series(((p_from at time zone p_zone)::date + 1)::timestamp, ((p_from at time zone p_zone)::date + 3 * p_days + 7)::timestamp, interval '1 day') d
             where extract(isodow from d) < 6 order by d offset p_days - 1 limit 1);

-- What of a recall is due to the authority, and what was sent. The next progress report counts from the last one; a closed recall owes none.
create function recall_due(p_recall bigint) returns table (kind text, due_at timestamptz, sent_at timestamptz)
    language sql stable security definer set search_path = distribution, pg_temp
begin atomic
    select x.kind, x.due_at, (select min(p.sent_at) from distribution.recall_report p where p.recall = r.id and p.kind = x.kind and p.state = 'SIGNED' and x.kind <> 'PROGRESS')
      from distribution.recall r join distribution.recall_rule k on (k.version, k.class) = (r.rules, r.class) join ledger.epoch e on e.n = 1
      cross join lateral (values
          ('NOTICE', r.opened_at + make_interval(days => k.notice_days), 1), ('PLAN', r.opened_at + make_interval(days => k.plan_days), 2),
          ('PROGRESS', coalesce((select max(p.sent_at) from distribution.recall_report p where p.recall = r.id and p.kind = 'PROGRESS' and p.state = 'SIGNED'), r.opened_at) + make_interval(days => k.progress_days), 3),
          ('FINAL', distribution.working_days_later(r.closed_at, k.final_working_days, e.zone), 4)) x (kind, due_at, place)
     where r.id = p_recall and not r.drill and x.due_at is not null and (x.kind <> 'PROGRESS' or r.state = 'OPEN')
     order by x.place;
end;

-- How far a recall is known to have reached: of the consignees whose knowledge is checked, but for those that are documented as unreachable.
create function recall_effect(p_recall bigint) returns table (consignees integer, to_check integer, unreachable integer, checked integer, reached integer, confirmed integer, percent numeric, last_check bigint)
    language sql stable security definer set search_path = distribution, pg_temp
begin atomic
    select count(*)::integer, count(*) filter (where c.to_check)::integer, count(*) filter (where c.to_check and c.unreachable_at is not null)::integer,
           count(k.id)::integer, count(*) filter (where k.reached)::integer, count(*) filter (where k.confirmed)::integer,
           round(100.0 * count(*) filter (where k.confirmed and c.unreachable_at is null) / nullif(count(*) filter (where c.to_check and c.unreachable_at is null), 0), 1), max(k.id)
      from distribution.consignee c
      left join lateral (select x.* from distribution.recall_check x where x.recall = c.recall and x.organisation = c.organisation order by x.id desc limit 1) k on c.to_check
     where c.recall = p_recall;
end;

create function real_recall(p_code text) returns recall language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    r recall;
begin
    select * into r from recall where code = p_code for update;
    if r.id is null then
        perform genealogy.refuse('ST10H', 'There is no such recall', jsonb_build_object('recall', p_code));
    end if;
    if r.drill then
        perform genealogy.refuse('ST208', 'A drill is neither reported nor checked nor closed by signatures', jsonb_build_object('recall', p_code));
    end if;
    return r;
end $$;

create function write_report(p_code text, p_kind text, p_authority text, p_sent_at timestamptz, p_content text, p_document bytea) returns bigint
    language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QUALITY_HEAD', 'QA', 'QA_MAH'); r recall := real_recall(p_code); d record; v_lot genealogy.unit; v_id bigint; v_old bigint; v_number integer; v_from timestamptz;
begin
    select * into d from recall_due(r.id) x where x.kind = p_kind;
    if d.kind is null or d.sent_at is not null then
        perform genealogy.refuse('ST200', 'This report is not due: it was sent, or the recall is not at that point', jsonb_build_object('recall', p_code, 'report', p_kind, 'sent', d.sent_at));
    end if;
    v_from := case p_kind when 'FINAL' then r.closed_at when 'PROGRESS' then (select max(sent_at) from recall_report where recall = r.id and kind = 'PROGRESS' and state = 'SIGNED') end;
    if p_sent_at < date_trunc('minute', coalesce(v_from, r.opened_at)) or p_sent_at > ledger.plant_now() + interval '1 minute' then
        perform genealogy.refuse('ST201', 'A report was sent after the recall began and after the report before it, and not in the future', jsonb_build_object('sent', p_sent_at, 'from', coalesce(v_from, r.opened_at)));
    end if;
    select * into v_lot from genealogy.unit where id = r.lot;
    for v_old in update recall_report set state = 'WITHDRAWN', void_cause = 'a newer one' where recall = r.id and kind = p_kind and state = 'OPEN' returning id loop
        perform people.void_signable('recall-report', v_old::text, 'a newer one');
    end loop;
    select coalesce(max(number), 0) + 1 into v_number from recall_report where recall = r.id and kind = p_kind and state = 'SIGNED';
    insert into recall_report (recall, kind, number, authority, sent_at, due_at, content, document, written_by, written_at)
    values (r.id, p_kind, v_number, p_authority, p_sent_at, d.due_at, p_content, p_document, v_by, ledger.plant_now()) returning id into v_id;
    perform people.put_signable('recall-report', v_id::text, 'application/json', '1',
        convert_to(jsonb_build_object('report', v_id::text, 'recall', r.code, 'lot', v_lot.code, 'class', r.class, 'rules', r.rules, 'kind', p_kind, 'number', v_number::text, 'authority', p_authority,
            'sentAt', stamp(p_sent_at), 'dueAt', stamp(d.due_at), 'content', p_content, 'documentSha256', encode(p_document, 'hex'))::text, 'UTF8'),
        case p_kind when 'NOTICE' then '召回首次报告' when 'PLAN' then '召回计划报告' when 'PROGRESS' then '召回进展报告' else '召回总结报告' end || ' ' || v_number || ' · ' || r.code,
        case p_kind when 'NOTICE' then 'First notice' when 'PLAN' then 'Recall plan' when 'PROGRESS' then 'Progress report' else 'Final report' end || ' ' || v_number || ' · ' || r.code,
        array[genealogy.answering_qp(r.lot)], array['APPROVED'], array['']);
    return v_id;
end $$;

create function plan_checks(p_code text, p_count integer) returns integer language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    r recall; v_all integer; v_least integer; v_now integer;
begin
    perform need('QUALITY_HEAD', 'QA', 'QA_MAH');
    r := real_recall(p_code);
    select count(*), count(*) filter (where to_check) into v_all, v_now from consignee where recall = r.id;
    select ceil(v_all * k.check_percent / 100) into v_least from recall_rule k where (k.version, k.class) = (r.rules, r.class);
    if r.state <> 'OPEN' or p_count is null or p_count > v_all or p_count < greatest(v_least, v_now) then
        perform genealogy.refuse('ST205', format('Of %s consignees at least %s are checked, and a drawn sample only grows', v_all, greatest(v_least, v_now)),
            jsonb_build_object('recall', p_code, 'asked', p_count, 'least', greatest(v_least, v_now), 'consignees', v_all));
    end if;
    -- Drawn by the hash of recall and consignee: nobody chooses, and anybody can draw it again.
    update consignee c set to_check = true from (
        select x.organisation from consignee x join people.organisation o on o.id = x.organisation where x.recall = r.id order by sha256(convert_to(r.code || ':' || o.code, 'UTF8')) limit p_count) s
     where c.recall = r.id and c.organisation = s.organisation and not c.to_check;
    return p_count;
end $$;

create function record_check(p_code text, p_organisation text, p_method text, p_reached boolean, p_confirmed boolean, p_note text) returns bigint
    language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QUALITY_HEAD', 'QA', 'QA_REVIEWER', 'QA_MAH'); r recall := real_recall(p_code); v_id bigint; v_org integer;
begin
    select c.organisation into v_org from consignee c join people.organisation o on o.id = c.organisation where c.recall = r.id and o.code = p_organisation and c.to_check;
    if v_org is null or r.state <> 'OPEN' then
        perform genealogy.refuse('ST205', 'This consignee is not among those to be checked', jsonb_build_object('recall', p_code, 'consignee', p_organisation));
    end if;
    insert into recall_check (recall, organisation, method, reached, confirmed, note, checked_by, checked_at) values (r.id, v_org, p_method, p_reached, p_confirmed, p_note, v_by, ledger.plant_now()) returning id into v_id;
    return v_id;
end $$;

create function mark_unreachable(p_code text, p_organisation text, p_reason text, p_document bytea) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QUALITY_HEAD', 'QA', 'QA_MAH'); r recall := real_recall(p_code);
begin
    update consignee c set unreachable_reason = p_reason, unreachable_document = p_document, unreachable_by = v_by, unreachable_at = ledger.plant_now() from people.organisation o
     where c.recall = r.id and r.state = 'OPEN' and o.id = c.organisation and o.code = p_organisation and c.acknowledged_at is null and c.unreachable_at is null;
    if not found then
        perform genealogy.refuse('ST202', 'This consignee has answered, or is none of this recall', jsonb_build_object('recall', p_code, 'consignee', p_organisation));
    end if;
end $$;

-- Judged by somebody who did none of the checks, when all of them were done.
create function judge_effect(p_code text, p_outcome text, p_conclusion text) returns bigint language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QUALITY_HEAD', 'QA_MAH'); r recall := real_recall(p_code); e record; k recall_rule; v_id bigint;
begin
    select * into e from recall_effect(r.id);
    select * into k from recall_rule x where (x.version, x.class) = (r.rules, r.class);
    if r.state <> 'OPEN' or e.to_check = 0 or e.last_check is null
        or exists (select from consignee c where c.recall = r.id and c.to_check and c.unreachable_at is null and not exists (select from recall_check x where (x.recall, x.organisation) = (c.recall, c.organisation))) then
        perform genealogy.refuse('ST206', 'The effect is judged when every consignee of the sample was checked', jsonb_build_object('recall', p_code, 'sample', e.to_check, 'checked', e.checked));
    end if;
    if exists (select from recall_check where recall = r.id and checked_by = v_by) then
        perform genealogy.refuse('ST018', 'Who checked does not judge', '{}');
    end if;
    if p_outcome = 'EFFECTIVE' and coalesce(e.percent, 0) < k.effective_percent then
        perform genealogy.refuse('ST206', format('%s percent confirmed, %s are needed', e.percent, k.effective_percent), jsonb_build_object('recall', p_code, 'percent', e.percent, 'needed', k.effective_percent));
    end if;
    insert into recall_judgement (recall, outcome, percent, last_check, conclusion, judged_by, judged_at)
    values (r.id, p_outcome, coalesce(e.percent, 0), e.last_check, p_conclusion, v_by, ledger.plant_now()) returning id into v_id;
    return v_id;
end $$;

-- What stands in the way of closing: every consignee, every container, every report, the effect.
create function may_close(r recall) returns void language plpgsql stable security definer set search_path = distribution, pg_temp as $$
declare
    v_open integer; v_out integer; v_due text; v_effect recall_judgement;
begin
    select count(*) into v_open from consignee where recall = r.id and acknowledged_at is null and unreachable_at is null;
    select count(*) into v_out from consigned(r.lot) where fate in ('HELD', 'IN_TRANSIT')
        or fate = 'MISSING' and not exists (select from quality.deviation d where d.unit = container and d.state = 'CLOSED');
    if v_open > 0 or v_out > 0 then
        perform genealogy.refuse('ST10J', format('%s consignees have not acknowledged, %s containers are not accounted for', v_open, v_out), jsonb_build_object('recall', r.code, 'open', v_open, 'rest', v_out));
    end if;
    select string_agg(x.kind, ', ' order by x.due_at) into v_due from recall_due(r.id) x where x.kind in ('NOTICE', 'PLAN') and x.sent_at is null or x.kind = 'PROGRESS' and x.due_at < ledger.plant_now();
    if v_due is not null then
        perform genealogy.refuse('ST203', 'Reports to the authority are missing: ' || v_due, jsonb_build_object('recall', r.code, 'reports', v_due));
    end if;
    select * into v_effect from recall_judgement where recall = r.id order by id desc limit 1;
    if v_effect.outcome is distinct from 'EFFECTIVE' or v_effect.last_check < (select max(id) from recall_check where recall = r.id) then
        perform genealogy.refuse('ST204', 'The effect of the recall is not judged as sufficient, or was checked again since', jsonb_build_object('recall', r.code, 'judged', v_effect.outcome));
    end if;
end $$;

-- What is signed: who got what and what became of it, who answered, what was reported and how far it reached.
create function closing_content(r recall, p_id bigint, p_conclusion text) returns jsonb language sql stable security definer set search_path = distribution, pg_temp
    return jsonb_build_object('closing', p_id::text, 'recall', r.code, 'lot', (select code from genealogy.unit where id = r.lot), 'class', r.class, 'rules', r.rules, 'reason', r.reason,
        'openedAt', distribution.stamp(r.opened_at), 'conclusion', p_conclusion,
        'consignees', (select jsonb_agg(jsonb_build_object('organisation', o.code, 'shipped', x.shipped::text, 'returned', x.returned::text, 'used', x.used::text, 'destroyed', x.destroyed::text, 'missing', x.missing::text,
                'acknowledgedAt', distribution.stamp(c.acknowledged_at), 'unreachable', c.unreachable_reason) order by o.code)
            from consignee c join people.organisation o on o.id = c.organisation cross join lateral (
                select count(*) as shipped, count(*) filter (where k.fate = 'RETURNED') as returned, count(*) filter (where k.fate = 'USED') as used, count(*) filter (where k.fate = 'DESTROYED') as destroyed,
                       count(*) filter (where k.fate = 'MISSING') as missing from consigned(r.lot) k where k.organisation = c.organisation and k.fate <> 'UNPACKED') x
           where c.recall = r.id),
        'reports', (select jsonb_agg(jsonb_build_object('kind', p.kind, 'number', p.number::text, 'sentAt', distribution.stamp(p.sent_at), 'dueAt', distribution.stamp(p.due_at)) order by p.id) from recall_report p where p.recall = r.id and p.state = 'SIGNED'),
        'effect', (select jsonb_build_object('sample', e.to_check::text, 'consignees', e.consignees::text, 'confirmed', e.confirmed::text, 'percent', e.percent::text) from recall_effect(r.id) e));

create function propose_closing(p_code text, p_conclusion text) returns bigint language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QUALITY_HEAD', 'QA', 'QA_MAH'); r recall := real_recall(p_code); v_id bigint; v_old bigint;
begin
    if r.state <> 'OPEN' then
        perform genealogy.refuse('ST10H', 'There is no such open recall', jsonb_build_object('recall', p_code));
    end if;
    perform may_close(r);
    for v_old in update recall_closing set state = 'WITHDRAWN', void_cause = 'a newer one' where recall = r.id and state = 'OPEN' returning id loop
        perform people.void_signable('recall-closing', v_old::text, 'a newer one');
    end loop;
    insert into recall_closing (recall, conclusion, proposed_by, proposed_at) values (r.id, p_conclusion, v_by, ledger.plant_now()) returning id into v_id;
    perform people.put_signable('recall-closing', v_id::text, 'application/json', '1', convert_to(closing_content(r, v_id, p_conclusion)::text, 'UTF8'),
        '完成召回 · ' || r.code, 'Close the recall · ' || r.code, array['QA', genealogy.answering_qp(r.lot)], array['REVIEWED', 'APPROVED'], array['', '']);
    return v_id;
end $$;

-- A report or a closing that is not signed is taken back by those who write such.
create function withdraw_recall_paper(p_type text, p_id bigint, p_reason text) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_id bigint;
begin
    perform need('QUALITY_HEAD', 'QA', 'QA_MAH', 'QP_MAH', 'QP_MFG');
    if p_type = 'recall-report' then
        update recall_report set state = 'WITHDRAWN', void_cause = p_reason where id = p_id and state = 'OPEN' returning id into v_id;
    elsif p_type = 'recall-closing' then
        update recall_closing set state = 'WITHDRAWN', void_cause = p_reason where id = p_id and state = 'OPEN' returning id into v_id;
    end if;
    if v_id is null or length(trim(coalesce(p_reason, ''))) < 3 then
        perform genealogy.refuse('ST013', 'This is no longer open', jsonb_build_object('record', p_type, 'id', p_id));
    end if;
    perform people.void_signable(p_type, p_id::text, p_reason);
end $$;

-- The last signature on the bytes does what they say, or refuses when they are no longer true.
create function on_recall_signature() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    c recall_closing; p recall_report; r recall; d record; v_content jsonb;
begin
    if exists (select from people.signature_needed n where (n.record_type, n.record_id, n.revision) = (new.record_type, new.record_id, new.revision)
            and not exists (select from people.signature g where (g.record_type, g.record_id, g.revision, g.role) = (n.record_type, n.record_id, n.revision, n.role))) then
        return null;
    end if;
    select convert_from(s.content, 'UTF8')::jsonb into v_content from people.signable s where (s.record_type, s.record_id, s.revision) = (new.record_type, new.record_id, new.revision);
    if new.record_type = 'recall-report' then
        select * into p from recall_report where id::text = new.record_id for update;
        select * into r from recall where id = p.recall for update;
        select * into d from recall_due(r.id) x where x.kind = p.kind;
        if p.state is distinct from 'OPEN' or d.kind is null or d.sent_at is not null or not v_content @> jsonb_build_object('report', p.id::text, 'content', p.content, 'authority', p.authority) then
            perform genealogy.refuse('ST200', 'This report is not due any more', jsonb_build_object('recall', r.code, 'report', p.kind));
        end if;
        if p.written_by = new.person then
            perform genealogy.refuse('ST018', 'Nobody approves the report that he wrote', jsonb_build_object('recall', r.code));
        end if;
        update recall_report set state = 'SIGNED', completed_at = ledger.plant_now() where id = p.id;
    else
        select * into c from recall_closing where id::text = new.record_id for update;
        select * into r from recall where id = c.recall for update;
        if c.state is distinct from 'OPEN' or r.state <> 'OPEN' then
            perform genealogy.refuse('ST013', 'The closing is no longer open', jsonb_build_object('recall', r.code));
        end if;
        perform may_close(r);
        if closing_content(r, c.id, c.conclusion) <> v_content then
            perform genealogy.refuse('ST207', 'The recall has changed since its closing was proposed', jsonb_build_object('recall', r.code));
        end if;
        update recall_closing set state = 'SIGNED', completed_at = ledger.plant_now() where id = c.id;
        update recall set state = 'CLOSED', conclusion = c.conclusion, closed_by = new.person, closed_at = ledger.plant_now() where id = r.id;
    end if;
    return null;
end $$;
create trigger completes_recall_paper after insert on people.signature for each row when (new.record_type in ('recall-report', 'recall-closing')) execute function on_recall_signature();
alter table people.signature enable always trigger completes_recall_paper;

-- The notice of a recall is due by the rules in force on the day.
create or replace function open_recall() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_id bigint; v_now timestamptz := ledger.plant_now();
begin
    insert into recall (code, lot, disposition, class, reason, opened_at, notice_due, rules)
    select 'RCL-' || to_char(v_now, 'YY') || '-' || lpad(nextval('recall_number')::text, 3, '0'), new.unit, new.id, new.class, new.reason, v_now, v_now + make_interval(days => k.notice_days), k.version
      from rules_of(new.class, v_now) k
    returning id into v_id;
    insert into consignee (recall, organisation) select distinct v_id, c.organisation from consigned(new.unit) c where c.fate <> 'UNPACKED';
    if not found then
        perform genealogy.refuse('ST10G', 'Nothing of this lot has left; it is rejected, not recalled', jsonb_build_object('action', new.action));
    end if;
    return null;
end $$;
create function rules_of(p_class text, p_at timestamptz) returns recall_rule language sql stable security definer set search_path = distribution, pg_temp
    return (select k from recall_rule k cross join ledger.epoch e where e.n = 1 and k.class = p_class and k.effective_from <= (p_at at time zone e.zone)::date order by k.effective_from desc limit 1);

-- A drill keeps no lot open.
create or replace function no_open_recall() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    if exists (select from recall where lot = new.unit and state = 'OPEN' and not drill) then
        perform genealogy.refuse('ST10F', 'The recall of this lot is still open', jsonb_build_object('left', (select code from recall where lot = new.unit and state = 'OPEN' and not drill limit 1)));
    end if;
    return new;
end $$;

create function open_drill(p_lot text, p_class text, p_scenario text) returns text language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QUALITY_HEAD', 'QA', 'QA_MAH'); u genealogy.unit; k recall_rule; v_id bigint; v_code text; v_now timestamptz := ledger.plant_now();
begin
    select * into u from genealogy.unit where code = p_lot and type = 'LOT';
    k := rules_of(p_class, v_now);
    if u.id is null or k.version is null then
        perform genealogy.refuse('ST030', 'Lot and class must exist', jsonb_build_object('unit', p_lot, 'class', p_class));
    end if;
    if exists (select from recall where lot = u.id and state = 'OPEN') then
        perform genealogy.refuse('ST209', 'A recall or a drill of this lot is open', jsonb_build_object('recall', (select code from recall where lot = u.id and state = 'OPEN' limit 1)));
    end if;
    v_code := 'DRL-' || to_char(v_now, 'YY') || '-' || lpad(nextval('drill_number')::text, 3, '0');
    insert into recall (code, lot, class, reason, opened_at, notice_due, rules, drill, opened_by)
    values (v_code, u.id, p_class, p_scenario, v_now, v_now + make_interval(secs => k.drill_hours::double precision * 3600), k.version, true, v_by) returning id into v_id;
    insert into consignee (recall, organisation) select distinct v_id, c.organisation from consigned(u.id) c where c.fate <> 'UNPACKED';
    if not found then
        perform genealogy.refuse('ST10G', 'Nothing of this lot has left', jsonb_build_object('unit', p_lot));
    end if;
    return v_code;
end $$;

-- In a drill the consignee counts what it holds, and may count again; in a recall it says once what it did.
create function acknowledge_recall(p_code text, p_note text, p_found integer) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('HOSP_RECEIVER', 'HOSP_PREPARER', 'PHYSICIAN'); r recall; v_now timestamptz := ledger.plant_now();
begin
    select * into r from recall where code = p_code and state = 'OPEN' for update;
    if r.drill is distinct from (p_found is not null) and r.id is not null then
        perform genealogy.refuse('ST208', 'A drill asks for the number of containers that were found, a recall does not', jsonb_build_object('recall', p_code));
    end if;
    update consignee c set acknowledged_by = v_by, acknowledged_at = v_now, note = p_note, found = p_found,
           held = case when r.drill then (select count(*) from consigned(r.lot) k where k.organisation = c.organisation and k.fate = 'HELD') end
     where c.recall = r.id and c.organisation = organisation_of(v_by) and (c.acknowledged_at is null or r.drill and c.found <> c.held);
    if not found then
        perform genealogy.refuse('ST10H', 'There is no such recall that this organisation has to acknowledge', jsonb_build_object('recall', p_code));
    end if;
    if r.drill and not exists (select from consignee x where x.recall = r.id and (x.found is null or x.found <> x.held))
        and not exists (select from consigned(r.lot) where fate = 'MISSING' and not exists (select from quality.deviation d where d.unit = container and d.state = 'CLOSED')) then
        update recall set reconciled_at = v_now where id = r.id;
    end if;
end $$;
drop function acknowledge_recall(text, text);

-- A drill ends whether it was reconciled or not; what it took is its result.
create function finish_drill(p_code text, p_conclusion text) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QUALITY_HEAD', 'QA_MAH');
begin
    update recall set state = 'CLOSED', conclusion = p_conclusion, closed_by = v_by, closed_at = ledger.plant_now() where code = p_code and drill and state = 'OPEN';
    if not found then
        perform genealogy.refuse('ST208', 'There is no such open drill', jsonb_build_object('recall', p_code));
    end if;
end $$;
drop function close_recall(text, text);

select ledger.watch('recall_report', '{id}');
select ledger.watch('recall_check', '{id}');
select ledger.watch('recall_judgement', '{id}');
select ledger.watch('recall_closing', '{id}');
revoke all on function stamp(timestamptz), working_days_later(timestamptz, integer, text), recall_due(bigint), recall_effect(bigint), real_recall(text), write_report(text, text, text, timestamptz, text, bytea),
    plan_checks(text, integer), record_check(text, text, text, boolean, boolean, text), mark_unreachable(text, text, text, bytea), judge_effect(text, text, text), may_close(recall),
    closing_content(recall, bigint, text), propose_closing(text, text), withdraw_recall_paper(text, bigint, text), on_recall_signature(), rules_of(text, timestamptz), open_drill(text, text, text),
    acknowledge_recall(text, text, integer), finish_drill(text, text) from public;
grant select on recall_rule, recall_report, recall_check, recall_judgement, recall_closing to stroma_app, stroma_read;
grant execute on function recall_due(bigint), recall_effect(bigint) to stroma_app, stroma_read;
grant execute on function write_report(text, text, text, timestamptz, text, bytea), plan_checks(text, integer), record_check(text, text, text, boolean, boolean, text),
    mark_unreachable(text, text, text, bytea), judge_effect(text, text, text), propose_closing(text, text), withdraw_recall_paper(text, bigint, text), open_drill(text, text, text),
    acknowledge_recall(text, text, integer), finish_drill(text, text) to stroma_app;
