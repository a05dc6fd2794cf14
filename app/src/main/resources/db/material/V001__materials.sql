-- What is bought and what is prepared from it: the master of materials, who may supply them, lots, solutions, and what batches were given.
-- Quantities and states of lots live in genealogy and change through the door only; release is a decision of gate G3.

create table setting (
    code  text primary key,
    value numeric not null,
    note  text    not null
);

-- Who makes and who sells.
create table company (
    code    text primary key check (code ~ '^[A-Z0-9-]{2,20}$'),
    name_zh text not null check (length(trim(name_zh)) >= 2),
    name_en text not null check (length(trim(name_en)) >= 2),
    country text not null check (country ~ '^[A-Z]{2}$')
);

-- An audit of a maker; what it is good for ends after the years that the risk level of the material allows.
create table audit (
    id         bigint generated always as identity primary key,
    company    text not null references company,
    audited_on date not null,
    outcome    text not null check (outcome in ('PASSED', 'FAILED')),
    report     bytea references evidence.file,
    note       text,
    entered_by integer not null references people.person,
    entered_at timestamptz not null,
    check (audited_on <= entered_at::date + 1)
);
create index on audit (company);
select ledger.append_only('audit');

create table material (
    code      text primary key check (code ~ '^[A-Z0-9][A-Z0-9-]{1,19}$'),
    name_zh   text not null check (length(trim(name_zh)) >= 2),
    name_en   text not null check (length(trim(name_en)) >= 2),
    family    text not null check (family ~ '^[A-Z_]{3,40}$'),
    measure   text not null,
    storage   text not null,
    reorder   numeric not null default 0 check (reorder >= 0),
    active    boolean not null default true
);

-- What a material consists of; decides the class of a medium and what is asked of animal, human and pooled origin.
create table component (
    material text not null references material,
    name     text not null check (length(trim(name)) >= 2),
    nature   text not null check (nature in ('HUMAN_BLOOD', 'HUMAN', 'ANIMAL_SERUM', 'ANIMAL', 'RECOMBINANT', 'CHEMICAL', 'PLANT', 'MICROBIAL', 'POLYMER')),
    species  text,
    pooled   boolean not null default false,
    primary key (material, name),
    check (nature not in ('ANIMAL', 'ANIMAL_SERUM') or length(trim(species)) >= 2)
);
select ledger.append_only('component');

-- The list of approved sources: the newest row of a maker and seller for a material counts.
create table approval (
    id           bigint generated always as identity primary key,
    material     text not null references material,
    manufacturer text not null references company,
    supplier     text not null references company,
    state        text not null check (state in ('APPROVED', 'SUSPENDED')),
    reason       text not null check (length(trim(reason)) >= 3),
    entered_by   integer not null references people.person,
    entered_at   timestamptz not null
);
create index on approval (material);
select ledger.append_only('approval');

-- The risk level is the outcome of an assessment that two people sign; it ends on its review date.
create table assessment (
    id           bigint generated always as identity primary key,
    material     text not null references material,
    level        text not null check (level in ('L1', 'L2', 'L3', 'L4')),
    origin       text not null check (length(trim(origin)) >= 3),
    process      text not null check (length(trim(process)) >= 3),
    toxicity     text not null check (length(trim(toxicity)) >= 3),
    adventitious text not null check (length(trim(adventitious)) >= 3),
    review_on    date not null,
    content      bytea not null,
    entered_by   integer not null references people.person,
    entered_at   timestamptz not null
);
create index on assessment (material);
select ledger.append_only('assessment');

create view assessment_in_force as
    select distinct on (a.material) a.id, a.material, a.level, a.origin, a.process, a.toxicity, a.adventitious, a.review_on, a.entered_at
      from assessment a
      join people.signable s on s.record_type = 'material-assessment' and s.record_id = a.id::text and s.void_cause is null and s.content = a.content
       and s.revision = (select max(x.revision) from people.signable x where x.record_type = s.record_type and x.record_id = s.record_id)
      join people.signature one on (one.record_type, one.record_id, one.revision, one.role) = (s.record_type, s.record_id, s.revision, 'SUPPLIER_QUALITY')
      join people.signature two on (two.record_type, two.record_id, two.revision, two.role) = (s.record_type, s.record_id, s.revision, 'QA') and two.person <> one.person
     order by a.material, a.id desc;

