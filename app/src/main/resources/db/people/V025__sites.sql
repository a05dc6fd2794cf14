-- Sites of organisations: where people work, where units stand, where things are sent to. The main site of an organisation has its code; every
-- organisation has one from its first day, and everybody works there until he is posted elsewhere.
create table site (
    code           text primary key check (code ~ '^[A-Z0-9-]{2,20}$'),
    organisation   integer not null references organisation,
    name_zh        text not null check (length(trim(name_zh)) between 1 and 80),
    name_en        text not null check (length(trim(name_en)) between 1 and 80),
    kind           text not null check (kind in ('MANUFACTURE', 'STORAGE', 'TESTING', 'COLLECTION', 'CLINICAL', 'OFFICE')),
    zone           text not null,
    licence        text check (length(trim(licence)) >= 3),
    licensed_until date,
    active         boolean not null default true,
    revision       integer not null default 0,
    check (licensed_until is null or licence is not null)
);
create index on site (organisation);

create table posting (
    id         integer generated always as identity primary key,
    person     integer not null references person,
    site       text not null references site,
    granted_by integer references person check (granted_by is distinct from person),
    since      timestamptz not null default clock_timestamp(),
    ended_at   timestamptz
);
create unique index posting_once on posting (person, site) where ended_at is null;

-- Who moved his session to which site; beginning at the only one needs no line, the sign-in is written down already.
create table site_entry (
    id      bigint generated always as identity primary key,
    session bigint not null,
    person  integer not null references person,
    site    text not null references site,
    origin  text not null,
    at      timestamptz not null default clock_timestamp()
);
select ledger.append_only('site_entry');

alter table session add column site text references site;

create function kind_of_site(p_kind text) returns text language sql immutable
    return case p_kind when 'MAKER' then 'MANUFACTURE' when 'COLLECTION' then 'COLLECTION' when 'HOSPITAL' then 'CLINICAL' when 'LABORATORY' then 'TESTING' else 'OFFICE' end;

create function works_at(p_person integer, p_site text) returns boolean
    language sql stable security definer set search_path = people, pg_temp
    return exists (select from people.posting g join people.site s on s.code = g.site
                    where g.person = p_person and g.site = p_site and g.ended_at is null and s.active);

-- The site of a person who works at one only; null for everybody else.
create function only_site(p_person integer) returns text language sql stable security definer set search_path = people, pg_temp
    return (select case when count(*) = 1 then min(g.site) end from people.posting g join people.site s on s.code = g.site
             where g.person = p_person and g.ended_at is null and s.active);

create function site_here() returns text language sql stable security definer set search_path = people, pg_temp
    return substring(ledger.origin_of_this_transaction() from ' @([A-Z0-9-]+)');

create function main_site() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    insert into site (code, organisation, name_zh, name_en, kind, zone) values (new.code, new.id, new.name_zh, new.name_en, kind_of_site(new.kind), new.zone);
    return null;
end $$;
create trigger has_a_site after insert on organisation for each row execute function main_site();

create function main_posting() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    insert into posting (person, site, granted_by)
    select new.id, s.code, case when unquestioned() then null else author() end from site s join organisation o on o.id = s.organisation and o.code = s.code where o.id = new.organisation;
    return null;
end $$;
create trigger works_somewhere after insert on person for each row execute function main_posting();

create function check_site() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    begin
        perform clock_timestamp() at time zone new.zone;
    exception when invalid_parameter_value then
        raise exception 'There is no time zone %', new.zone using errcode = 'ST181';
    end;
    if tg_op = 'UPDATE' and (old.code, old.organisation) is distinct from (new.code, new.organisation) then
        raise exception 'Code and organisation of a site never change' using errcode = 'ST024';
    end if;
    if exists (select from organisation o where o.code = new.code and o.id <> new.organisation) then
        raise exception 'The code % belongs to another organisation', new.code using errcode = 'ST181';
    end if;
    if unquestioned() then
        return new;
    end if;
    if not coalesce(administers(author(), new.organisation), false) then
        raise exception 'Site % is changed by an administrator of the organisation only', new.code using errcode = 'ST022';
    end if;
    if tg_op = 'UPDATE' and not new.active and old.active and exists (select from posting g where g.site = new.code and g.ended_at is null) then
        raise exception 'People still work at %', new.code using errcode = 'ST182', detail = jsonb_build_object('site', new.code)::text;
    end if;
    return new;
end $$;
create trigger administered before insert or update on site for each row execute function check_site();

