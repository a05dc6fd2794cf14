-- Whatever is written about a unit is written in one's own name, by somebody of its roles, whose organisation the unit concerns. The triggers of the
-- modules above ask this in one place; each says in its own sentence what it is that somebody else does.
create function require_entitled(p_by integer, p_named integer, p_roles text[], p_unit bigint, p_sentence text, p_detail jsonb) returns void
    language plpgsql stable security definer set search_path = genealogy, pg_temp as $$
declare
    v_code text;
begin
    if p_named is distinct from p_by or not coalesce(people.has_any_role(p_by, p_roles), false) then
        perform refuse('ST038', p_sentence, p_detail || jsonb_build_object('roles', array_to_string(p_roles, ', ')));
    end if;
    if not coalesce(concerns(p_by, p_unit), false) then
        select code into v_code from unit where id = p_unit;
        perform refuse('ST045', v_code || ' is the business of another organisation', jsonb_build_object('unit', v_code));
    end if;
end $$;
revoke all on function require_entitled(integer, integer, text[], bigint, text, jsonb) from public;