-- Countries from which animal material is not taken; a newer version of the list replaces the older one whole.
create table epidemic (
    version integer not null,
    country text    not null check (country ~ '^[A-Z]{2}$'),
    disease text    not null,
    primary key (version, country, disease)
);
select ledger.append_only('epidemic');

-- What a supplier told us and we have to assess, and what we told a supplier about a rejected lot.
create table notice (
    id          bigint generated always as identity primary key,
    material    text not null references material,
    company     text not null references company,
    unit        bigint references genealogy.unit,
    kind        text not null check (kind in ('CHANGE', 'REJECTION')),
    content     text not null check (length(trim(content)) >= 5),
    entered_by  integer not null references people.person,
    entered_at  timestamptz not null,
    assessment  text,
    assessed_by integer references people.person,
    assessed_at timestamptz,
    check ((assessed_at is null) = (assessment is null)),
    check (assessed_by is distinct from entered_by)
);
create index on notice (material) where assessed_at is null;

create table lot (
    unit           bigint primary key references genealogy.unit,
    material       text not null references material,
    manufacturer   text not null references company,
    supplier       text not null references company,
    supplier_lot   text not null check (length(trim(supplier_lot)) >= 1),
    containers     integer not null check (containers > 0),
    origin_country text check (origin_country ~ '^[A-Z]{2}$'),
    needed_until   timestamptz not null,
    storage_found  text not null
);
create index on lot (material);
create index on lot (supplier_lot);

-- A named use bounds a restricted release: what for, and the operations it lets through.
create table named_use (
    id         bigint generated always as identity primary key,
    unit       bigint not null references lot,
    purpose    text   not null check (length(trim(purpose)) >= 3),
    operations text[] not null check (cardinality(operations) > 0),
    entered_by integer not null references people.person,
    entered_at timestamptz not null
);
select ledger.append_only('named_use');

-- Sampling plan of the plant: up to that many containers, all of them or ceil(factor x sqrt(N)) + plus.
create table sampling_step (
    up_to  integer primary key,
    whole  boolean not null,
    factor numeric not null,
    plus   integer not null,
    source text    not null
);

create table sampling (
    id         bigint generated always as identity primary key,
    unit       bigint not null references lot,
    operation  bigint not null references genealogy.operation,
    opened     integer not null check (opened > 0),
    asked      integer not null
);
select ledger.append_only('sampling');

-- How a solution is prepared. A version never changes; its own life is what the named study has shown.
create table recipe (
    code       text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{1,19}$'),
    version    integer not null check (version > 0),
    name_zh    text not null,
    name_en    text not null,
    components text[] not null check (cardinality(components) > 0),
    life_hours integer not null check (life_hours > 0),
    open_hours integer not null check (open_hours > 0),
    storage    text not null,
    filtered   boolean not null,
    study      text not null check (length(trim(study)) >= 3),
    primary key (code, version)
);
select ledger.append_only('recipe');

create table solution (
    unit    bigint primary key references genealogy.unit,
    recipe  text not null,
    version integer not null,
    samples text[] not null default '{}',
    foreign key (recipe, version) references recipe (code, version)
);
select ledger.append_only('solution');

-- What a batch was given and gave back; what it used is what the door booked under its name.
create table issue (
    id        bigint generated always as identity primary key,
    batch     text not null check (length(trim(batch)) >= 2),
    unit      bigint not null references genealogy.unit,
    quantity  numeric not null check (quantity > 0),
    taken_by  integer not null references people.person,
    reason    text,
    given_by  integer not null references people.person check (given_by <> taken_by),
    given_at  timestamptz not null
);
create index on issue (unit);
create index on issue (batch);
select ledger.append_only('issue');

create table give_back (
    id         bigint generated always as identity primary key,
    issue      bigint not null references issue,
    quantity   numeric not null check (quantity > 0),
    condition  text not null check (length(trim(condition)) >= 3),
    entered_by integer not null references people.person,
    entered_at timestamptz not null
);
create index on give_back (issue);
select ledger.append_only('give_back');

create table stock_count (
    id         bigint generated always as identity primary key,
    unit       bigint not null references genealogy.unit,
    booked     numeric not null,
    counted    numeric not null check (counted >= 0),
    reason     text,
    operation  bigint references genealogy.operation,
    entered_by integer not null references people.person,
    entered_at timestamptz not null,
    check (booked = counted or length(trim(reason)) >= 3)
);
create index on stock_count (unit);
select ledger.append_only('stock_count');
