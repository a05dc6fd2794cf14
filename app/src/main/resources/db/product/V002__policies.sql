-- What the policies of the products in force allow. A donor or a material serves every product, so that every product has to allow it.
create function allows(p_switch text) returns boolean language sql stable security definer set search_path = product, pg_temp
    return (select coalesce(bool_and(case jsonb_typeof(v.content -> 'policies' -> p_switch)
                                         when 'boolean' then (v.content -> 'policies' -> p_switch)::boolean
                                         when 'array' then jsonb_array_length(v.content -> 'policies' -> p_switch) > 0
                                         else false end), false)
              from product.version v where v.state = 'EFFECTIVE');

create function listed(p_switch text) returns text[] language sql stable security definer set search_path = product, pg_temp
    return (select coalesce(array_agg(o.name order by o.name), '{}')
              from (select e.value as name from product.version v cross join lateral jsonb_array_elements_text(v.content -> 'policies' -> p_switch) e
                     where v.state = 'EFFECTIVE' group by e.value
                    having count(*) = (select count(*) from product.version w where w.state = 'EFFECTIVE')) o);

revoke all on function allows(text), listed(text) from public;
grant execute on function allows(text), listed(text) to stroma_app, stroma_system, stroma_read;
