-- Hospitals, carriers and laboratories sign what is about their own things and nothing else: a role held in one hospital is no role in another, on
-- a tablet of that hospital either. Place is the organisation that holds what a record is about; null where it is the plant's.
alter table signable add column place text;

create function signs_at(p_person integer, p_place text) returns boolean
    language sql stable security definer set search_path = people, pg_temp
    return exists (select from people.person p join people.organisation o on o.id = p.organisation
                    where p.id = p_person and (o.kind not in ('HOSPITAL', 'CARRIER', 'LABORATORY') or o.code = p_place));

create function check_place() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    if not signs_at(new.person, (select s.place from signable s where (s.record_type, s.record_id, s.revision) = (new.record_type, new.record_id, new.revision))) then
        raise exception 'This is signed by people of the organisation that it is about' using errcode = 'ST029';
    end if;
    return new;
end $$;
create trigger at_its_place before insert on signature for each row execute function check_place();
alter table signature enable always trigger at_its_place;

revoke all on function signs_at(integer, text), check_place() from public;
grant execute on function signs_at(integer, text) to stroma_app;
