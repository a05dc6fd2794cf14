-- A restricted bank serves the use that its decision names, chosen from the catalogue's uses: the decision allows exactly the operations of that use,
-- the request for its vials names it, and the door holds both to it.
create table named_use (
    id        bigint generated always as identity primary key,
    bank      bigint not null references register,
    use       text not null,
    reason    text not null check (length(trim(reason)) >= 5),
    chosen_by integer not null references people.person,
    chosen_at timestamptz not null
);
create index on named_use (bank);
select ledger.append_only('named_use');

alter table withdrawal add column use text;
select ledger.enter_system('system:migrate', 'withdrawals name the use of their vials');
update withdrawal set use = null;

create function name_use(p_bank text, p_use text, p_reason text) returns void language plpgsql security definer set search_path = bank, pg_temp as $$
declare
    v_by integer := need_role('QC_HEAD', 'QA', 'QUALITY_HEAD'); v_bank bigint;
begin
    select u.id into v_bank from genealogy.unit u join register r on r.unit = u.id where u.code = p_bank;
    if v_bank is null or not exists (select from genealogy.named_use where unit_type = 'BANK' and code = p_use) then
        perform genealogy.refuse('ST030', 'Bank and use must exist', jsonb_build_object('unit', p_bank, 'use', p_use));
    end if;
    insert into named_use (bank, use, reason, chosen_by, chosen_at) values (v_bank, p_use, p_reason, v_by, ledger.plant_now());
end $$;

-- The use that was chosen last for a bank, and the one that binds it.
create function chosen_use(p_bank bigint) returns text language sql stable security definer set search_path = bank, pg_temp
    return (select n.use from bank.named_use n where n.bank = p_bank order by n.id desc limit 1);
create function restricted_to(p_bank bigint) returns text language sql stable security definer set search_path = bank, pg_temp
    return (select coalesce(n.code, '?') from genealogy.clearance c left join genealogy.named_use n on n.unit_type = 'BANK' and n.operations = c.allows
             where c.unit = p_bank and c.gate = 'G4' and c.outcome = 'RESTRICTED' and c.ended_at is null);

create function restriction_is_named() returns trigger language plpgsql security definer set search_path = bank, pg_temp as $$
begin
    if not exists (select from genealogy.named_use n where n.unit_type = 'BANK' and n.code = chosen_use(new.unit) and n.operations = new.allows) then
        perform genealogy.refuse('ST10E', 'A restriction allows exactly the use that was chosen for the bank', jsonb_build_object('use', chosen_use(new.unit), 'allows', array_to_string(new.allows, ', ')));
    end if;
    return new;
end $$;
create trigger restriction_is_named before insert or update of state on gate.decision for each row
    when (new.gate = 'G4' and new.outcome = 'RESTRICTED' and new.state in ('OPEN', 'SIGNED')) execute function restriction_is_named();
alter table gate.decision enable always trigger restriction_is_named;

-- Asked for, approved and done for the use that binds the bank as it stands then.
create function keeps_to_use() returns trigger language plpgsql security definer set search_path = bank, pg_temp as $$
begin
    if new.use is not null and not exists (select from genealogy.named_use where unit_type = 'BANK' and code = new.use) then
        perform genealogy.refuse('ST030', 'The use must exist', jsonb_build_object('use', new.use));
    end if;
    if restricted_to(new.bank) is not null and new.use is distinct from restricted_to(new.bank) then
        perform genealogy.refuse('ST10E', format('The bank serves %s only', restricted_to(new.bank)), jsonb_build_object('use', restricted_to(new.bank), 'asked', coalesce(new.use, '-')));
    end if;
    return new;
end $$;
create trigger keeps_to_use before insert or update of state on withdrawal for each row when (new.state in ('REQUESTED', 'APPROVED', 'DONE')) execute function keeps_to_use();
alter table withdrawal enable always trigger keeps_to_use;

create function request_withdrawal(p_bank text, p_vials text[], p_purpose text, p_place text, p_remover text, p_second text, p_planned_at timestamptz, p_use text) returns bigint
    language plpgsql security definer set search_path = bank, pg_temp as $$
declare
    v_bank bigint; v_person integer := need_role('OPERATOR', 'PRODUCTION_HEAD', 'WAREHOUSE'); v_id bigint; v_bad text; v_remover integer; v_second integer;
begin
    select u.id into v_bank from genealogy.unit u join register r on r.unit = u.id where u.code = p_bank for update of u;
    select id into v_remover from people.person where code = p_remover;
    select id into v_second from people.person where code = p_second;
    if v_bank is null or v_remover is null or v_second is null then
        perform genealogy.refuse('ST030', 'Bank and removers must exist', jsonb_build_object('unit', p_bank));
    end if;
    if v_remover = v_second then
        perform genealogy.refuse('ST039', 'Vials are removed by two people', jsonb_build_object('operation', 'OP-220'));
    end if;
    if exists (select from withdrawal where bank = v_bank and state = 'REQUESTED') then
        perform genealogy.refuse('ST077', 'Another withdrawal of this bank waits for its decision', jsonb_build_object('unit', p_bank));
    end if;
    select x into v_bad from unnest(p_vials) x where not exists (
        select from genealogy.unit u where u.code = x and u.lot = v_bank and u.type = 'BANK_CONTAINER' and u.state = 'AVAILABLE'
           and not exists (select from withdrawal_vial v join withdrawal w on w.id = v.withdrawal where v.vial = u.id and w.state in ('REQUESTED', 'APPROVED'))) limit 1;
    if v_bad is not null or coalesce(cardinality(p_vials), 0) = 0 then
        perform genealogy.refuse('ST077', coalesce(v_bad, 'No vial') || ' is not free to be withdrawn from ' || p_bank, jsonb_build_object('unit', v_bad, 'bank', p_bank));
    end if;
    insert into withdrawal (bank, purpose, place, remover, second, planned_at, requested_by, requested_at, use)
    values (v_bank, p_purpose, p_place, v_remover, v_second, p_planned_at, v_person, ledger.plant_now(), p_use) returning id into v_id;
    insert into withdrawal_vial select v_id, u.id from genealogy.unit u where u.code = any (p_vials);
    return v_id;
end $$;
drop function request_withdrawal(text, text[], text, text, text, text, timestamptz);

select ledger.watch('named_use', '{id}');
revoke all on function name_use(text, text, text), chosen_use(bigint), restricted_to(bigint), restriction_is_named(), keeps_to_use(),
    request_withdrawal(text, text[], text, text, text, text, timestamptz, text) from public;
grant select on named_use to stroma_app, stroma_system, stroma_read;
grant execute on function name_use(text, text, text), chosen_use(bigint), restricted_to(bigint), request_withdrawal(text, text[], text, text, text, text, timestamptz, text) to stroma_app;
