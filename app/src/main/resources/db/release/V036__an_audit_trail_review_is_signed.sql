-- The review of a lot's audit trail: the database itself makes the list, so that nothing can be left out of it, and the list is signed as it was shown. Beside what was
-- changed about the lot it always holds, since the first cell of the lot left its bank, failed sign-ins, changes of configuration and of clocks, deletions and operations
-- that were broken off.

-- Tables in which a change is a change of configuration.
create table configuration (
    tab text primary key
);
select ledger.watch('configuration', '{tab}');
select ledger.enter_system('system:migrate', 'what counts as configuration');
insert into configuration values
    ('people.organisation'), ('people.site'), ('people.posting'), ('people.person'), ('people.role'), ('people.forbidden_pair'), ('people.assignment'), ('people.qualification'),
    ('people.emergency_policy'), ('people.emergency'), ('people.written_record'), ('standard.version'), ('standard.approver'), ('standard.office'), ('product.version'),
    ('genealogy.unit_type'), ('genealogy.state'), ('genealogy.operation_type'), ('genealogy.port'), ('genealogy.gate_transition'), ('genealogy.setting'), ('genealogy.disposition_rule'),
    ('gate.definition'), ('gate.outcome'), ('gate.signer'), ('gate.ruling_signer'), ('evidence.entrant'), ('evidence.reviewer'), ('material.setting'), ('material.recipe'),
    ('material.sampling_step'), ('laboratory.method'), ('release.configuration');

-- Who and what a lot came of since its cells left the bank; all of it where there is no bank. Bought materials are older than that and have a review of their own.
create function made_for(p_lot bigint) returns table (unit bigint) language sql stable security definer set search_path = release, pg_temp
begin atomic
    with above as (select a.unit, u.type from genealogy.ancestors(array [p_lot]) a join genealogy.unit u on u.id = a.unit)
    select a.unit from above a where a.type not in ('MATERIAL_LOT', 'SOLUTION')
       and a.unit not in (select b.unit from genealogy.ancestors((select coalesce(array_agg(x.unit), '{}') from above x where x.type = 'BANK')) b);
end;

create function family(p_lot bigint) returns table (unit bigint) language sql stable security definer set search_path = release, pg_temp
begin atomic
    select a.unit from genealogy.ancestors(array [p_lot]) a union select u.id from genealogy.unit u where u.lot = p_lot;
end;

create function review_lines(p_lot bigint) returns table (always boolean, kind text, unit text, what text, who text, at timestamptz, why text, times bigint)
    language sql stable security definer set search_path = release, pg_temp set timezone = 'UTC'
