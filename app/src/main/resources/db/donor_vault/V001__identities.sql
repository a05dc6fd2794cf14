-- Who stands behind the codes of donors, readable by this vault's own role through these functions only, and by nobody in plain: what is
-- stored is sealed by the application with a key for each person, itself wrapped by a key that is not in the database.

create table identity (
    code         text primary key check (code ~ '^[A-Za-z0-9][A-Za-z0-9._/-]{1,63}$'),
    holder       text not null,
    cipher       bytea not null check (octet_length(cipher) between 28 and 65536),
    key_id       text not null,
    wrapped_key  bytea,
    revision     integer not null default 1,
    entered_by   text not null,
    entered_at   timestamptz not null,
    destroyed_by text,
    destroyed_at timestamptz,
    check ((wrapped_key is null) = (destroyed_at is not null))
);

create table reading (
    id       bigint generated always as identity primary key,
    code     text not null references identity,
    purpose  text not null check (length(regexp_replace(purpose, '[[:space:][:punct:]]', '', 'g')) >= 4),
    person   text not null,
    origin   text not null,
    plant_at timestamptz not null,
    read_at  timestamptz not null default clock_timestamp()
);
create index on reading (code);
select ledger.append_only('reading');

-- The custodian who acts, as organisation and code; refuses everybody else.
create function custodian(out organisation text, out person text) language plpgsql stable security definer set search_path = donor_vault, pg_temp as $$
begin
    if people.author() is null or not people.has_role(people.author(), 'DONOR_VAULT_CUSTODIAN') then
        raise exception 'Identities are handled by the custodian of this vault' using errcode = 'ST064';
    end if;
    select o.code, p.code into organisation, person from people.person p join people.organisation o on o.id = p.organisation where p.id = people.author();
end $$;

create function own(p_code text) returns identity language plpgsql security definer set search_path = donor_vault, pg_temp as $$
declare
    i identity; c record;
begin
    c := custodian();
    select * into i from identity where code = p_code and holder = c.organisation for update;
    if i.code is null then
        raise exception 'There is no identity under this code' using errcode = 'ST067';
    end if;
    return i;
end $$;

create function keep(p_code text, p_cipher bytea, p_key_id text, p_wrapped bytea) returns integer
    language plpgsql security definer set search_path = donor_vault, pg_temp as $$
declare
    c record; v_revision integer;
begin
    c := custodian();
    if exists (select from identity where code = p_code and wrapped_key is null) then
        raise exception 'This identity was erased; its code is not used again' using errcode = 'ST066';
    end if;
    insert into identity (code, holder, cipher, key_id, wrapped_key, entered_by, entered_at)
    values (p_code, c.organisation, p_cipher, p_key_id, p_wrapped, c.person, ledger.plant_now())
    on conflict (code) do update set cipher = excluded.cipher, key_id = excluded.key_id, wrapped_key = excluded.wrapped_key,
           revision = identity.revision + 1, entered_by = excluded.entered_by, entered_at = excluded.entered_at
     where identity.holder = c.organisation
    returning revision into v_revision;
    if v_revision is null then
        raise exception 'There is no identity under this code' using errcode = 'ST067';
    end if;
    return v_revision;
end $$;

-- Nothing is read without a line in the log, in the same transaction.
create function read(p_code text, p_purpose text, p_origin text) returns table (cipher bytea, key_id text, wrapped_key bytea)
    language plpgsql security definer set search_path = donor_vault, pg_temp as $$
declare
    i identity; c record;
begin
    c := custodian();
    i := own(p_code);
    if i.wrapped_key is null then
        raise exception 'This identity was erased' using errcode = 'ST066';
    end if;
    begin
        insert into reading (code, purpose, person, origin, plant_at) values (p_code, p_purpose, c.person, p_origin, ledger.plant_now());
    exception when check_violation or not_null_violation then
        raise exception 'A reading states its purpose' using errcode = 'ST065';
    end;
    return query select i.cipher, i.key_id, i.wrapped_key;
end $$;

create function destroy(p_code text) returns void language plpgsql security definer set search_path = donor_vault, pg_temp as $$
declare
    i identity; c record;
begin
    c := custodian();
    i := own(p_code);
    if i.wrapped_key is null then
        raise exception 'This identity was erased' using errcode = 'ST066';
    end if;
    update identity set wrapped_key = null, destroyed_by = c.person, destroyed_at = ledger.plant_now(), revision = revision + 1 where code = p_code;
end $$;

create function held() returns table (code text, revision integer, entered_by text, entered_at timestamptz, destroyed_at timestamptz, readings bigint)
    language plpgsql stable security definer set search_path = donor_vault, pg_temp as $$
declare
    c record;
begin
    c := custodian();
    return query select i.code, i.revision, i.entered_by, i.entered_at, i.destroyed_at, (select count(*) from reading r where r.code = i.code)
        from identity i where i.holder = c.organisation order by i.entered_at desc, i.code;
end $$;

create function readings(p_code text) returns table (purpose text, person text, plant_at timestamptz)
    language plpgsql security definer set search_path = donor_vault, pg_temp as $$
begin
    perform own(p_code);
    return query select r.purpose, r.person, r.plant_at from reading r where r.code = p_code order by r.id desc;
end $$;

create function stock() returns bigint language sql stable security definer set search_path = donor_vault, pg_temp
    return (select count(*) from donor_vault.identity);

select ledger.watch('identity', '{code}', '{wrapped_key}', '{cipher}');
select ledger.watch('reading', '{id}');

revoke all on all functions in schema donor_vault from public;
grant usage on schema donor_vault, people to stroma_donor_vault;
grant execute on function people.enter(text, text, text) to stroma_donor_vault;
grant execute on function keep(text, bytea, text, bytea), read(text, text, text), destroy(text), held(), readings(text), stock() to stroma_donor_vault;
