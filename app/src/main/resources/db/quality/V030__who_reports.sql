-- A deviation is reported by who does business with what it happened to, or with something that comes from it. One that the database opens
-- itself, for a hold or a condition, has the same author as what opened it.
create function reported_by_who_may() returns trigger language plpgsql security definer set search_path = quality, pg_temp as $$
begin
    if ledger.author_of_this_transaction() like 'system:%' then
        return new;
    end if;
    if not coalesce(people.does_business(people.author()), false) then
        perform genealogy.refuse('ST038', 'A deviation is reported by who does business here', '{}');
    end if;
    if not genealogy.concerns(people.author(), new.unit, true) then
        perform genealogy.refuse('ST045', 'This unit is the business of another organisation', jsonb_build_object('unit', (select code from genealogy.unit where id = new.unit)));
    end if;
    return new;
end $$;
create trigger reported_by_who_may before insert on deviation for each row execute function reported_by_who_may();
alter table deviation enable always trigger reported_by_who_may;
revoke all on function reported_by_who_may() from public;
