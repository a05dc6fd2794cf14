-- Codes and versions joined by + as an evaluation names them: empty unless each version is the one in force at that instant; else every
-- requirement of them, with its severity.
create function judging(p_codes text, p_versions text, p_at timestamptz) returns table (requirement text, severity text)
    language sql stable security definer set search_path = standard, pg_temp
begin atomic
    with named as (
        select a.code, b.version
          from unnest(string_to_array(p_codes, '+')) with ordinality a(code, n)
          full join unnest(string_to_array(p_versions, '+')) with ordinality b(version, n) on b.n = a.n),
    in_force as (
        select v.content
          from named n join standard.version v on v.code = n.code and v.version = n.version and v.state = 'APPROVED' and v.effective_from <= p_at
         where not exists (select from standard.version o where o.code = v.code and o.state = 'APPROVED' and o.effective_from > v.effective_from and o.effective_from <= p_at))
    select r ->> 'code', r ->> 'severity'
      from in_force f, jsonb_array_elements(convert_from(f.content, 'UTF8')::jsonb -> 'requirements') r
     where (select count(*) from in_force) = (select count(*) from named);
end;

revoke all on function judging(text, text, timestamptz) from public;
