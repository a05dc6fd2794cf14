-- A result is set aside by a third person: neither by who entered it nor by who reviewed it.
create function check_invalidation() returns trigger language plpgsql security definer set search_path = evidence, pg_temp as $$
begin
    if exists (select from observation o where o.id = new.observation and o.entered_by = new."by") or exists (select from review r where r.observation = new.observation and r.reviewed_by = new."by") then
        perform genealogy.refuse('ST018', 'Nobody sets aside what he entered or reviewed himself', '{}');
    end if;
    return new;
end $$;
revoke all on function check_invalidation() from public;
create trigger by_a_third before insert on invalidation for each row execute function check_invalidation();
alter table invalidation enable always trigger by_a_third;
