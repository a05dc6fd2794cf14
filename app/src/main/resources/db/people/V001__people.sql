-- Who may do what: organisations, persons, accounts, roles, qualifications, sessions and signatures.

create table organisation (
    id      integer generated always as identity primary key,
    code    text not null unique check (code ~ '^[A-Z0-9-]{2,20}$'),
    name_zh text not null,
    name_en text not null,
    kind    text not null check (kind in ('MAKER', 'MAH', 'COLLECTION', 'HOSPITAL', 'CARRIER', 'LABORATORY', 'SUPPLIER')),
    zone    text not null default 'Asia/Shanghai',
    active  boolean not null default true
);

create table person (
    id           integer generated always as identity primary key,
    code         text not null unique check (code ~ '^[A-Z0-9-]{2,20}$'),
    full_name    text not null check (length(full_name) between 2 and 80),
    organisation integer not null references organisation,
    active       boolean not null default true,
    revision     integer not null default 0
);

create table account (
    id            integer generated always as identity primary key,
    person        integer references person,
    login         text not null unique check (login ~ '^[a-z0-9._-]{2,40}$'),
    kind          text not null default 'PERSONAL' check (kind in ('PERSONAL', 'SERVICE')),
    password_hash text not null,
    second_factor text,
    last_step     bigint not null default 0,
    must_change   boolean not null default false,
    failures      integer not null default 0,
    locked_until  timestamptz,
    active        boolean not null default true,
    check ((kind = 'PERSONAL') = (person is not null))
);

create table role (
    code                text primary key,
    name_zh             text not null,
    name_en             text not null,
    needs_second_factor boolean not null default false,
    kinds               text[] not null,
    administers         boolean not null default false,
    reads_only          boolean not null default false
);

create table forbidden_pair (
    role_a text not null references role,
    role_b text not null references role,
    scope  text not null check (scope in ('RECORD', 'POST')),
    source text not null,
    primary key (role_a, role_b, scope)
);

create table assignment (
    id          integer generated always as identity primary key,
    person      integer not null references person,
    role        text not null references role,
    valid_from  timestamptz not null,
    valid_until timestamptz,
    granted_by  integer references person,
    ended_at    timestamptz,
    check (valid_until is null or valid_until > valid_from),
    check (granted_by is null or granted_by <> person)
);
create index on assignment (person);

create table qualification (
    id          integer generated always as identity primary key,
    person      integer not null references person,
    skill       text not null,
    version     text not null,
    valid_from  date not null,
    valid_until date not null check (valid_until > valid_from),
    granted_by  integer references person,
    ended_at    timestamptz
);
create index on qualification (person, skill);

create table session (
    id           bigint generated always as identity primary key,
    token_digest bytea not null unique,
    account      integer not null references account,
    strong       boolean not null,
    signed_once  boolean not null default false,
    origin       text not null,
    started_at   timestamptz not null default clock_timestamp(),
    seen_at      timestamptz not null default clock_timestamp(),
    ended_at     timestamptz,
    end_cause    text
);

create table sign_in_attempt (
    id      bigint generated always as identity primary key,
    login   text not null,
    account integer references account,
    outcome text not null,
    origin  text not null,
    at      timestamptz not null default clock_timestamp()
);
select ledger.append_only('sign_in_attempt');

-- Rules that no service may forget.
create function session_minutes() returns integer language sql immutable return 10;

create function check_assignment() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
declare
    v_kind text; v_kinds text[]; v_other text;
begin
    select o.kind into v_kind from person p join organisation o on o.id = p.organisation where p.id = new.person;
    select kinds into v_kinds from role where code = new.role;
    if not v_kind = any (v_kinds) then
        raise exception 'Role % does not exist in an organisation of kind %', new.role, v_kind using errcode = 'ST020';
    end if;
    select a.role into v_other from assignment a join forbidden_pair f
        on f.scope = 'POST' and ((f.role_a = new.role and f.role_b = a.role) or (f.role_b = new.role and f.role_a = a.role))
     where a.person = new.person and a.id <> new.id and a.ended_at is null and new.ended_at is null
       and tstzrange(a.valid_from, a.valid_until) && tstzrange(new.valid_from, new.valid_until) limit 1;
    if v_other is not null then
        raise exception 'One person may not hold % and %', new.role, v_other using errcode = 'ST021';
    end if;
    select a.role into v_other from assignment a join role r on r.code = a.role join role mine on mine.code = new.role
     where a.person = new.person and a.id <> new.id and a.ended_at is null and new.ended_at is null
       and (r.administers <> mine.administers)
       and tstzrange(a.valid_from, a.valid_until) && tstzrange(new.valid_from, new.valid_until) limit 1;
    if v_other is not null then
        raise exception 'Administration and business roles exclude each other: % and %', new.role, v_other using errcode = 'ST021';
    end if;
    return new;
