-- Everything that anybody writes begins with enter(), which looked the session up with its account, person, posting, site and emergency access: five tables for each
-- small transaction. The session says all of it now. It is written down when the session begins and again whenever one of them changes, while the account is
-- locked, so that a sign-in at the same moment sees the change or is seen by it.
alter table session add column login text, add column person integer references person, add column code text, add column must_change boolean not null default true,
    add column works_at text, add column emergency text, add column emergency_until timestamptz;
comment on column session.code is 'Who enters by this session; null when account or person are not active, and nobody can.';

create function describe_session() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    perform 1 from account where id = new.account for no key update;
    select a.login, a.person, a.must_change, case when a.active and coalesce(p.active, true) then coalesce(p.code, 'service:' || a.login) end
      into new.login, new.person, new.must_change, new.code
      from account a left join person p on p.id = a.person where a.id = new.account;
    new.works_at := case when works_at(new.person, new.site) then new.site end;
    new.emergency := null; new.emergency_until := null;
    select e.code, e.until into new.emergency, new.emergency_until from emergency e
     where e.person = new.person and e.ended_at is null and e.until > clock_timestamp() order by e.id desc limit 1;
    return new;
end $$;
-- After the trigger that gives it its site (triggers of one moment run by name). No column of the description can be set otherwise.
create trigger written_for_entering before insert or update of account, site, login, person, code, must_change, works_at, emergency, emergency_until
    on session for each row execute function describe_session();

-- Accounts are locked before sessions are looked for: whoever is signing in with one of them is waited for.
create function describe_sessions_of(p_person integer) returns void language plpgsql security definer set search_path = people, pg_temp as $$
begin
    perform 1 from account where person = p_person order by id for no key update;
    update session set account = account where ended_at is null and account in (select a.id from account a where a.person = p_person);
end $$;

create function account_changed() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    update session set account = account where ended_at is null and account = new.id;
    return null;
end $$;
create trigger written_for_entering after update of login, person, active, must_change on account for each row execute function account_changed();

create function person_changed() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    perform describe_sessions_of(new.id);
    return null;
end $$;
create trigger written_for_entering after update of code, active on person for each row execute function person_changed();

create function posting_changed() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    perform describe_sessions_of(new.person);
    return null;
end $$;
create trigger written_for_entering after insert or update on posting for each row execute function posting_changed();
create trigger written_for_entering after insert or update on emergency for each row execute function posting_changed();

create function site_changed() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    perform describe_sessions_of(s.person) from (select distinct g.person from posting g where g.site = new.code and g.ended_at is null order by g.person) s;
    return null;
end $$;
create trigger written_for_entering after update of active on site for each row execute function site_changed();

update session set account = account where ended_at is null;

create or replace function enter(p_token text, p_reason text, p_origin text) returns integer
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    v_login text; v_person integer; v_code text; v_must_change boolean; v_origin text;
begin
    select s.login, s.person, s.code, s.must_change,
           translate(p_origin, '@!', '') || coalesce(' @' || s.works_at, '') || case when s.emergency_until > clock_timestamp() then ' !' || s.emergency else '' end
      into v_login, v_person, v_code, v_must_change, v_origin
      from session s
     where s.token_digest = sha256(convert_to(p_token, 'UTF8')) and s.ended_at is null and s.seen_at > clock_timestamp() - make_interval(mins => session_minutes());
    if v_code is null then
        raise exception 'No live session' using errcode = 'ST010';
    end if;
    if v_must_change then
        raise exception 'The password must be changed first' using errcode = 'ST026';
    end if;
    v_code := ledger.open_tx(v_code, v_login, p_reason, v_origin);
    return v_person;
end $$;

revoke all on function describe_session(), describe_sessions_of(integer), account_changed(), person_changed(), posting_changed(), site_changed() from public;
