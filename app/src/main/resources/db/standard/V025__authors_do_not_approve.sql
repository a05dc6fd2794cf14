-- Whoever drafted a standard does not approve it.
create function author_does_not_approve() returns trigger language plpgsql security definer set search_path = standard, pg_temp as $$
begin
    if exists (select from approval_item i join version v on v.id = i.version where i.approval::text = new.record_id and v.drafted_by = new.person) then
        raise exception 'Nobody approves what he wrote himself' using errcode = 'ST018';
    end if;
    return new;
end $$;
revoke all on function author_does_not_approve() from public;
create trigger author_does_not_approve_standard before insert on people.signature for each row when (new.record_type = 'standard-approval' and new.meaning = 'APPROVED') execute function author_does_not_approve();
alter table people.signature enable always trigger author_does_not_approve_standard;
