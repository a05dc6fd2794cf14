-- Who may change people: the rules of administration, which no service and no statement of the application gets around.

-- A second factor that was shown but not yet confirmed by a code.
alter table account add column pending_factor text;
select ledger.watch('account', '{id}', '{password_hash,second_factor,last_step,pending_factor}');

-- The administrator of the maker looks after everybody, since somebody has to appoint the first one elsewhere; every other
-- administrator looks after his own organisation.
create function administers(p_person integer, p_organisation integer) returns boolean
    language sql stable security definer set search_path = people, pg_temp
    return people.has_role(p_person, 'SYSADMIN')
       and exists (select from people.person p join people.organisation o on o.id = p.organisation
                    where p.id = p_person and (o.kind = 'MAKER' or o.id = p_organisation));

-- Installation and sign-in are the system's own; a change without any author is refused by the ledger itself.
create function unquestioned() returns boolean language sql stable security definer set search_path = people, pg_temp
    return coalesce(ledger.author_of_this_transaction() like 'system:%', true);

create function check_organisation() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    if unquestioned() then
        return new;
    end if;
    if not coalesce(administers(author(), new.id), false) or (tg_op = 'INSERT'
        and not exists (select from person p join organisation o on o.id = p.organisation where p.id = author() and o.kind = 'MAKER')) then
        raise exception 'Organisation % is changed by its administrator only', new.code using errcode = 'ST022';
    end if;
    if tg_op = 'UPDATE' and (old.code, old.kind) is distinct from (new.code, new.kind) then
        raise exception 'Code and kind of an organisation never change' using errcode = 'ST024';
    end if;
    return new;
end $$;
create trigger administered before insert or update on organisation for each row execute function check_organisation();

create function check_person() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    if unquestioned() then
        return new;
    end if;
    if not coalesce(administers(author(), new.organisation), false) then
        raise exception 'Person % is changed by an administrator of the organisation only', new.code using errcode = 'ST022';
    end if;
    if tg_op = 'UPDATE' then
        if new.id = author() then
            raise exception 'Nobody administers himself' using errcode = 'ST023';
        end if;
        if (old.code, old.organisation) is distinct from (new.code, new.organisation) then
            raise exception 'Code and organisation of a person never change' using errcode = 'ST024';
        end if;
    end if;
    return new;
end $$;
create trigger administered before insert or update on person for each row execute function check_person();

create function check_account() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
declare
    v_organisation integer; v_own boolean;
begin
    if unquestioned() then
        return new;
    end if;
    select organisation into v_organisation from person where id = new.person;
    v_own := coalesce(new.person = author(), false);
    if tg_op = 'UPDATE' and (old.login, old.kind, old.person) is distinct from (new.login, new.kind, new.person) then
        raise exception 'Name, kind and owner of an account never change' using errcode = 'ST024';
    end if;
    if v_own and tg_op = 'UPDATE' then
        if (old.active, old.locked_until, old.failures) is distinct from (new.active, new.locked_until, new.failures) then
            raise exception 'Nobody administers himself' using errcode = 'ST023';
        end if;
        if old.must_change and not new.must_change and old.password_hash = new.password_hash then
            raise exception 'The password has not been changed' using errcode = 'ST026';
        end if;
        return new;
    end if;
    if not coalesce(administers(author(), v_organisation), false) then
        raise exception 'Account % is changed by an administrator of the organisation only', new.login using errcode = 'ST022';
    end if;
    -- A password that somebody else knows is good for one thing: to be changed.
    if new.kind = 'PERSONAL' and not new.must_change and (tg_op = 'INSERT' or old.must_change or old.password_hash <> new.password_hash) then
        raise exception 'Whoever sets a password for another makes him change it' using errcode = 'ST025';
    end if;
    return new;
end $$;
create trigger administered before insert or update on account for each row execute function check_account();

