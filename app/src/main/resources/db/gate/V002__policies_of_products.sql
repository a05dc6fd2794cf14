-- An outcome that depends on the policy of the product is neither proposed nor completed while a product in force does not allow it.
create function check_policy() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    o outcome;
begin
    select * into o from outcome where gate = new.gate and code = new.outcome;
    if new.state in ('OPEN', 'SIGNED') and o.policy is not null and not product.allows(o.policy) then
        perform genealogy.refuse('ST056', format('%s needs the policy %s of the product', o.code, o.policy), jsonb_build_object('outcome', o.code, 'policy', o.policy));
    end if;
    return new;
end $$;
create trigger policy before insert or update of state on decision for each row execute function check_policy();
