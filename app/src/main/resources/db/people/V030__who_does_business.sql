-- Whoever holds a role that does business: neither one that only reads nor one that administers.
create function does_business(p_person integer) returns boolean
    language sql stable security definer set search_path = people, pg_temp
    return exists (select from people.assignment a join people.role r on r.code = a.role join people.person p on p.id = a.person
                    where a.person = p_person and p.active and not r.reads_only and not r.administers and a.ended_at is null
                      and a.valid_from <= clock_timestamp() and (a.valid_until is null or a.valid_until > clock_timestamp()));

create function has_any_role(p_person integer, p_roles text[]) returns boolean
    language sql stable security definer set search_path = people, pg_temp
    return exists (select from unnest(p_roles) r where people.has_role(p_person, r));

revoke all on function does_business(integer), has_any_role(integer, text[]) from public;
