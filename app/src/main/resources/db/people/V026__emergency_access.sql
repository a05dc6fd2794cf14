-- Emergency access: when a role is needed and nobody who holds it can be had, two persons of the same organisation give it to a third for a few hours. What
-- excludes what still excludes, and a role with a second factor still asks for it.
create table emergency_policy (
    kind    text primary key,
    openers text[] not null check (cardinality(openers) > 0),
    one_of  text[] not null check (one_of <@ openers and cardinality(one_of) > 0),
    minutes integer not null check (minutes between 15 and 240)
);
comment on table emergency_policy is 'Who gives emergency access in a kind of organisation, of whom one at least is one_of, and for how long: domain brief 5.4 says 4 h.';

create table emergency (
    id          bigint generated always as identity primary key,
    code        text not null unique check (code ~ '^EA-[0-9]{2}-[0-9]{3,6}$'),
    person      integer not null references person,
    role        text not null references role,
    reason      text not null check (length(regexp_replace(reason, '[[:space:][:punct:]]', '', 'g')) >= 4),
    opened_by   integer not null references person,
    seconded_by integer not null references person,
    plant_at    timestamptz not null,
    opened_at   timestamptz not null,
    until       timestamptz not null check (until > opened_at and until <= opened_at + interval '240 minutes'),
    ended_at    timestamptz,
    ended_by    integer references person,
    end_reason  text,
    check (opened_by <> seconded_by and person not in (opened_by, seconded_by)),
    check ((ended_at is null) = (end_reason is null))
);
create index on emergency (person) where ended_at is null;
create sequence emergency_number;
alter table assignment add column emergency bigint unique references emergency;

create function emergency_of(p_person integer) returns text language sql stable security definer set search_path = people, pg_temp
    return (select e.code from people.emergency e where e.person = p_person and e.ended_at is null and e.until > clock_timestamp() order by e.id desc limit 1);

create function emergency_here() returns text language sql stable security definer set search_path = people, pg_temp
    return substring(ledger.origin_of_this_transaction() from ' !(EA-[0-9-]+)$');

create or replace function origin_at(p_origin text, p_person integer, p_site text) returns text
    language sql stable security definer set search_path = people, pg_temp
    return translate(p_origin, '@!', '') || case when p_site is not null and people.works_at(p_person, p_site) then ' @' || p_site else '' end
           || coalesce(' !' || people.emergency_of(p_person), '');

-- Entering says from where, and under which emergency access; in one statement, since this is done for everything that anybody writes.
create or replace function enter(p_token text, p_reason text, p_origin text) returns integer
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    v_login text; v_person integer; v_code text; v_must_change boolean; v_origin text;
begin
    select l.login, l.must_change, l.person, l.code,
           translate(p_origin, '@!', '')
           || coalesce((select ' @' || g.site from posting g join site x on x.code = g.site and x.active where g.person = l.person and g.site = (l.session).site and g.ended_at is null), '')
           || coalesce((select ' !' || e.code from emergency e where e.person = l.person and e.ended_at is null and e.until > clock_timestamp() order by e.id desc limit 1), '')
      into v_login, v_must_change, v_person, v_code, v_origin
      from live l where l.token_digest = sha256(convert_to(p_token, 'UTF8'));
    if v_login is null then
        raise exception 'No live session' using errcode = 'ST010';
    end if;
    if v_must_change then
        raise exception 'The password must be changed first' using errcode = 'ST026';
    end if;
    perform ledger.open_tx(v_code, v_login, p_reason, v_origin);
    return v_person;
end $$;

-- Roles by which emergency access is given are held otherwise than by emergency access.
create function holds_for_good(p_person integer, p_roles text[]) returns boolean language sql stable security definer set search_path = people, pg_temp
    return exists (select from people.assignment a join people.person p on p.id = a.person
                    where a.person = p_person and a.role = any (p_roles) and a.emergency is null and p.active and a.ended_at is null
                      and a.valid_from <= clock_timestamp() and (a.valid_until is null or a.valid_until > clock_timestamp()));

create function spend_proof(p_ceremony uuid) returns integer language plpgsql security definer set search_path = people, pg_temp as $$
declare
    c ceremony;
