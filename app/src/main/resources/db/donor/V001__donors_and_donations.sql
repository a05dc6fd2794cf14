-- Donors by code, their consents, samples and donations. Who a donor is stands in the vault and nowhere else.
-- Rows never change: a newer consent or sample is another row; results are evidence.

create table record (
    unit         bigint primary key references genealogy.unit,
    code         text not null unique,
    jurisdiction text not null check (jurisdiction in ('CN', 'US', 'EU')),
    centre       text not null,
    twin_of      bigint references record check (twin_of <> unit),
    enrolled_at  timestamptz not null
);
comment on table record is 'One row for each newborn whose cord may be collected; a twin is a record of its own that shares its mother''s consent, screening and samples.';
create index on record (twin_of) where twin_of is not null;
select ledger.append_only('record');

create table consent (
    id             bigint generated always as identity primary key,
    donor          bigint not null references record,
    version        text not null check (length(trim(version)) between 1 and 40),
    signed_at      timestamptz not null,
    interviewer    text not null,
    donation       boolean not null,
    testing        boolean not null,
    manufacture    boolean not null,
    disclosure     text not null check (disclosure in ('NONE', 'TREATABLE', 'ALL')),
    storage_years  integer check (storage_years between 1 and 200),
    other_products boolean not null,
    cross_border   boolean not null,
    recontact      boolean not null,
    withdrawal     text not null check (withdrawal in ('UNTIL_PROCESSED', 'FURTHER_USE')),
    entered_by     text not null,
    entered_at     timestamptz not null
);
create index on consent (donor);
select ledger.append_only('consent');

-- Blood of the mother or of the cord, with what was given before it was drawn (the sample may be diluted).
create table sample (
    unit              bigint primary key references genealogy.unit,
    donor             bigint not null references record,
    purpose           text not null check (purpose in ('MATERNAL', 'RETEST', 'CORD_BLOOD')),
    drawn_at          timestamptz not null,
    weight_kg         numeric check (weight_kg > 0 and weight_kg < 400),
    blood_ml_48h      numeric check (blood_ml_48h >= 0),
    colloid_ml_48h    numeric check (colloid_ml_48h >= 0),
    crystalloid_ml_1h numeric check (crystalloid_ml_1h >= 0),
    check (num_nulls(weight_kg, blood_ml_48h, colloid_ml_48h, crystalloid_ml_1h) in (0, 4))
);
create index on sample (donor);
select ledger.append_only('sample');

create table donation (
    operation bigint primary key references genealogy.operation,
    donor     bigint not null unique references record,
    tissue    bigint not null unique references genealogy.unit,
    din       text not null unique check (din ~ '^[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}$'),
    clamp_at  timestamptz not null
);
select ledger.append_only('donation');

-- What was read off the label when the tissue came in, and what the logger said, beside the file itself.
create table receipt (
    tissue       bigint primary key references genealogy.unit,
    operation    bigint not null unique references genealogy.operation,
    label_din    text not null,
    label_donor  text not null,
    label_centre text not null,
    logger_file  bytea references evidence.file
);
select ledger.append_only('receipt');

create function author_has(p_roles text[]) returns void language plpgsql stable security definer set search_path = donor, pg_temp as $$
begin
    if not exists (select from unnest(p_roles) r where people.has_role(people.author(), r)) then
        perform genealogy.refuse('ST038', 'This asks for another role', jsonb_build_object('roles', array_to_string(p_roles, ', ')));
    end if;
end $$;

create function family(p_donor bigint) returns setof bigint language sql stable security definer set search_path = donor, pg_temp
begin atomic
    select r.unit from donor.record r
     where coalesce(r.twin_of, r.unit) = (select coalesce(x.twin_of, x.unit) from donor.record x where x.unit = p_donor);
end;

create function check_record() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
declare
    u genealogy.unit; t record;
begin
    perform author_has('{COLLECTOR}');
    select * into u from genealogy.unit where id = new.unit;
    if u.type <> 'DONOR_RECORD' or u.code <> new.code or u.holder <> new.centre then
        perform genealogy.refuse('ST061', 'A donor record describes its own unit', jsonb_build_object('unit', new.code));
    end if;
    if new.twin_of is not null then
        select * into t from record where unit = new.twin_of;
        if t.twin_of is not null or t.jurisdiction <> new.jurisdiction or t.centre <> new.centre then
            perform genealogy.refuse('ST061', 'A twin belongs to the first record of the same mother, centre and jurisdiction', jsonb_build_object('unit', new.code));
        end if;
    end if;
    return new;
end $$;
create trigger checked before insert on record for each row execute function check_record();

create function check_consent() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
begin
    perform author_has('{COLLECTOR}');
    if new.signed_at > ledger.plant_now() or new.entered_by <> ledger.author_of_this_transaction() then
        perform genealogy.refuse('ST060', 'A consent is entered by its author, after it was signed', '{}');
    end if;
    if (select twin_of from record where unit = new.donor) is not null then
        perform genealogy.refuse('ST060', 'The mother consents once, in her first record', '{}');
    end if;
    return new;
end $$;
create trigger checked before insert on consent for each row execute function check_consent();

create function check_sample() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
declare
    o genealogy.operation; u genealogy.unit;
