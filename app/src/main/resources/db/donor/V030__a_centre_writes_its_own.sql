-- What belongs to an act is told by who did it, and a centre writes about its own donors only.
create function told_by_performer() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
begin
    if tg_table_name in ('record', 'sample') then
        perform genealogy.told_by_performer((select made_by from genealogy.unit where id = new.unit));
    else
        perform genealogy.told_by_performer(new.operation);
    end if;
    return new;
end $$;
create trigger z_performer before insert on record for each row execute function told_by_performer();
create trigger z_performer before insert on sample for each row execute function told_by_performer();
create trigger z_performer before insert on donation for each row execute function told_by_performer();
create trigger z_performer before insert on receipt for each row execute function told_by_performer();

create function consented_at_the_centre() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
begin
    if not coalesce(genealogy.concerns(people.author(), new.donor), false) then
        perform genealogy.refuse('ST045', 'This donor is of another centre', jsonb_build_object('unit', (select code from record where unit = new.donor)));
    end if;
    return new;
end $$;
create trigger z_centre before insert on consent for each row execute function consented_at_the_centre();
revoke all on function told_by_performer(), consented_at_the_centre() from public;