begin
    select * into c from ceremony where id = p_ceremony for update;
    if c.id is null or c.used_at is not null or c.made_at < clock_timestamp() - interval '60 seconds' then
        raise exception 'The proof of identity is missing, used or older than a minute' using errcode = 'ST011';
    end if;
    if c.components = 'PASSWORD' or (c.components <> 'ID_PASSWORD_CODE' and exists (select from account where id = c.account and second_factor is not null)) then
        raise exception 'Emergency access is given with every component' using errcode = 'ST019';
    end if;
    update ceremony set used_at = clock_timestamp() where id = p_ceremony;
    return c.person;
end $$;

create function break_glass(p_first uuid, p_second uuid, p_person text, p_role text, p_reason text) returns text
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    v_first integer := spend_proof(p_first); v_second integer := spend_proof(p_second); t person; r role; o organisation; f emergency_policy; v_id bigint; v_code text; v_now timestamptz := clock_timestamp();
begin
    if author() is distinct from v_first then
        raise exception 'Nobody signs for another' using errcode = 'ST012';
    end if;
    select * into t from person where code = p_person and active;
    select * into r from role where code = p_role;
    select * into o from organisation where id = t.organisation;
    select * into f from emergency_policy where kind = o.kind;
    if t.id is null or r.code is null or exists (select from person where id in (v_first, v_second) and organisation <> t.organisation) then
        raise exception 'Person and role must exist in the organisation of those who give it' using errcode = 'ST190';
    end if;
    if v_first = v_second or t.id in (v_first, v_second) then
        raise exception 'Two persons give emergency access to a third' using errcode = 'ST191';
    end if;
    if f.kind is null or not holds_for_good(v_first, f.openers) or not holds_for_good(v_second, f.openers)
        or not (holds_for_good(v_first, f.one_of) or holds_for_good(v_second, f.one_of)) then
        raise exception 'Emergency access is given by %, of whom one is %', f.openers, f.one_of using errcode = 'ST192',
            detail = jsonb_build_object('roles', array_to_string(f.openers, ', '), 'one', array_to_string(f.one_of, ', '))::text;
    end if;
    if r.administers or r.reads_only then
        raise exception '% is not given in an emergency', p_role using errcode = 'ST193';
    end if;
    -- One at a time for a person: what is done belongs to one record.
    perform 1 from person where id = t.id for update;
    if has_role(t.id, p_role) or emergency_of(t.id) is not null then
        raise exception 'The person holds the role, or another one by emergency access' using errcode = 'ST194';
    end if;
    v_code := 'EA-' || to_char(ledger.plant_now(), 'YY') || '-' || lpad(nextval('emergency_number')::text, 3, '0');
    insert into emergency (code, person, role, reason, opened_by, seconded_by, plant_at, opened_at, until)
    values (v_code, t.id, p_role, p_reason, v_first, v_second, ledger.plant_now(), v_now, v_now + make_interval(mins => f.minutes)) returning id into v_id;
    insert into assignment (person, role, valid_from, valid_until, granted_by, emergency)
    select e.person, e.role, e.opened_at, e.until, e.opened_by, e.id from emergency e where e.id = v_id;
    return v_code;
end $$;

-- It ends by itself; earlier by those who gave it, by who has it, and by quality assurance of the organisation.
create function end_emergency(p_code text, p_reason text) returns void language plpgsql security definer set search_path = people, pg_temp as $$
declare
    e emergency;
begin
    select * into e from emergency where code = p_code and ended_at is null and until > clock_timestamp() for update;
    if e.id is null then
        raise exception 'There is no such emergency access in force' using errcode = 'ST195';
    end if;
    if not coalesce(author() in (e.person, e.opened_by, e.seconded_by) or (holds_for_good(author(), '{QA,QUALITY_HEAD,QA_MAH}')
            and (select organisation from person where id = author()) = (select organisation from person where id = e.person)), false) then
        raise exception 'It is ended by those who gave it, who has it, or quality assurance' using errcode = 'ST195';
    end if;
    update emergency set ended_at = clock_timestamp(), ended_by = author(), end_reason = p_reason where id = e.id;
    update assignment set ended_at = clock_timestamp() where emergency = e.id and ended_at is null;
end $$;

