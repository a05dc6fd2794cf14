-- A list of words of the version in force, for the rules that other schemas keep in the database; empty where it says nothing.
create function words(p_code text, variadic p_path text[]) returns text[] language sql stable security definer set search_path = product, pg_temp
    return (select coalesce(array(select jsonb_array_elements_text(v.content #> p_path)), '{}')
              from product.version v where v.code = p_code and v.state = 'EFFECTIVE' and jsonb_typeof(v.content #> p_path) = 'array');
revoke all on function words(text, text[]) from public;
grant execute on function words(text, text[]) to stroma_app, stroma_system, stroma_read;