end $$;
create trigger checked before insert or update on assignment for each row execute function check_assignment();

create function has_role(p_person integer, p_role text, p_at timestamptz default clock_timestamp()) returns boolean
    language sql stable security definer set search_path = people, pg_temp
    return exists (select from people.assignment a join people.person p on p.id = a.person
                    where a.person = p_person and a.role = p_role and p.active and a.ended_at is null
                      and a.valid_from <= p_at and (a.valid_until is null or a.valid_until > p_at));

create function is_qualified(p_person integer, p_skill text, p_on date) returns boolean
    language sql stable security definer set search_path = people, pg_temp
    return exists (select from people.qualification q where q.person = p_person and q.skill = p_skill and q.ended_at is null
                      and p_on between q.valid_from and q.valid_until);

-- The author of a change is whoever owns the live session; plain SQL cannot name one.
create function live_session(p_token text) returns session language plpgsql stable security definer set search_path = people, pg_temp as $$
declare
    s session;
begin
    select x.* into s from session x join account a on a.id = x.account left join person p on p.id = a.person
     where x.token_digest = sha256(convert_to(p_token, 'UTF8')) and x.ended_at is null
       and x.seen_at > clock_timestamp() - make_interval(mins => session_minutes())
       and a.active and coalesce(p.active, true);
    if s.id is null then
        raise exception 'No live session' using errcode = 'ST010';
    end if;
    return s;
end $$;

create function enter(p_token text, p_reason text, p_origin text) returns integer
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    s session; v_login text; v_person integer; v_code text;
begin
    s := live_session(p_token);
    select a.login, p.id, coalesce(p.code, 'service:' || a.login) into v_login, v_person, v_code
      from account a left join person p on p.id = a.person where a.id = s.account;
    perform ledger.open_tx(v_code, v_login, p_reason, p_origin);
    return v_person;
end $$;

-- Who wrote into this transaction: what upper modules record as the doer.
create function author() returns integer language sql stable security definer set search_path = people, pg_temp
    return (select id from people.person where code = ledger.author_of_this_transaction());

create function session_of(p_token text) returns table (session bigint, account integer, login text, kind text, person integer, code text, full_name text,
        organisation text, organisation_kind text, strong boolean, signed_once boolean, must_change boolean, roles text[])
    language sql stable security definer set search_path = people, pg_temp
begin atomic
    select s.id, a.id, a.login, a.kind, p.id, coalesce(p.code, 'service:' || a.login), coalesce(p.full_name, a.login), o.code, o.kind, s.strong, s.signed_once, a.must_change,
           coalesce((select array_agg(distinct x.role order by x.role) from people.assignment x
                      where x.person = p.id and x.ended_at is null and x.valid_from <= clock_timestamp()
                        and (x.valid_until is null or x.valid_until > clock_timestamp())), '{}')
      from people.live_session(p_token) s
      join people.account a on a.id = s.account
      left join people.person p on p.id = a.person
      left join people.organisation o on o.id = p.organisation;
end;

-- Sign-in belongs to the door's own database role: it sees hashes, the application's role does not.
create function touch(p_token text) returns void language sql security definer set search_path = people, pg_temp
begin atomic
    update people.session set seen_at = clock_timestamp()
     where token_digest = sha256(convert_to(p_token, 'UTF8')) and ended_at is null
       and seen_at > clock_timestamp() - make_interval(mins => people.session_minutes());
end;

-- Signing ---------------------------------------------------------------------------------------------------------

-- What is put before people to sign: the stored bytes of one revision of one record, and who has to sign them.
create table signable (
    record_type     text not null,
    record_id       text not null,
    revision        integer not null check (revision > 0),
    content_type    text not null,
    content_version text not null,
    content         bytea not null,
    sha256          bytea not null generated always as (sha256(content)) stored,
    title_zh        text not null,
    title_en        text not null,
    put_by          integer references person,
    put_at          timestamptz not null default clock_timestamp(),
    void_cause      text,
    primary key (record_type, record_id, revision)
);

create table signature_needed (
    record_type text not null,
    record_id   text not null,
    revision    integer not null,
    role        text not null references role,
    meaning     text not null check (meaning in ('PERFORMED', 'VERIFIED', 'REVIEWED', 'APPROVED', 'RELEASED', 'REJECTED', 'WITNESSED', 'RECEIVED')),
    place       integer not null,
    skill       text,
    primary key (record_type, record_id, revision, role),
    foreign key (record_type, record_id, revision) references signable
);
select ledger.append_only('signature_needed');

