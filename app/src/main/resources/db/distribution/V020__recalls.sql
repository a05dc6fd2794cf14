-- Recalls: opened by the signed disposition on the lot, in its transaction, with every consignee that received containers of it; acknowledged by each;
-- closed when shipped − returned − used − destroyed is zero. It holds no patient: which dose a container went into is the graph's to say.
create table recall_class (
    code        text primary key check (code in ('1', '2', '3')),
    notice_days integer not null check (notice_days > 0),
    source      text not null
);
create table recall (
    id          bigint generated always as identity primary key,
    code        text not null unique check (code ~ '^RCL-[0-9]{2}-[0-9]{3,5}$'),
    lot         bigint not null references genealogy.unit,
    disposition bigint not null unique references gate.disposition,
    class       text not null references recall_class,
    reason      text not null,
    opened_at   timestamptz not null,
    notice_due  timestamptz not null,
    state       text not null default 'OPEN' check (state in ('OPEN', 'CLOSED')),
    conclusion  text,
    closed_by   integer references people.person,
    closed_at   timestamptz,
    check ((state = 'CLOSED') = (closed_at is not null)),
    check (state <> 'CLOSED' or length(trim(conclusion)) >= 5)
);
create index on recall (lot);
create sequence recall_number;
create table consignee (
    recall          bigint not null references recall,
    organisation    integer not null references people.organisation,
    acknowledged_by integer references people.person,
    acknowledged_at timestamptz,
    note            text,
    primary key (recall, organisation),
    check ((acknowledged_by is null) = (acknowledged_at is null))
);

-- Every container of a lot that ever left for a consignee: where it went last, and what became of it.
create function consigned(p_lot bigint) returns table (container bigint, organisation integer, shipment bigint, fate text)
    language sql stable security definer set search_path = distribution, pg_temp
begin atomic
    select c.id, h.destination, h.unit,
           case when c.state in ('ADMINISTERED', 'PARTLY_ADMINISTERED') then 'USED'
                when c.state = 'RETURNED_QUARANTINE' or c.state = 'DESTROYED' and exists (select from genealogy.input x join genealogy.operation o on o.id = x.operation and o.type = 'OP-280' where x.unit = c.id) then 'RETURNED'
                when c.state = 'DESTROYED' then 'DESTROYED'
                when c.state = 'MISSING' then 'MISSING'
                when c.state = 'IN_TRANSIT' then 'IN_TRANSIT'
                when c.holder <> (select o.code from people.organisation o where o.id = h.destination) then 'UNPACKED'
                else 'HELD' end
      from genealogy.unit c
      join lateral (select s.* from genealogy.input i join genealogy.operation o on o.id = i.operation and o.type = 'OP-230'
                      join genealogy.input k on k.operation = o.id join distribution.shipment s on s.unit = k.unit
                     where i.unit = c.id order by o.id desc limit 1) h on true
     where c.lot = p_lot and c.type = 'CONTAINER';
end;

create function open_recall() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_id bigint; v_now timestamptz := ledger.plant_now();
begin
    insert into recall (code, lot, disposition, class, reason, opened_at, notice_due)
    select 'RCL-' || to_char(v_now, 'YY') || '-' || lpad(nextval('recall_number')::text, 3, '0'), new.unit, new.id, new.class, new.reason, v_now, v_now + make_interval(days => k.notice_days)
      from recall_class k where k.code = new.class
    returning id into v_id;
    insert into consignee (recall, organisation) select distinct v_id, c.organisation from consigned(new.unit) c where c.fate <> 'UNPACKED';
    if not found then
        perform genealogy.refuse('ST10G', 'Nothing of this lot has left; it is rejected, not recalled', jsonb_build_object('action', new.action));
    end if;
    return null;
end $$;
create trigger opens_recall after update of state on gate.disposition for each row
    when (new.action = 'RECALL' and new.state = 'SIGNED' and old.state <> 'SIGNED') execute function open_recall();
alter table gate.disposition enable always trigger opens_recall;

-- A lot is not closed while its recall is open.
create function no_open_recall() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    if exists (select from recall where lot = new.unit and state = 'OPEN') then
        perform genealogy.refuse('ST10F', 'The recall of this lot is still open', jsonb_build_object('left', (select code from recall where lot = new.unit and state = 'OPEN' limit 1)));
    end if;
    return new;
end $$;
create trigger no_open_recall before insert or update of state on gate.disposition for each row
    when (new.action = 'CLOSE' and new.state in ('OPEN', 'SIGNED')) execute function no_open_recall();
alter table gate.disposition enable always trigger no_open_recall;

create function acknowledge_recall(p_code text, p_note text) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('HOSP_RECEIVER', 'HOSP_PREPARER', 'PHYSICIAN');
begin
    update consignee c set acknowledged_by = v_by, acknowledged_at = ledger.plant_now(), note = p_note from recall r
     where r.id = c.recall and r.code = p_code and r.state = 'OPEN' and c.organisation = organisation_of(v_by) and c.acknowledged_at is null;
    if not found then
        perform genealogy.refuse('ST10H', 'There is no such recall that this organisation has to acknowledge', jsonb_build_object('recall', p_code));
    end if;
end $$;

create function close_recall(p_code text, p_conclusion text) returns void language plpgsql security definer set search_path = distribution, pg_temp as $$
declare
    v_by integer := need('QUALITY_HEAD', 'QA_MAH'); r recall; v_open integer; v_out integer;
begin
    select * into r from recall where code = p_code and state = 'OPEN' for update;
    if r.id is null then
        perform genealogy.refuse('ST10H', 'There is no such open recall', jsonb_build_object('recall', p_code));
    end if;
    select count(*) into v_open from consignee where recall = r.id and acknowledged_at is null;
    select count(*) into v_out from consigned(r.lot) where fate in ('HELD', 'IN_TRANSIT')
        or fate = 'MISSING' and not exists (select from quality.deviation d where d.unit = container and d.state = 'CLOSED');
    if v_open > 0 or v_out > 0 then
        perform genealogy.refuse('ST10J', format('%s consignees have not acknowledged, %s containers are not accounted for', v_open, v_out), jsonb_build_object('recall', p_code, 'open', v_open, 'rest', v_out));
    end if;
    update recall set state = 'CLOSED', conclusion = p_conclusion, closed_by = v_by, closed_at = ledger.plant_now() where id = r.id;
end $$;

select ledger.watch('recall_class', '{code}');
select ledger.watch('recall', '{id}');
select ledger.watch('consignee', '{recall,organisation}');
revoke all on function consigned(bigint), open_recall(), no_open_recall(), acknowledge_recall(text, text), close_recall(text, text) from public;
grant select on recall_class, recall, consignee to stroma_app, stroma_read;
grant execute on function consigned(bigint) to stroma_app, stroma_read;
grant execute on function acknowledge_recall(text, text), close_recall(text, text) to stroma_app;

select ledger.enter_system('system:migrate', 'time to notify consignees by class of recall');
insert into recall_class values ('1', 1, '药品召回管理办法 2022, class 1'), ('2', 3, '药品召回管理办法 2022, class 2'), ('3', 7, '药品召回管理办法 2022, class 3');
