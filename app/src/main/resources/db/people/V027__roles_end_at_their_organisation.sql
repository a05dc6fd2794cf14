-- A role held in one organisation is none in another. People of hospitals, carriers, laboratories and collection centres sign what is of their own organisation;
-- those of a maker or a holder what is the plant's or of organisations of another kind, never what is of another maker or another holder.
create or replace function signs_at(p_person integer, p_place text) returns boolean
    language sql stable security definer set search_path = people, pg_temp
    return exists (select from people.person p join people.organisation o on o.id = p.organisation
                    where p.id = p_person and (o.code = p_place or (o.kind in ('MAKER', 'MAH')
                          and not exists (select from people.organisation x where x.code = p_place and x.kind = o.kind))));

-- What excludes what on one record, beside those that stand already; who enforces which is written down in docs/requirements.md.
select ledger.enter_system('system:migrate', 'separation of duties as the domain brief lists it');
insert into forbidden_pair (role_a, role_b, scope, source) values ('QC_REVIEWER', 'QC_HEAD', 'RECORD', 'domain brief 5.4: who reviewed a result does not set it aside');

-- Whoever put master data before its signers wrote it, and does not approve it. (An approval of standards is put by whoever collects drafts of others; the drafters are looked up
-- where standards are, those of methods where methods are.)
create table written_record (
    record_type text primary key
);
select ledger.watch('written_record', '{record_type}');
insert into written_record values ('material-assessment'), ('ruling'), ('test-decision');
grant select on written_record to stroma_app, stroma_read;

create function writer_does_not_approve() returns trigger language plpgsql security definer set search_path = people, pg_temp as $$
begin
    if exists (select from signable s join written_record w using (record_type)
                where (s.record_type, s.record_id, s.revision) = (new.record_type, new.record_id, new.revision) and s.put_by = new.person) then
        raise exception 'Nobody approves what he wrote himself' using errcode = 'ST018';
    end if;
    return new;
end $$;
revoke all on function writer_does_not_approve() from public;
create trigger writer_does_not_approve before insert on signature for each row when (new.meaning = 'APPROVED') execute function writer_does_not_approve();
alter table signature enable always trigger writer_does_not_approve;
