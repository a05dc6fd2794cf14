-- Registers of a million units: the newest of a type by one index, leaves turned by number, words found by their trigrams. The extension comes with the
-- embedded server; a server of one's own without it still finds everything, reading row after row.
create index unit_newest on unit (type, id desc);

create function searched(p_code text, p_holder text, p_position text, p_attributes jsonb) returns text language sql immutable set search_path = pg_catalog, pg_temp
    return p_code || ' ' || p_holder || ' ' || coalesce(p_position, '') || ' ' || p_attributes::text;
revoke all on function searched(text, text, text, jsonb) from public;
grant execute on function searched(text, text, text, jsonb) to stroma_app, stroma_read;

do $$
begin
    if exists (select from pg_available_extensions where name = 'pg_trgm') then
        if not exists (select from pg_extension where extname = 'pg_trgm') then
            create schema trigram;
            create extension pg_trgm schema trigram;
        end if;
        execute format('create index unit_searched on genealogy.unit using gin (genealogy.searched(code, holder, position, attributes) %I.gin_trgm_ops)',
            (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'));
    end if;
end $$;
