-- The bytes of a certificate are the application's; who keeps them, and which block with which root they speak of, are not. Without these a process that acts for
-- anybody signed in could have kept another paper in the place of the true one.
create or replace function keep_certificate(p_lot text, p_decision bigint, p_kind text, p_language text, p_block bigint, p_root text, p_pdf bytea) returns bigint
    language plpgsql security definer set search_path = release, pg_temp as $$
declare
    v_id bigint;
    v_roles text[] := array ['QA', 'QA_REVIEWER', 'QP_MFG', 'QA_MAH', 'QP_MAH', 'QC_HEAD'];
begin
    if not coalesce((select bool_or(people.has_role(people.author(), r)) from unnest(v_roles) r), false) then
        perform genealogy.refuse('ST038', 'A certificate is kept by quality', jsonb_build_object('roles', array_to_string(v_roles, ', ')));
    end if;
    if not exists (select from gate.decision d join genealogy.unit u on u.id = d.unit where d.id = p_decision and d.state = 'SIGNED' and u.code = p_lot) then
        perform genealogy.refuse('ST091', 'A certificate is made of a signed decision', jsonb_build_object('decision', p_decision));
    end if;
    if not exists (select from ledger.block b join ledger.entry e on e.epoch = b.epoch and e.xid >= b.lo and e.xid < b.hi
                    where b.n = p_block and encode(b.root, 'hex') = p_root and e.tab = 'gate.decision' and e.row_key = p_decision::text
                      and e.new ->> 'state' = 'SIGNED') then
        perform genealogy.refuse('ST093', 'A certificate names the block that sealed the decision, and its root', jsonb_build_object('decision', p_decision, 'block', p_block));
    end if;
    insert into certificate (lot, decision, kind, language, block, root, pdf, made_by, made_at)
    values ((select id from genealogy.unit where code = p_lot), p_decision, p_kind, p_language, p_block, p_root, p_pdf, people.author(), ledger.plant_now())
    returning id into v_id;
    return v_id;
end $$;