create function check_posting() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    if tg_op = 'UPDATE' and ((old.person, old.site, old.granted_by, old.since) is distinct from (new.person, new.site, new.granted_by, new.since) or old.ended_at is not null) then
        raise exception 'A posting can only be ended' using errcode = 'ST024';
    end if;
    if (select organisation from person where id = new.person) is distinct from (select organisation from site where code = new.site) then
        raise exception 'People work at sites of their own organisation' using errcode = 'ST181';
    end if;
    if tg_op = 'INSERT' and not (select active from site where code = new.site) then
        raise exception 'Site % is closed', new.site using errcode = 'ST182', detail = jsonb_build_object('site', new.site)::text;
    end if;
    if unquestioned() then
        return new;
    end if;
    if new.person = author() then
        raise exception 'Nobody posts himself' using errcode = 'ST023';
    end if;
    if not coalesce(administers(author(), (select organisation from person where id = new.person)), false)
        or (tg_op = 'INSERT' and new.granted_by is distinct from author()) then
        raise exception 'People are posted by an administrator of the organisation only' using errcode = 'ST022';
    end if;
    return new;
end $$;
create trigger administered before insert or update on posting for each row execute function check_posting();

-- A session works where its person does, whoever opened it.
create function check_session() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
declare
    v_person integer := (select person from account where id = new.account);
begin
    if tg_op = 'INSERT' and new.site is null then
        new.site := only_site(v_person);
    end if;
    if new.site is not null and not works_at(v_person, new.site) then
        raise exception 'This person does not work at %', new.site using errcode = 'ST180', detail = jsonb_build_object('site', new.site)::text;
    end if;
    return new;
end $$;
create trigger works_at_its_site before insert or update of site on session for each row execute function check_session();

create function work_at(p_token text, p_site text, p_origin text) returns void
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    s session := live_session(p_token);
begin
    update session set site = p_site, signed_once = false where id = s.id;
    insert into site_entry (session, person, site, origin) select s.id, a.person, p_site, p_origin from account a where a.id = s.account;
end $$;

-- What the ledger writes down as the origin: what the caller says of itself can name neither a site nor an emergency.
create function origin_at(p_origin text, p_person integer, p_site text) returns text
    language sql stable security definer set search_path = people, pg_temp
    return translate(p_origin, '@!', '') || case when p_site is not null and people.works_at(p_person, p_site) then ' @' || p_site else '' end;

-- The second signer is where the tablet is; who does not work there, where he works himself.
create or replace function enter_ceremony(p_ceremony uuid, p_reason text) returns integer
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    c ceremony; v_login text; v_code text; v_site text;
begin
    select * into c from ceremony where id = p_ceremony;
    if c.id is null or c.used_at is not null or c.made_at < clock_timestamp() - interval '60 seconds' then
        raise exception 'The proof of identity is missing, used or older than a minute' using errcode = 'ST011';
    end if;
    select a.login, p.code into v_login, v_code from account a join person p on p.id = a.person where a.id = c.account;
    select x.site into v_site from session x where x.id = c.session;
    if v_site is null or not works_at(c.person, v_site) then
        v_site := only_site(c.person);
    end if;
    perform ledger.open_tx(v_code, v_login, p_reason, origin_at(c.origin, c.person, v_site));
    return c.person;
end $$;

-- Every organisation gets its main site, and everybody works there.
select ledger.watch('site', '{code}');
select ledger.watch('posting', '{id}');
select ledger.watch('site_entry', '{id}');
select ledger.enter_system('system:migrate', 'every organisation gets its main site, and its people work there');
insert into site (code, organisation, name_zh, name_en, kind, zone) select code, id, name_zh, name_en, kind_of_site(kind), zone from organisation;
insert into posting (person, site) select p.id, o.code from person p join organisation o on o.id = p.organisation;
update session s set site = only_site(a.person) from account a where a.id = s.account and s.ended_at is null;

revoke all on function kind_of_site(text), works_at(integer, text), only_site(integer), site_here(), main_site(), main_posting(), check_site(), check_posting(), check_session(),
    work_at(text, text, text), origin_at(text, integer, text) from public;
grant select on site, posting, site_entry to stroma_app, stroma_system, stroma_read;
grant insert, update on site, posting to stroma_app;
grant insert on site, posting to stroma_system;
grant update (ended_at) on posting to stroma_system;
grant execute on function works_at(integer, text), site_here() to stroma_app;
grant execute on function work_at(text, text, text), works_at(integer, text), only_site(integer) to stroma_system;
