-- What is made: each version of a product as data. A version never changes; one of them is in force; two people approve it.

create table version (
    code           text not null check (code ~ '^[A-Z0-9-]{2,20}$'),
    version        text not null check (version ~ '^[0-9]{1,4}$'),
    content        jsonb not null check (jsonb_typeof(content) = 'object'),
    state          text not null check (state in ('DRAFT', 'EFFECTIVE', 'SUPERSEDED')),
    approval       text,
    effective_from timestamptz,
    primary key (code, version),
    check ((state = 'DRAFT') = (effective_from is null))
);
create unique index version_in_force on version (code) where state = 'EFFECTIVE';

create function guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (new.code, new.version, new.content) is distinct from (old.code, old.version, old.content)
        or (old.state, new.state) not in (('DRAFT', 'EFFECTIVE'), ('EFFECTIVE', 'SUPERSEDED')) then
        raise exception 'A version of a product never changes; make a new one' using errcode = 'ST070';
    end if;
    return new;
end $$;
create trigger guarded before update or delete on version for each row execute function guard();
alter table version enable always trigger guarded;

create function bring_into_force(p_code text, p_version text, p_approval text) returns void
    language plpgsql security definer set search_path = product, pg_temp as $$
begin
    update version set state = 'SUPERSEDED' where code = p_code and state = 'EFFECTIVE';
    update version set state = 'EFFECTIVE', approval = p_approval, effective_from = ledger.plant_now() where code = p_code and version = p_version;
end $$;

-- Called by the owner with the files as shipped. A demonstration takes them as approved, a plant as drafts.
create function ship(p_code text, p_version text, p_content jsonb) returns void
    language plpgsql security definer set search_path = product, pg_temp as $$
declare
    v_known jsonb;
begin
    select content into v_known from version where code = p_code and version = p_version;
    if v_known is not null then
        if v_known <> p_content then
            raise exception 'Product % version % differs from what is stored; raise its version', p_code, p_version using errcode = 'ST070';
        end if;
        return;
    end if;
    insert into version (code, version, content, state) values (p_code, p_version, p_content, 'DRAFT');
    if ledger.is_demonstration() then
        perform bring_into_force(p_code, p_version, 'shipped with the demonstration');
    end if;
end $$;

-- Puts a draft before its signers: exactly its own bytes.
create function put_for_approval(p_code text, p_version text) returns integer
    language plpgsql security definer set search_path = product, pg_temp as $$
declare
    v version;
begin
    select * into v from version where code = p_code and version = p_version;
    if v.code is null or v.state <> 'DRAFT' or people.author() is null then
        raise exception 'There is no such draft, or nobody who puts it' using errcode = 'ST070';
    end if;
    return people.put_signable('product', p_code || '/' || p_version, 'application/json', '1', convert_to(v.content::text, 'UTF8'),
        '产品 ' || p_code || ' 第 ' || p_version || ' 版', 'Product ' || p_code || ' version ' || p_version,
        array ['PRODUCTION_HEAD', 'QUALITY_HEAD'], array ['REVIEWED', 'APPROVED'], array ['', '']);
end $$;

create function on_signature() returns trigger language plpgsql security definer set search_path = product, pg_temp as $$
declare
    v version;
begin
    if new.record_type <> 'product' then
        return null;
    end if;
    select * into v from version where code || '/' || version = new.record_id;
    if v.state = 'DRAFT' and sha256(convert_to(v.content::text, 'UTF8')) = new.sha256
        and (select count(distinct g.person) from people.signature g where g.record_type = 'product' and g.record_id = new.record_id
              and g.revision = new.revision and g.role in ('PRODUCTION_HEAD', 'QUALITY_HEAD')) = 2 then
        perform bring_into_force(v.code, v.version, 'signed, revision ' || new.revision);
    end if;
    return null;
end $$;
create trigger approves_product after insert on people.signature for each row execute function on_signature();
alter table people.signature enable always trigger approves_product;

-- A number of the version in force, for the rules that other schemas keep in the database.
create function number(p_code text, variadic p_path text[]) returns numeric language sql stable security definer set search_path = product, pg_temp
    return (select (content #>> p_path)::numeric from version where code = p_code and state = 'EFFECTIVE');
create function word(p_code text, variadic p_path text[]) returns text language sql stable security definer set search_path = product, pg_temp
    return (select content #>> p_path from version where code = p_code and state = 'EFFECTIVE');

select ledger.watch('version', '{code,version}');

revoke all on all functions in schema product from public;
grant usage on schema product to stroma_app, stroma_system, stroma_read;
grant select on version to stroma_app, stroma_system, stroma_read;
grant execute on function put_for_approval(text, text) to stroma_app;
grant execute on function number(text, text[]), word(text, text[]) to stroma_app, stroma_system, stroma_read;
