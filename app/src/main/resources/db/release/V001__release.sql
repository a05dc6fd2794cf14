-- Certificates as they were made: bytes, hash, and the block that had sealed the decision by then.
create table certificate (
    id          bigint generated always as identity primary key,
    lot         bigint not null references genealogy.unit,
    decision    bigint not null references gate.decision,
    kind        text not null check (kind in ('CERTIFICATE_OF_ANALYSIS', 'RELEASE_REVIEW')),
    language    text not null check (language in ('zh', 'en')),
    block       bigint not null,
    root        text not null,
    pdf         bytea not null,
    sha256      bytea not null generated always as (sha256(pdf)) stored,
    made_by     integer not null references people.person,
    made_at     timestamptz not null,
    unique (decision, kind, language)
);
select ledger.append_only('certificate');

create function keep_certificate(p_lot text, p_decision bigint, p_kind text, p_language text, p_block bigint, p_root text, p_pdf bytea) returns bigint
    language plpgsql security definer set search_path = release, pg_temp as $$
declare
    v_id bigint;
begin
    if not exists (select from gate.decision d join genealogy.unit u on u.id = d.unit where d.id = p_decision and d.state = 'SIGNED' and u.code = p_lot) then
        perform genealogy.refuse('ST091', 'A certificate is made of a signed decision', jsonb_build_object('decision', p_decision));
    end if;
    insert into certificate (lot, decision, kind, language, block, root, pdf, made_by, made_at)
    values ((select id from genealogy.unit where code = p_lot), p_decision, p_kind, p_language, p_block, p_root, p_pdf, people.author(), ledger.plant_now())
    returning id into v_id;
    return v_id;
end $$;

select ledger.watch('certificate', '{id}', '{}', '{pdf}');
revoke all on all functions in schema release from public;
grant usage on schema release to stroma_app, stroma_system, stroma_read;
grant select on certificate to stroma_app;
grant execute on function keep_certificate(text, bigint, text, text, bigint, text, bytea) to stroma_app;
