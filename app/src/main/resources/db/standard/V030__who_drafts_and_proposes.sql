-- Drafting, proposing and taking back ask for the roles that the register asks for.
create table office (
    act   text   primary key check (act in ('DRAFT', 'PROPOSE')),
    roles text[] not null check (cardinality(roles) > 0)
);
select ledger.watch('office', '{act}');
select ledger.enter_system('system:migrate', 'who drafts standards and who puts them before the approvers, as shipped');
insert into office values ('DRAFT', '{QA,QC_HEAD,PROCESS_SCIENTIST}'), ('PROPOSE', '{QA,QUALITY_HEAD}');

create function done_in_office() returns trigger language plpgsql security definer set search_path = standard, pg_temp as $$
declare
    v_roles text[] := (select roles from office where act = tg_argv[0]);
begin
    if ledger.author_of_this_transaction() like 'system:%' then
        return new;
    end if;
    if not coalesce(people.has_any_role(people.author(), v_roles), false) then
        perform refuse('ST038', 'Standards are drafted and proposed by others', array_to_string(v_roles, ', '));
    end if;
    return new;
end $$;
create trigger drafted_in_office before insert on version for each row execute function done_in_office('DRAFT');
create trigger withdrawn_in_office before update of state on version for each row
    when (new.state = 'WITHDRAWN' and old.state <> 'WITHDRAWN') execute function done_in_office('DRAFT');
create trigger proposed_in_office before insert on approval for each row execute function done_in_office('PROPOSE');
create trigger taken_back_in_office before update of state on approval for each row
    when (new.state = 'WITHDRAWN' and old.state = 'OPEN') execute function done_in_office('PROPOSE');
alter table version enable always trigger drafted_in_office;
alter table version enable always trigger withdrawn_in_office;
alter table approval enable always trigger proposed_in_office;
alter table approval enable always trigger taken_back_in_office;

-- A draft is signed in the role in which it may be drafted.
create function signed_in_office() returns trigger language plpgsql security definer set search_path = standard, pg_temp as $$
begin
    if not new.role = any ((select roles from office where act = 'DRAFT')::text[]) then
        perform refuse('ST038', 'A draft of a standard is not signed in this role', new.role);
    end if;
    return new;
end $$;
create trigger draft_signed_in_office before insert on people.signature_needed for each row when (new.record_type = 'standard-draft') execute function signed_in_office();
alter table people.signature_needed enable always trigger draft_signed_in_office;

revoke all on function done_in_office(), signed_in_office() from public;
grant select on office to stroma_app, stroma_system, stroma_read;
