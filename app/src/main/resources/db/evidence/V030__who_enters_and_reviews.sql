-- Who may enter and who may review which evidence. The rows come from the file of the catalogue; * stands for everything that no other row of
-- the unit type names. Computed values have no row: the gate says when they are recorded.
create table entrant (
    unit_type      text    not null references genealogy.unit_type,
    characteristic text    not null,
    kind           text    not null check (kind in ('RESULT', 'DOCUMENT', 'DECLARATION', '*')),
    roles          text[]  not null check (cardinality(roles) > 0),
    primary key (unit_type, characteristic, kind)
);

create table reviewer (
    unit_type text   primary key references genealogy.unit_type,
    roles     text[] not null check (cardinality(roles) > 0)
);

create function entered_by_who_may() returns trigger language plpgsql security definer set search_path = evidence, pg_temp as $$
declare
    u genealogy.unit; v_roles text[]; v_by integer := people.author();
begin
    if ledger.author_of_this_transaction() like 'system:%' then
        return new;
    end if;
    select * into u from genealogy.unit where id = new.unit;
    select e.roles into v_roles from entrant e
     where e.unit_type = u.type and e.characteristic in (new.characteristic, '*') and e.kind in (new.kind, '*')
     order by e.characteristic = '*', e.kind = '*' limit 1;
    if new.entered_by is distinct from v_by or not coalesce(people.has_any_role(v_by, v_roles), false) then
        perform genealogy.refuse('ST038', format('%s of a %s is entered by somebody else', new.characteristic, u.type),
            jsonb_build_object('characteristic', new.characteristic, 'unit', u.code, 'roles', array_to_string(v_roles, ', ')));
    end if;
    if not genealogy.concerns(v_by, u.id) then
        perform genealogy.refuse('ST045', u.code || ' is the business of another organisation', jsonb_build_object('unit', u.code));
    end if;
    return new;
end $$;
create trigger entered_by_who_may before insert on observation for each row when (new.kind <> 'DERIVED') execute function entered_by_who_may();
alter table observation enable always trigger entered_by_who_may;

-- The verifier of a harvest has seen what was counted with it; everybody else reviews in his own name.
create function reviewed_by_who_may() returns trigger language plpgsql security definer set search_path = evidence, pg_temp as $$
declare
    u genealogy.unit; v_roles text[]; v_by integer := people.author();
begin
    if ledger.author_of_this_transaction() like 'system:%' then
        return new;
    end if;
    select x.* into u from observation o join genealogy.unit x on x.id = o.unit where o.id = new.observation;
    if new.reviewed_by is distinct from v_by and exists (
            select from genealogy.operation m where m.id = u.made_by and m.performed_by = v_by and m.verified_by = new.reviewed_by) then
        return new;
    end if;
    select roles into v_roles from reviewer where unit_type = u.type;
    if new.reviewed_by is distinct from v_by or not coalesce(people.has_any_role(v_by, v_roles), false) then
        perform genealogy.refuse('ST038', format('Evidence of a %s is reviewed by somebody else', u.type),
            jsonb_build_object('unit', u.code, 'roles', array_to_string(v_roles, ', ')));
    end if;
    if not genealogy.concerns(v_by, u.id) then
        perform genealogy.refuse('ST045', u.code || ' is the business of another organisation', jsonb_build_object('unit', u.code));
    end if;
    return new;
end $$;
create trigger reviewed_by_who_may before insert on review for each row execute function reviewed_by_who_may();
alter table review enable always trigger reviewed_by_who_may;

create function kept_by_who_may() returns trigger language plpgsql security definer set search_path = evidence, pg_temp as $$
begin
    if ledger.author_of_this_transaction() like 'system:%' then
        return new;
    end if;
    if not coalesce(people.does_business(people.author()), false) then
        perform genealogy.refuse('ST038', 'A file is kept by somebody who does business here', '{}');
    end if;
    return new;
end $$;
create trigger kept_by_who_may before insert on file for each row execute function kept_by_who_may();
alter table file enable always trigger kept_by_who_may;

select ledger.watch('entrant', '{unit_type,characteristic,kind}');
select ledger.watch('reviewer', '{unit_type}');
revoke all on function entered_by_who_may(), reviewed_by_who_may(), kept_by_who_may() from public;
grant select on entrant, reviewer to stroma_app, stroma_read;