begin atomic
    with family as materialized (select f.unit as id from release.family(p_lot) f),
    made as materialized (select m.unit as id from release.made_for(p_lot) m),
    -- The ledger's own number from which on everything counts; a lot without one is shown everything.
    since as materialized (select coalesce(min(e.n), 0) as n from ledger.entry e join made m on e.tab = 'genealogy.unit' and e.row_key = m.id::text where e.op = 'I')
    select false as always, 'correction' as kind, u.code as unit, o.characteristic as what, p.code as who, o.entered_at as at, o.reason as why, 1::bigint as times
      from evidence.observation o join family f on f.id = o.unit join genealogy.unit u on u.id = o.unit left join people.person p on p.id = o.entered_by where o.corrects is not null
    union all
    select false, 'invalidation', u.code, o.characteristic, p.code, i.at, i.reason, 1 from evidence.invalidation i join evidence.observation o on o.id = i.observation
      join family f on f.id = o.unit join genealogy.unit u on u.id = o.unit join people.person p on p.id = i.by
    union all
    select false, 'rejected', u.code, o.characteristic, p.code, r.reviewed_at, coalesce(r.note, ''), 1 from evidence.review r join evidence.observation o on o.id = r.observation
      join family f on f.id = o.unit join genealogy.unit u on u.id = o.unit join people.person p on p.id = r.reviewed_by where r.outcome = 'REJECTED'
    union all
    select false, 'late entry', (select min(u.code) from genealogy.unit u where u.made_by = x.id), x.type, p.code, x.entered_at, x.late_reason, 1
      from genealogy.operation x join people.person p on p.id = x.performed_by
     where x.late_reason is not null and x.id in (select u.made_by from genealogy.unit u join family f on f.id = u.id)
    union all
    select false, 'hold', u.code, h.cause || ' ' || h.reference, h.placed_by, h.placed_at, h.reason, 1 from genealogy.hold h join family f on f.id = h.unit join genealogy.unit u on u.id = h.unit
    union all
    select false, 'void decision', u.code, d.gate || ' ' || d.outcome, p.code, d.proposed_at, coalesce(d.void_cause, ''), 1 from gate.decision d join family f on f.id = d.unit
      join genealogy.unit u on u.id = d.unit join people.person p on p.id = d.proposed_by where d.state = 'VOID'
    union all
    -- An unknown name may be a password typed in the wrong field: it is counted, never shown.
    select true, 'failed sign-in', null, a.outcomes, a.code, a.at, '', a.times from (
        select p.code, (t.plant_at at time zone (select z.zone from ledger.epoch z where z.n = 1))::date, max(t.plant_at) as at, count(*) as times, string_agg(distinct e.new ->> 'outcome', ' ') as outcomes
          from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid left join people.account c on c.id = (e.new ->> 'account')::integer
          left join people.person p on p.id = c.person left join people.organisation o on o.id = p.organisation
         where e.tab = 'people.sign_in_attempt' and e.n >= (select n from since) and e.new ->> 'outcome' <> 'PASSED' and coalesce(o.kind, 'MAKER') in ('MAKER', 'MAH')
         group by 1, 2) a
    union all
    select true, 'configuration', null, e.tab, t.author, t.plant_at, t.reason, count(*)
      from ledger.entry e join release.configuration c on c.tab = e.tab join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where e.n >= (select n from since) group by e.tab, t.author, t.plant_at, t.reason
    union all
    select true, 'clock', null, e.new ->> 'clock', t.author, max(t.plant_at), t.reason, count(*)
      from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where e.tab = 'ledger.clock_change' and e.n >= (select n from since) group by e.new ->> 'clock', t.author, t.reason
    union all
    select true, 'deletion', null, e.tab, t.author, t.plant_at, t.reason, count(*)
      from ledger.entry e join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid
     where e.op = 'D' and e.n >= (select n from since) group by e.tab, t.author, t.plant_at, t.reason
    union all
    -- What was begun of the same donation and did not come to its end as planned.
    select true, 'broken off', u.code, u.type || ' ' || u.state, p.code, x.ended_at, coalesce(x.late_reason, ''), 1
      from genealogy.unit u join genealogy.state s on s.unit_type = u.type and s.code = u.state and s.tone = 'BAD' join genealogy.operation x on x.id = u.made_by
      left join people.person p on p.id = x.performed_by
     where u.donation = (select l.donation from genealogy.unit l where l.id = p_lot) and u.type in ('VESSEL', 'ISOLATE', 'PASSAGE_CULTURE', 'HARVEST', 'WASHED', 'BULK')
       and u.id >= (select min(m.id) from made m)
    order by 1, 6, 2, 3, 4;
end;

create function review_list(p_lot text) returns text language sql stable security definer set search_path = release, pg_temp set timezone = 'UTC'
    return (select jsonb_build_object('lot', u.code, 'lines', coalesce((select jsonb_agg(to_jsonb(l)) from release.review_lines(u.id) l), '[]'::jsonb))::text
              from genealogy.unit u where u.code = p_lot and u.type = 'LOT');

create table audit_trail_review (
    id           bigint generated always as identity primary key,
    lot          bigint not null references genealogy.unit,
    conclusion   text   not null check (length(trim(conclusion)) >= 3),
    list_sha256  bytea  not null,
    lines        integer not null,
    state        text   not null default 'OPEN' check (state in ('OPEN', 'SIGNED', 'WITHDRAWN')),
    put_by       integer not null references people.person,
    put_at       timestamptz not null,
    completed_at timestamptz,
    check ((state = 'SIGNED') = (completed_at is not null))
);
create unique index audit_trail_review_open on audit_trail_review (lot) where state = 'OPEN';
create index on audit_trail_review (lot);
select ledger.watch('audit_trail_review', '{id}');

