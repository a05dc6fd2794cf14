-- Units, operations, and the one door through which units move.
-- The application's role reads these tables and calls perform(), place_hold() and lift_hold(); it writes nothing directly.

-- The catalogue: what may happen to what. Loaded from YAML by the migrate command, read by the door and by Java.
create table unit_type (
    code    text primary key,
    name_zh text    not null,
    name_en text    not null,
    living  boolean not null default false
);

create table state (
    unit_type text not null references unit_type,
    code      text not null,
    name_zh   text not null,
    name_en   text not null,
    tone      text not null default 'QUIET' check (tone in ('GOOD', 'BAD', 'WARN', 'QUIET')),
    spent     boolean not null default false,
    primary key (unit_type, code)
);

create table operation_type (
    code          text primary key,
    name_zh       text not null,
    name_en       text not null,
    class         text not null check (class in ('SUSTAIN', 'USE', 'OBSERVE', 'MOVE', 'DISPOSE')),
    law           text not null check (law in ('NONE', 'CONSERVE', 'RECOVERY', 'GROWTH', 'COUNT')),
    roles         text[] not null check (cardinality(roles) > 0),
    verifier_role text,
    passage_delta integer not null default 0,
    starts        text check (starts in ('DONATION', 'CULTURE')),
    hands_over    boolean not null default false,
    skill         text
);

create table port (
    operation  text not null references operation_type,
    port       text not null,
    direction  text not null check (direction in ('IN', 'OUT')),
    unit_type  text not null references unit_type,
    from_state text not null,
    to_state   text not null,
    takes      text not null check (takes in ('NONE', 'PART', 'ALL')),
    flow       boolean not null,
    primary key (operation, port, unit_type, from_state, to_state),
    foreign key (unit_type, to_state) references state (unit_type, code)
);

create table gate_transition (
    gate         text not null,
    unit_type    text not null references unit_type,
    outcome      text not null,
    from_state   text not null,
    to_state     text not null,
    effect       text check (effect in ('HOLD', 'OBLIGATION')),
    members_type text,
    members_from text,
    members_to   text,
    primary key (gate, unit_type, outcome, from_state)
);

create table operation (
    id              bigint generated always as identity primary key,
    type            text not null references operation_type,
    donation        bigint,
    donation_number text unique,
    started_at      timestamptz not null,
    ended_at        timestamptz not null check (ended_at >= started_at),
    place           text,
    performed_by    integer not null references people.person,
    verified_by     integer references people.person check (verified_by is distinct from performed_by),
    parameters      jsonb not null default '{}' check (jsonb_typeof(parameters) = 'object'),
    note            text,
    doublings       numeric,
    at_risk         boolean not null default false,
    late_reason     text,
    entered_at      timestamptz not null
);

create table unit (
    id            bigint generated always as identity primary key,
    code          text not null unique check (code ~ '^[A-Za-z0-9][A-Za-z0-9 ._/()+-]{1,63}$'),
    type          text not null references unit_type,
    port          text not null,
    made_by       bigint not null references operation,
    donation      bigint,
    lot           bigint references unit,
    product       text,
    state         text not null,
    quantity      numeric check (quantity > 0),
    remaining     numeric check (remaining >= 0 and remaining <= quantity),
    measure       text,
    qualifier     text check (qualifier in ('viable', 'total')),
    passage       integer check (passage >= 0),
    cpdl          numeric check (cpdl >= 0),
    expires_at    timestamptz,
    holder        text not null,
    position      text,
    subject       text,
    attributes    jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
    revision      integer not null default 0,
    foreign key (type, state) references state (unit_type, code),
    check ((quantity is null) = (measure is null)),
    check ((quantity is null) = (remaining is null))
);
create index on unit (made_by);
create index on unit (donation) where donation is not null;
create index on unit (lot) where lot is not null;
create index on unit (type, state);
create index on unit (subject) where subject is not null;

create table input (
    operation  bigint not null references operation,
    unit       bigint not null references unit,
    port       text not null,
    quantity   numeric check (quantity >= 0),
    from_state text not null,
    to_state   text not null,
    donation   bigint,
    primary key (operation, unit)
);
create index on input (unit);
create index on input (donation) where donation is not null;

-- What became of the part of an input that did not go on: every remainder has a recorded fate.
create table fate (
    operation bigint not null references operation,
    unit      bigint not null references unit,
    fate      text not null check (fate in ('LOSS', 'DISCARD', 'SAMPLE')),
    quantity  numeric not null check (quantity > 0),
    note      text,
    primary key (operation, unit, fate)
);

create table inside (
    id        bigint generated always as identity primary key,
    unit      bigint not null references unit,
    container bigint not null references unit check (container <> unit),
    since     bigint not null references operation,
    until     bigint references operation
);
create unique index inside_now on inside (unit) where until is null;
create index on inside (container);

create table hold (
    id           bigint generated always as identity primary key,
    unit         bigint not null references unit,
    kind         text not null check (kind in ('STOP', 'OBLIGATION')),
    cause        text not null,
    reference    text not null,
    reason       text not null check (length(reason) >= 3),
    pending      text,
    placed_by    text not null,
    placed_at    timestamptz not null,
    closed_by    text,
    closed_at    timestamptz,
    close_reason text,
    check ((closed_at is null) = (close_reason is null))
);
create index hold_open on hold (unit) where closed_at is null;
create unique index hold_once on hold (unit, kind, cause, reference) where closed_at is null;

create table clearance (
    id         bigint generated always as identity primary key,
    unit       bigint not null references unit,
    gate       text not null,
    decision   bigint not null,
    outcome    text not null,
    allows     text[],
    given_at   timestamptz not null,
    ended_at   timestamptz,
    end_cause  text
);
create unique index clearance_in_force on clearance (unit, gate) where ended_at is null;

create table setting (
    code  text primary key,
    value numeric not null,
    note  text not null
);
select ledger.append_only('input');
select ledger.append_only('fate');
select ledger.append_only('operation');

-- Everything above these units, themselves included: inputs of what made them, and the lot or bank they belong to.
create function ancestors(p_units bigint[]) returns table (unit bigint)
    language sql stable security definer set search_path = genealogy, pg_temp
begin atomic
    with recursive up(unit) as (
        select unnest(p_units)
        union
        select x.unit from up cross join lateral (
            select i.unit from genealogy.unit u join genealogy.input i on i.operation = u.made_by where u.id = up.unit
            union all
            select u.lot from genealogy.unit u where u.id = up.unit and u.lot is not null) x)
    select up.unit from up;
end;

create function descendants(p_units bigint[]) returns table (unit bigint)
    language sql stable security definer set search_path = genealogy, pg_temp
begin atomic
    with recursive down(unit) as (
        select unnest(p_units)
        union
        select x.unit from down cross join lateral (
            select u.id as unit from genealogy.input i join genealogy.unit u on u.made_by = i.operation where i.unit = down.unit
            union all
            select u.id from genealogy.unit u where u.lot = down.unit) x)
    select down.unit from down;
end;

create function refuse(p_code text, p_message text, p_detail jsonb) returns void language plpgsql as $$
begin
    raise exception '%', p_message using errcode = p_code, detail = p_detail::text;
end $$;