-- One proof of identity, made by the door after it checked password (and second factor), used up by one signature.
create table ceremony (
    id         uuid primary key default uuidv7(),
    account    integer not null references account,
    person     integer not null references person,
    session    bigint not null references session,
    components text not null check (components in ('PASSWORD', 'ID_PASSWORD', 'ID_PASSWORD_CODE')),
    origin     text not null,
    made_at    timestamptz not null default clock_timestamp(),
    used_at    timestamptz
);

create table signature (
    id          bigint generated always as identity primary key,
    record_type text not null,
    record_id   text not null,
    revision    integer not null,
    role        text not null,
    person      integer not null references person,
    account     integer not null references account,
    full_name   text not null,
    meaning     text not null,
    sha256      bytea not null,
    statement   text not null,
    note        text,
    components  text not null,
    ceremony    uuid not null unique references ceremony,
    plant_at    timestamptz not null,
    zone        text not null,
    signed_at   timestamptz not null default clock_timestamp(),
    unique (record_type, record_id, revision, role),
    unique (record_type, record_id, revision, person),
    foreign key (record_type, record_id, revision, role) references signature_needed (record_type, record_id, revision, role)
);
select ledger.append_only('signature');

create function put_signable(p_type text, p_id text, p_content_type text, p_content_version text, p_content bytea, p_title_zh text, p_title_en text,
        p_roles text[], p_meanings text[], p_skills text[]) returns integer
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    v_revision integer;
begin
    perform pg_advisory_xact_lock(hashtextextended(p_type || ':' || p_id, 7));
    v_revision := coalesce((select max(revision) from signable where record_type = p_type and record_id = p_id), 0) + 1;
    insert into signable (record_type, record_id, revision, content_type, content_version, content, title_zh, title_en, put_by)
    values (p_type, p_id, v_revision, p_content_type, p_content_version, p_content, p_title_zh, p_title_en, author());
    insert into signature_needed (record_type, record_id, revision, role, meaning, place, skill)
    select p_type, p_id, v_revision, r, m, i, nullif(s, '')
      from unnest(p_roles, p_meanings, p_skills) with ordinality as x(r, m, s, i);
    return v_revision;
end $$;

create function void_signable(p_type text, p_id text, p_cause text) returns void
    language sql security definer set search_path = people, pg_temp
begin atomic
    update people.signable set void_cause = p_cause
     where record_type = p_type and record_id = p_id and void_cause is null
       and revision = (select max(revision) from people.signable where record_type = p_type and record_id = p_id);
end;

-- The second signer writes as himself: the author of the transaction is the person of the ceremony.
create function enter_ceremony(p_ceremony uuid, p_reason text) returns integer
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    c ceremony; v_login text; v_code text;
begin
    select * into c from ceremony where id = p_ceremony;
    if c.id is null or c.used_at is not null or c.made_at < clock_timestamp() - interval '60 seconds' then
        raise exception 'The proof of identity is missing, used or older than a minute' using errcode = 'ST011';
    end if;
    select a.login, p.code into v_login, v_code from account a join person p on p.id = a.person where a.id = c.account;
    perform ledger.open_tx(v_code, v_login, p_reason, c.origin);
    return c.person;
end $$;