-- p_shown: the hash of the list as it was shown, in hexadecimal digits.
create function put_audit_trail_review(p_lot text, p_conclusion text, p_shown text) returns bigint
    language plpgsql security definer set search_path = release, pg_temp as $$
declare
    u genealogy.unit; v_list text; v_role text; v_id bigint; v_old bigint;
begin
    v_role := case when people.has_role(people.author(), 'QA_REVIEWER') then 'QA_REVIEWER' when people.has_role(people.author(), 'QA') then 'QA' end;
    if v_role is null then
        perform genealogy.refuse('ST038', 'An audit trail is reviewed by quality', jsonb_build_object('roles', 'QA_REVIEWER, QA'));
    end if;
    select * into u from genealogy.unit where code = p_lot and type = 'LOT' for update;
    if u.id is null then
        perform genealogy.refuse('ST030', 'There is no lot ' || coalesce(p_lot, '(none)'), jsonb_build_object('unit', p_lot));
    end if;
    v_list := review_list(p_lot);
    if encode(sha256(convert_to(v_list, 'UTF8')), 'hex') is distinct from p_shown then
        perform genealogy.refuse('ST220', 'The list has changed since it was shown', jsonb_build_object('unit', p_lot));
    end if;
    for v_old in update audit_trail_review set state = 'WITHDRAWN' where lot = u.id and state = 'OPEN' returning id loop
        perform people.void_signable('audit-trail-review', v_old::text, 'a newer review');
    end loop;
    insert into audit_trail_review (lot, conclusion, list_sha256, lines, put_by, put_at)
    values (u.id, p_conclusion, sha256(convert_to(v_list, 'UTF8')), jsonb_array_length(v_list::jsonb -> 'lines'), people.author(), ledger.plant_now()) returning id into v_id;
    perform people.put_signable('audit-trail-review', v_id::text, 'application/json', '1',
        convert_to(jsonb_build_object('review', v_id::text, 'lot', p_lot, 'conclusion', p_conclusion, 'list', v_list::jsonb, 'listSha256', p_shown)::text, 'UTF8'),
        '审计追踪审核 · ' || p_lot, 'Audit-trail review · ' || p_lot, array [v_role], array ['REVIEWED'], array ['']);
    return v_id;
end $$;

create function on_review_signature() returns trigger language plpgsql security definer set search_path = release, pg_temp as $$
begin
    update audit_trail_review set state = 'SIGNED', completed_at = ledger.plant_now() where id::text = new.record_id and state = 'OPEN';
    return null;
end $$;
create trigger completes_audit_trail_review after insert on people.signature for each row when (new.record_type = 'audit-trail-review') execute function on_review_signature();
alter table people.signature enable always trigger completes_audit_trail_review;

-- What a release takes for a review of the audit trail is the very bytes that were signed.
create function review_is_signed() returns trigger language plpgsql security definer set search_path = release, pg_temp as $$
begin
    if exists (select from genealogy.unit u where u.id = new.unit and u.type = 'LOT') and not exists (
            select from audit_trail_review r join people.signable s on s.record_type = 'audit-trail-review' and s.record_id = r.id::text and s.void_cause is null
             where r.lot = new.unit and r.state = 'SIGNED' and s.sha256 = new.file) then
        perform genealogy.refuse('ST221', 'The audit trail is reviewed where its list is signed', jsonb_build_object('unit', (select code from genealogy.unit where id = new.unit)));
    end if;
    return new;
end $$;
create trigger review_is_signed before insert on evidence.observation for each row when (new.characteristic = 'audit_trail_review') execute function review_is_signed();
alter table evidence.observation enable always trigger review_is_signed;

revoke all on function made_for(bigint), family(bigint), review_lines(bigint), review_list(text), put_audit_trail_review(text, text, text), on_review_signature(), review_is_signed() from public;
grant select on configuration, audit_trail_review to stroma_app, stroma_read;
grant execute on function review_list(text), review_lines(bigint), put_audit_trail_review(text, text, text) to stroma_app;
