-- A version of a product is imported as a draft by whoever develops it; it is kept with the file that it came in, and who imported it does not approve it.
create table draft (
    code       text not null,
    version    text not null,
    source     bytea not null check (octet_length(source) between 1 and 1048576),
    note       text not null check (length(trim(note)) >= 3),
    drafted_by integer not null references people.person,
    drafted_at timestamptz not null,
    primary key (code, version),
    foreign key (code, version) references version (code, version)
);
select ledger.append_only('draft');
select ledger.watch('draft', '{code,version}', '{}', '{source}');

create function draft(p_source bytea, p_content jsonb, p_note text) returns void language plpgsql security definer set search_path = product, pg_temp as $$
declare
    v_roles text[] := array ['PROCESS_SCIENTIST', 'PRODUCTION_HEAD', 'QUALITY_HEAD'];
begin
    if not coalesce(people.has_any_role(people.author(), v_roles), false) then
        raise exception 'A product is drafted by others' using errcode = 'ST038', detail = array_to_string(v_roles, ', ');
    end if;
    if exists (select from version where code = p_content ->> 'product' and version = p_content ->> 'version') then
        raise exception 'Product % version % is there already; raise its version', p_content ->> 'product', p_content ->> 'version' using errcode = 'ST070';
    end if;
    insert into version (code, version, content, state) values (p_content ->> 'product', p_content ->> 'version', p_content, 'DRAFT');
    insert into draft (code, version, source, note, drafted_by, drafted_at)
    values (p_content ->> 'product', p_content ->> 'version', p_source, p_note, people.author(), ledger.plant_now());
end $$;

create function not_the_drafter() returns trigger language plpgsql security definer set search_path = product, pg_temp as $$
begin
    if exists (select from draft d where d.code || '/' || d.version = new.record_id and d.drafted_by = new.person) then
        raise exception 'The same person drafted this version' using errcode = 'ST018';
    end if;
    return new;
end $$;
create trigger product_not_the_drafter before insert on people.signature for each row when (new.record_type = 'product') execute function not_the_drafter();
alter table people.signature enable always trigger product_not_the_drafter;

revoke all on function draft(bytea, jsonb, text), not_the_drafter() from public;
grant select (code, version, note, drafted_by, drafted_at) on draft to stroma_app, stroma_read;
grant execute on function draft(bytea, jsonb, text) to stroma_app;