begin
    select * into u from genealogy.unit where id = new.unit;
    select * into o from genealogy.operation where id = u.made_by;
    if u.type <> 'SAMPLE' or o.type not in ('OP-025', 'OP-030') or new.drawn_at not between o.started_at and o.ended_at
        or not exists (select from genealogy.input i where i.operation = o.id and i.unit = new.donor) then
        perform genealogy.refuse('ST061', 'A sample is described as it was drawn: same donor, time within its operation', jsonb_build_object('unit', u.code));
    end if;
    return new;
end $$;
create trigger checked before insert on sample for each row execute function check_sample();

create function check_donation() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
declare
    o genealogy.operation;
begin
    select * into o from genealogy.operation where id = new.operation;
    if o.type <> 'OP-030' or replace(o.donation_number, ' ', '') <> new.din or new.clamp_at not between o.started_at and o.ended_at
        or not exists (select from genealogy.input i where i.operation = o.id and i.unit = new.donor)
        or not exists (select from genealogy.unit u where u.id = new.tissue and u.made_by = o.id and u.type = 'TISSUE') then
        perform genealogy.refuse('ST061', 'A donation is described as it was collected: same donor, tissue and number, clamp within its operation', jsonb_build_object('din', new.din));
    end if;
    return new;
end $$;
create trigger checked before insert on donation for each row execute function check_donation();

create function check_receipt() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
begin
    if not exists (select from genealogy.operation o join genealogy.input i on i.operation = o.id where o.id = new.operation and o.type = 'OP-050' and i.unit = new.tissue) then
        perform genealogy.refuse('ST061', 'A receipt belongs to the operation that received the tissue', '{}');
    end if;
    return new;
end $$;
create trigger checked before insert on receipt for each row execute function check_receipt();

-- Nothing is drawn or collected from a registered donor without a consent that covers it and was signed before; one record gives one
-- donation, so that cords of twins stay two donations.
create function on_input() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
declare
    o genealogy.operation; r record;
begin
    select * into r from record where unit = new.unit;
    if r.unit is null then
        return new;
    end if;
    select * into o from genealogy.operation where id = new.operation;
    if o.type in ('OP-025', 'OP-030') and not exists (
        select from (select * from consent c where c.donor = coalesce(r.twin_of, r.unit) and c.signed_at <= o.started_at order by c.id desc limit 1) c
         where case o.type when 'OP-030' then c.donation else c.testing end) then
        perform genealogy.refuse('ST060', 'No consent that covers this was signed before it began', jsonb_build_object('unit', r.code, 'operation', o.type));
    end if;
    if o.type = 'OP-030' and exists (select from genealogy.input i join genealogy.operation p on p.id = i.operation where i.unit = new.unit and p.type = 'OP-030' and p.id <> o.id) then
        perform genealogy.refuse('ST063', 'This record has its donation; the cord of a twin is collected under a record of its own', jsonb_build_object('unit', r.code));
    end if;
    return new;
end $$;
create trigger donor_rules after insert on genealogy.input for each row execute function on_input();
alter table genealogy.input enable always trigger donor_rules;

-- A withdrawal stops what descends from the donor: the hold must stand when the state changes.
create function on_withdrawal() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
begin
    if exists (select from record r where r.unit = new.id)
        and not exists (select from genealogy.hold h where h.unit = new.id and h.kind = 'STOP' and h.cause = 'CONSENT' and h.closed_at is null) then
        perform genealogy.refuse('ST062', 'A withdrawal places a hold on the donor', jsonb_build_object('unit', new.code));
    end if;
    return null;
end $$;
create trigger donor_withdrawal after update of state on genealogy.unit for each row
    when (new.state = 'WITHDRAWN' and old.state <> 'WITHDRAWN') execute function on_withdrawal();
alter table genealogy.unit enable always trigger donor_withdrawal;

-- Late information: something reactive or adverse about a donor who has been cleared stops everything below, in the same transaction,
-- before anybody has judged it. Twins share their mother.
create function on_finding() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
declare
    v_donor bigint; m record;
begin
    select coalesce((select r.unit from record r where r.unit = new.unit), (select s.donor from sample s where s.unit = new.unit)) into v_donor;
    if v_donor is null
        or ((new.characteristic not in ('cmv_igg', 'ebv_igg') and (new.content @> '[{"found": "POSITIVE"}]' or new.content @> '[{"found": "INDETERMINATE"}]'))
            or (new.characteristic in ('infectious_disease', 'genetic_history', 'malignancy', 'pregnancy_complication') and new.content @> '[{"flag": true}]')
            or (new.content -> 0 -> 'parts' -> 'clonal' ->> 'flag') = 'true') is not true then
        return null;
    end if;
    for m in select r.* from record r join genealogy.unit u on u.id = r.unit where r.unit in (select family(v_donor)) and u.state in ('ELIGIBLE', 'DEFERRED') loop
        perform genealogy.place_hold(m.code, 'STOP', 'LATE_REPORT', new.id::text, 'late information: ' || new.characteristic, 'a new decision at G1');
    end loop;
    return null;
end $$;
create trigger donor_finding after insert on evidence.observation for each row execute function on_finding();
alter table evidence.observation enable always trigger donor_finding;

select ledger.watch('record', '{unit}');
select ledger.watch('consent', '{id}');
select ledger.watch('sample', '{unit}');
select ledger.watch('donation', '{operation}');
select ledger.watch('receipt', '{tissue}');

revoke all on all functions in schema donor from public;
grant usage on schema donor to stroma_app, stroma_read;
grant select on record, consent, sample, donation, receipt to stroma_app, stroma_read;
grant insert on record, consent, sample, donation, receipt to stroma_app;
