-- As before, but for the call of open_tx(), which is an expression now.
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