create function check_grant() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    if tg_op = 'UPDATE' and ((old.person, old.role, old.valid_from, old.granted_by) is distinct from (new.person, new.role, new.valid_from, new.granted_by)
        or old.ended_at is not null) then
        raise exception 'A role that was given can only be ended' using errcode = 'ST024';
    end if;
    if tg_op = 'INSERT' and exists (select from role r where r.code = new.role and r.needs_second_factor)
        and exists (select from account a where a.person = new.person and a.kind = 'PERSONAL' and a.second_factor is null) then
        raise exception '% needs a second factor first', new.role using errcode = 'ST027';
    end if;
    if unquestioned() then
        return new;
    end if;
    if new.person = author() then
        raise exception 'Nobody gives or takes roles of his own' using errcode = 'ST023';
    end if;
    if not coalesce(administers(author(), (select organisation from person where id = new.person)), false) then
        raise exception 'Roles are given by an administrator of the organisation only' using errcode = 'ST022';
    end if;
    if tg_op = 'INSERT' and new.granted_by is distinct from author() then
        raise exception 'A role is given in one''s own name' using errcode = 'ST022';
    end if;
    return new;
end $$;
create trigger administered before insert or update on assignment for each row execute function check_grant();

create function check_qualification() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    if tg_op = 'UPDATE' and ((old.person, old.skill, old.version, old.valid_from, old.valid_until, old.granted_by)
        is distinct from (new.person, new.skill, new.version, new.valid_from, new.valid_until, new.granted_by) or old.ended_at is not null) then
        raise exception 'A qualification can only be ended' using errcode = 'ST024';
    end if;
    if unquestioned() then
        return new;
    end if;
    if new.person = author() then
        raise exception 'Nobody qualifies himself' using errcode = 'ST023';
    end if;
    if not (has_role(author(), 'QA') or has_role(author(), 'QUALITY_HEAD')) then
        raise exception 'Qualifications are confirmed by quality assurance only' using errcode = 'ST028';
    end if;
    if tg_op = 'INSERT' and new.granted_by is distinct from author() then
        raise exception 'A qualification is confirmed in one''s own name' using errcode = 'ST028';
    end if;
    return new;
end $$;
create trigger administered before insert or update on qualification for each row execute function check_qualification();

-- The door's own role, which alone changes passwords, may let in whoever must change his.
create function enter_at_the_door(p_token text, p_reason text, p_origin text) returns integer
    language plpgsql security definer set search_path = people, pg_temp as $$
declare
    s session; v_login text; v_person integer; v_code text;
begin
    s := live_session(p_token);
    select a.login, p.id, coalesce(p.code, 'service:' || a.login) into v_login, v_person, v_code
      from account a left join person p on p.id = a.person where a.id = s.account;
    perform ledger.open_tx(v_code, v_login, p_reason, p_origin);
    return v_person;
end $$;

-- Everywhere else, whoever still has the password that another chose for him can write nothing.
create or replace function enter(p_token text, p_reason text, p_origin text) returns integer
    language plpgsql security definer set search_path = people, pg_temp as $$
begin
    if (select a.must_change from account a where a.id = (live_session(p_token)).account) then
        raise exception 'The password must be changed first' using errcode = 'ST026';
    end if;
    return enter_at_the_door(p_token, p_reason, p_origin);
end $$;

-- A proof of identity made with such a password signs nothing either.
create function check_ceremony() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    if (select must_change from account where id = new.account) then
        raise exception 'The password must be changed first' using errcode = 'ST026';
    end if;
    return new;
end $$;
create trigger after_change before insert on ceremony for each row execute function check_ceremony();

revoke all on function administers(integer, integer), unquestioned(), check_organisation(), check_person(), check_account(), check_grant(), check_qualification(),
    enter_at_the_door(text, text, text), check_ceremony() from public;
grant execute on function administers(integer, integer) to stroma_app;
grant execute on function enter_at_the_door(text, text, text), administers(integer, integer) to stroma_system;
-- Locks and activity are changed at the door, where sessions end with them.
revoke update on account from stroma_app;