create or replace function check_grant() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    if tg_op = 'UPDATE' and ((old.person, old.role, old.valid_from, old.granted_by, old.emergency) is distinct from (new.person, new.role, new.valid_from, new.granted_by, new.emergency)
        or old.ended_at is not null or coalesce(new.valid_until, 'infinity') > coalesce(old.valid_until, 'infinity')) then
        raise exception 'A role that was given can only be ended' using errcode = 'ST024';
    end if;
    if tg_op = 'INSERT' and exists (select from role r where r.code = new.role and r.needs_second_factor)
        and exists (select from account a where a.person = new.person and a.kind = 'PERSONAL' and a.second_factor is null) then
        raise exception '% needs a second factor first', new.role using errcode = 'ST027';
    end if;
    -- Emergency access is what its record says; the record is written by the functions above only.
    if new.emergency is not null then
        if not exists (select from emergency e where e.id = new.emergency and (e.person, e.role, e.opened_at, e.until, e.opened_by) = (new.person, new.role, new.valid_from, new.valid_until, new.granted_by)
                         and (e.ended_at is not null) = (tg_op = 'UPDATE')) then
            raise exception 'Emergency access is given and ended by its record' using errcode = 'ST195';
        end if;
        return new;
    end if;
    if unquestioned() then
        return new;
    end if;
    if new.person = author() then
        raise exception 'Nobody gives or takes roles of his own' using errcode = 'ST023';
    end if;
    if not coalesce(administers(author(), (select organisation from person where id = new.person)), false) then
        raise exception 'Roles are given by an administrator of the organisation only' using errcode = 'ST022';
    end if;
    if tg_op = 'INSERT' and new.granted_by is distinct from author() then
        raise exception 'A role is given in one''s own name' using errcode = 'ST022';
    end if;
    return new;
end $$;

alter table signature add column emergency text default null;
alter table signature alter column emergency set default people.emergency_here();

drop function session_of(text);
create function session_of(p_token text) returns table (session bigint, account integer, login text, kind text, person integer, code text, full_name text,
        organisation text, organisation_kind text, strong boolean, signed_once boolean, must_change boolean, roles text[], site text, site_zh text, site_en text, sites bigint,
        emergency text, emergency_until timestamptz)
    language sql stable security definer set search_path = people, pg_temp
begin atomic
    select s.id, a.id, a.login, a.kind, p.id, coalesce(p.code, 'service:' || a.login), coalesce(p.full_name, a.login), o.code, o.kind, s.strong, s.signed_once, a.must_change,
           coalesce((select array_agg(distinct x.role order by x.role) from people.assignment x
                      where x.person = p.id and x.ended_at is null and x.valid_from <= clock_timestamp()
                        and (x.valid_until is null or x.valid_until > clock_timestamp())), '{}'),
           w.code, w.name_zh, w.name_en,
           (select count(*) from people.posting g join people.site y on y.code = g.site where g.person = p.id and g.ended_at is null and y.active),
           e.code, e.until
      from people.live_session(p_token) s
      join people.account a on a.id = s.account
      left join people.person p on p.id = a.person
      left join people.organisation o on o.id = p.organisation
      left join people.emergency e on e.code = people.emergency_of(p.id)
      left join people.site w on w.code = s.site and people.works_at(p.id, w.code);
end;

select ledger.watch('emergency_policy', '{kind}');
select ledger.watch('emergency', '{id}');
select ledger.enter_system('system:migrate', 'who gives emergency access, as shipped');
insert into emergency_policy values
    ('MAKER', '{QUALITY_HEAD,QA,QP_MFG,QC_HEAD,PRODUCTION_HEAD}', '{QUALITY_HEAD,QA,QP_MFG}', 240),
    ('MAH', '{QA_MAH,QP_MAH}', '{QA_MAH,QP_MAH}', 240),
    ('COLLECTION', '{COLLECTOR,DONOR_MEDICAL_REVIEWER,DONOR_VAULT_CUSTODIAN}', '{COLLECTOR,DONOR_MEDICAL_REVIEWER}', 240),
    ('HOSPITAL', '{PHYSICIAN,NURSE,HOSP_RECEIVER,HOSP_PREPARER,HOSP_CHECKER}', '{PHYSICIAN,HOSP_CHECKER}', 240);

revoke all on function emergency_of(integer), emergency_here(), holds_for_good(integer, text[]), spend_proof(uuid), break_glass(uuid, uuid, text, text, text), end_emergency(text, text),
    session_of(text) from public;
grant select on emergency, emergency_policy to stroma_app, stroma_system, stroma_read;
grant execute on function session_of(text) to stroma_app, stroma_system;
grant execute on function break_glass(uuid, uuid, text, text, text), end_emergency(text, text), emergency_of(integer) to stroma_app;