create function sign(p_ceremony uuid, p_type text, p_id text, p_revision integer, p_sha256 bytea, p_role text, p_statement text, p_note text) returns bigint
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    c ceremony; s signable; need signature_needed; v_id bigint; v_other text; v_zone text; v_name text; v_kind text;
begin
    -- One record is signed by one person at a time: two signers at the same instant queue here.
    perform pg_advisory_xact_lock(hashtextextended(p_type || ':' || p_id, 7));
    select * into c from ceremony where id = p_ceremony for update;
    if c.id is null or c.used_at is not null or c.made_at < clock_timestamp() - interval '60 seconds' then
        raise exception 'The proof of identity is missing, used or older than a minute' using errcode = 'ST011';
    end if;
    if author() is distinct from c.person then
        raise exception 'Nobody signs for another' using errcode = 'ST012';
    end if;
    select * into s from signable where record_type = p_type and record_id = p_id order by revision desc limit 1;
    if s.revision is null or s.revision <> p_revision or s.void_cause is not null or s.sha256 <> p_sha256 then
        raise exception 'The record has changed since it was shown' using errcode = 'ST013';
    end if;
    select * into need from signature_needed where record_type = p_type and record_id = p_id and revision = p_revision and role = p_role;
    if need.role is null then
        raise exception 'This record does not ask for a signature of %', p_role using errcode = 'ST014';
    end if;
    if not has_role(c.person, p_role) then
        raise exception 'The signer does not hold the role %', p_role using errcode = 'ST015';
    end if;
    if need.skill is not null and not is_qualified(c.person, need.skill, ledger.plant_now()::date) then
        raise exception 'The signer is not qualified today for %', need.skill using errcode = 'ST016';
    end if;
    if exists (select from signature_needed e left join signature g using (record_type, record_id, revision, role)
                where e.record_type = p_type and e.record_id = p_id and e.revision = p_revision and e.place < need.place and g.id is null
                  and e.meaning in ('PERFORMED', 'REVIEWED') and need.meaning in ('APPROVED', 'RELEASED')) then
        raise exception 'Approval follows performance and review' using errcode = 'ST017';
    end if;
    if exists (select from signature where record_type = p_type and record_id = p_id and revision = p_revision and person = c.person) then
        raise exception 'The same person has signed this record already' using errcode = 'ST018';
    end if;
    select o.zone, p.full_name, a.kind into v_zone, v_name, v_kind
      from person p join organisation o on o.id = p.organisation join account a on a.id = c.account where p.id = c.person;
    if v_kind <> 'PERSONAL' then
        raise exception 'Service accounts cannot sign' using errcode = 'ST019';
    end if;
    if c.components = 'PASSWORD' and not exists (select from session where id = c.session and account = c.account and signed_once) then
        raise exception 'The first signature of a session needs id and password' using errcode = 'ST019';
    end if;
    if exists (select from role r where r.code = p_role and r.needs_second_factor) and c.components <> 'ID_PASSWORD_CODE'
        and not exists (select from session where id = c.session and account = c.account and strong) then
        raise exception 'This role signs with a second factor' using errcode = 'ST019';
    end if;
    update ceremony set used_at = clock_timestamp() where id = c.id;
    update session set signed_once = true where id = c.session and account = c.account and not signed_once;
    insert into signature (record_type, record_id, revision, role, person, account, full_name, meaning, sha256, statement, note, components, ceremony, plant_at, zone)
    values (p_type, p_id, p_revision, p_role, c.person, c.account, v_name, need.meaning, s.sha256, p_statement, p_note, c.components, c.id, ledger.plant_now(), v_zone)
    returning id into v_id;
    return v_id;
end $$;

create view signature_state as
    select s.record_type, s.record_id, s.revision, s.void_cause,
           (select count(*) from signature_needed e where (e.record_type, e.record_id, e.revision) = (s.record_type, s.record_id, s.revision)) as needed,
           (select count(*) from signature g where (g.record_type, g.record_id, g.revision) = (s.record_type, s.record_id, s.revision)) as given,
           s.revision = max(s.revision) over (partition by s.record_type, s.record_id) as newest
      from signable s;

select ledger.watch('organisation', '{id}');
select ledger.watch('person', '{id}');
select ledger.watch('account', '{id}', '{password_hash,second_factor,last_step}');
select ledger.watch('role', '{code}');
select ledger.watch('forbidden_pair', '{role_a,role_b,scope}');
select ledger.watch('assignment', '{id}');
select ledger.watch('qualification', '{id}');
select ledger.watch('sign_in_attempt', '{id}');
select ledger.watch('signable', '{record_type,record_id,revision}', '{}', '{content}');
select ledger.watch('signature_needed', '{record_type,record_id,revision,role}');
select ledger.watch('signature', '{id}');
-- Sessions and ceremonies change at every click; what matters of them is in attempts and signatures.

revoke all on all functions in schema people from public;
grant usage on schema people to stroma_app, stroma_system, stroma_read;
grant select on organisation, person, role, forbidden_pair, assignment, qualification, sign_in_attempt, signable, signature_needed, signature, signature_state
    to stroma_app, stroma_system, stroma_read;
grant select (id, person, login, kind, must_change, failures, locked_until, active) on account to stroma_app, stroma_read;
grant insert, update on organisation, person, assignment, qualification to stroma_app;
grant insert (person, login, kind, password_hash, second_factor, must_change) on account to stroma_app;
grant update (active, locked_until, failures) on account to stroma_app;
grant execute on function has_role(integer, text, timestamptz), is_qualified(integer, text, date), enter(text, text, text), author(), session_of(text), session_minutes(),
    put_signable(text, text, text, text, bytea, text, text, text[], text[], text[]), void_signable(text, text, text), enter_ceremony(uuid, text),
    sign(uuid, text, text, integer, bytea, text, text, text) to stroma_app;
grant execute on function session_of(text), live_session(text), touch(text), has_role(integer, text, timestamptz), is_qualified(integer, text, date), author() to stroma_system;
grant select, insert, update on account, session, ceremony to stroma_system;
grant insert on sign_in_attempt, organisation, person, assignment, qualification to stroma_system;
