-- Whether a requirement that applies case by case applies to one unit: a signed ruling with rationale and end, on donors, their tissue,
-- materials and solutions. Banks and lots have theirs with their tests.
create table ruling_signer (
    unit_type text    not null references genealogy.unit_type,
    role      text    not null references people.role,
    meaning   text    not null,
    place     integer not null,
    primary key (unit_type, role)
);

create table ruling (
    id             bigint generated always as identity primary key,
    unit           bigint not null references genealogy.unit,
    characteristic text not null check (characteristic ~ '^[a-z][a-z0-9_]{1,60}$'),
    required       boolean not null,
    rationale      text not null check (length(trim(rationale)) >= 5),
    valid_until    timestamptz not null,
    state          text not null default 'OPEN' check (state in ('OPEN', 'SIGNED', 'SUPERSEDED', 'WITHDRAWN')),
    proposed_by    integer not null references people.person,
    proposed_at    timestamptz not null,
    completed_at   timestamptz
);
create unique index ruling_open on ruling (unit, characteristic) where state = 'OPEN';
create unique index ruling_signed on ruling (unit, characteristic) where state = 'SIGNED';

create function propose_ruling(p_unit text, p_characteristic text, p_required boolean, p_rationale text, p_valid_until timestamptz) returns bigint
    language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    u genealogy.unit; v_old bigint; v_id bigint; v_word text := case when p_required then 'REQUIRED' else 'NOT_REQUIRED' end;
begin
    select * into u from genealogy.unit where code = p_unit;
    if u.id is null or not exists (select from ruling_signer where unit_type = u.type) then
        perform genealogy.refuse('ST030', 'There is nothing to rule on ' || coalesce(p_unit, '(none)'), jsonb_build_object('unit', p_unit));
    end if;
    if people.author() is null or not exists (select from ruling_signer s where s.unit_type = u.type and people.has_role(people.author(), s.role)) then
        perform genealogy.refuse('ST038', 'A ruling is proposed by who may sign it', jsonb_build_object('roles',
            (select string_agg(role, ', ' order by place) from ruling_signer where unit_type = u.type)));
    end if;
    if p_valid_until is null or p_valid_until <= ledger.plant_now() then
        perform genealogy.refuse('ST059', 'A ruling ends in the future', jsonb_build_object('unit', p_unit));
    end if;
    for v_old in update ruling set state = 'WITHDRAWN' where unit = u.id and characteristic = p_characteristic and state = 'OPEN' returning id loop
        perform people.void_signable('ruling', v_old::text, 'a newer proposal');
    end loop;
    insert into ruling (unit, characteristic, required, rationale, valid_until, proposed_by, proposed_at)
    values (u.id, p_characteristic, p_required, p_rationale, p_valid_until, people.author(), ledger.plant_now()) returning id into v_id;
    perform people.put_signable('ruling', v_id::text, 'application/json', '1',
        convert_to(jsonb_build_object('ruling', v_id::text, 'unit', p_unit, 'characteristic', p_characteristic, 'outcome', v_word, 'rationale', p_rationale,
            'validUntil', p_valid_until)::text, 'UTF8'),
        p_unit || ' · ' || p_characteristic || ' · ' || case when p_required then '要求' else '不要求' end, p_unit || ' · ' || p_characteristic || ' · ' || v_word,
        array(select role from ruling_signer where unit_type = u.type order by place), array(select meaning from ruling_signer where unit_type = u.type order by place),
        array(select '' from ruling_signer where unit_type = u.type order by place));
    return v_id;
end $$;

-- In force when everybody whose signature its panel asks for has signed the bytes of this very ruling.
create function on_ruling_signature() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    r ruling; v_old bigint;
begin
    select * into r from ruling where id::text = new.record_id for update;
    if r.state = 'OPEN'
        and (select convert_from(s.content, 'UTF8')::jsonb from people.signable s where (s.record_type, s.record_id, s.revision) = (new.record_type, new.record_id, new.revision))
            @> jsonb_build_object('ruling', r.id::text, 'characteristic', r.characteristic, 'outcome', case when r.required then 'REQUIRED' else 'NOT_REQUIRED' end, 'rationale', r.rationale)
        and not exists (select from people.signature_needed n where (n.record_type, n.record_id, n.revision) = (new.record_type, new.record_id, new.revision)
              and not exists (select from people.signature g where (g.record_type, g.record_id, g.revision, g.role) = (n.record_type, n.record_id, n.revision, n.role))) then
        for v_old in update ruling set state = 'SUPERSEDED' where unit = r.unit and characteristic = r.characteristic and state = 'SIGNED' returning id loop
            perform people.void_signable('ruling', v_old::text, 'superseded by ruling ' || r.id);
        end loop;
        update ruling set state = 'SIGNED', completed_at = ledger.plant_now() where id = r.id;
    end if;
    return null;
end $$;
create trigger completes_ruling after insert on people.signature for each row when (new.record_type = 'ruling') execute function on_ruling_signature();
alter table people.signature enable always trigger completes_ruling;

-- What a higher schema may read of it.
create function rulings_on(p_units bigint[]) returns table (id bigint, unit text, characteristic text, required boolean, rationale text, valid_until timestamptz, state text,
        proposed_by text, proposed_at timestamptz)
    language sql stable security definer set search_path = gate, pg_temp
begin atomic
    select r.id, u.code, r.characteristic, r.required, r.rationale, r.valid_until, r.state, p.code, r.proposed_at
      from gate.ruling r join genealogy.unit u on u.id = r.unit join people.person p on p.id = r.proposed_by
     where r.unit = any (p_units) and r.state in ('OPEN', 'SIGNED') order by r.id;
end;

-- A signed decision that nobody signed: what claims to be one is derived from its signatures or is nothing.
create function no_typed_ruling() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
begin
    perform genealogy.refuse('ST047', 'A signed decision is not typed in', jsonb_build_object('characteristic', new.characteristic));
    return null;
end $$;
create trigger no_typed_ruling before insert on evidence.observation for each row
    when (new.kind <> 'DERIVED' and new.content @> '[{"signed": true}]') execute function no_typed_ruling();
alter table evidence.observation enable always trigger no_typed_ruling;

select ledger.watch('ruling_signer', '{unit_type,role}');
select ledger.watch('ruling', '{id}');
revoke all on function propose_ruling(text, text, boolean, text, timestamptz), on_ruling_signature(), rulings_on(bigint[]), no_typed_ruling() from public;
grant select on ruling_signer, ruling to stroma_app, stroma_system, stroma_read;
grant execute on function propose_ruling(text, text, boolean, text, timestamptz), rulings_on(bigint[]) to stroma_app;
