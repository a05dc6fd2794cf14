-- Entering a transaction asked for the live session twice and then for its person. What a live session is stands in one place now, with who it
-- belongs to, and entering reads it once.
create view live as
    select x.token_digest, x as session, a.login, a.must_change, p.id as person, coalesce(p.code, 'service:' || a.login) as code
      from session x join account a on a.id = x.account left join person p on p.id = a.person
     where x.ended_at is null and x.seen_at > clock_timestamp() - make_interval(mins => session_minutes())
       and a.active and coalesce(p.active, true);

create or replace function live_session(p_token text) returns session language plpgsql stable security definer set search_path = people, pg_temp as $$
declare
    s session;
begin
    select (l.session).* into s from live l where l.token_digest = sha256(convert_to(p_token, 'UTF8'));
    if s.id is null then
        raise exception 'No live session' using errcode = 'ST010';
    end if;
    return s;
end $$;

create or replace function enter(p_token text, p_reason text, p_origin text) returns integer
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    v_login text; v_person integer; v_code text; v_must_change boolean;
begin
    select l.login, l.must_change, l.person, l.code into v_login, v_must_change, v_person, v_code
      from live l where l.token_digest = sha256(convert_to(p_token, 'UTF8'));
    if v_login is null then
        raise exception 'No live session' using errcode = 'ST010';
    end if;
    if v_must_change then
        raise exception 'The password must be changed first' using errcode = 'ST026';
    end if;
    perform ledger.open_tx(v_code, v_login, p_reason, p_origin);
    return v_person;
end $$;
