-- Rules that no service may forget.

-- Who may write: the roles are the arguments of the trigger.
create function asks_role() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
begin
    -- Rows that a migration ships have a system author.
    if ledger.author_of_this_transaction() = 'system:migrate' then
        return new;
    end if;
    if people.author() is null or not exists (select from unnest(tg_argv) r where people.has_role(people.author(), r)) then
        perform genealogy.refuse('ST038', 'This asks for another role', jsonb_build_object('roles', array_to_string(tg_argv, ', ')));
    end if;
    return new;
end $$;

-- The database writes who and when; nobody signs a row in another's name.
create function by_author() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
begin
    new.entered_by := people.author();
    new.entered_at := ledger.plant_now();
    return new;
end $$;

create trigger a_role before insert or update on company for each row execute function asks_role('SUPPLIER_QUALITY', 'QA');
create trigger a_role before insert on audit for each row execute function asks_role('SUPPLIER_QUALITY');
create trigger b_author before insert on audit for each row execute function by_author();
create trigger a_role before insert or update on material for each row execute function asks_role('SUPPLIER_QUALITY', 'QA');
create trigger a_role before insert on component for each row execute function asks_role('SUPPLIER_QUALITY', 'QA');
create trigger a_role before insert on approval for each row execute function asks_role('QA');
create trigger b_author before insert on approval for each row execute function by_author();
create trigger a_role before insert on epidemic for each row execute function asks_role('QA');
create trigger a_role before insert on notice for each row execute function asks_role('SUPPLIER_QUALITY', 'QA');
create trigger b_author before insert on notice for each row execute function by_author();
create trigger a_role before insert or update on lot for each row execute function asks_role('WAREHOUSE');
create trigger a_role before insert on named_use for each row execute function asks_role('QA', 'QC_REVIEWER');
create trigger b_author before insert on named_use for each row execute function by_author();
create trigger a_role before insert on recipe for each row execute function asks_role('PROCESS_SCIENTIST', 'QA');
create trigger a_role before insert on give_back for each row execute function asks_role('WAREHOUSE');
create trigger b_author before insert on give_back for each row execute function by_author();
create trigger a_role before insert on stock_count for each row execute function asks_role('WAREHOUSE');
create trigger b_author before insert on stock_count for each row execute function by_author();
create trigger a_role before insert on issue for each row execute function asks_role('WAREHOUSE');
create trigger a_role before update on setting for each row execute function asks_role('QUALITY_HEAD');

-- Components decide what is asked of lots that are there already: they are listed before the first lot.
create function closed_after_first_lot() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
begin
    if exists (select from lot where material = new.material) then
        perform genealogy.refuse('ST088', 'Lots of this material exist; a changed composition is a new material', jsonb_build_object('material', new.material));
    end if;
    return new;
end $$;
create trigger c_closed before insert on component for each row execute function closed_after_first_lot();

create function assess(p_material text, p_level text, p_origin text, p_process text, p_toxicity text, p_adventitious text, p_review_on date,
        p_title_zh text, p_title_en text) returns bigint
    language plpgsql security definer set search_path = material, pg_temp as $$
declare
    v_id bigint; v_content bytea;
begin
    if people.author() is null or not (people.has_role(people.author(), 'SUPPLIER_QUALITY') or people.has_role(people.author(), 'QA')) then
        perform genealogy.refuse('ST038', 'A material is assessed by supplier quality or QA', jsonb_build_object('roles', 'SUPPLIER_QUALITY, QA'));
    end if;
    if p_review_on <= ledger.plant_now()::date then
        perform genealogy.refuse('ST089', 'The review date lies ahead', jsonb_build_object('material', p_material));
    end if;
    v_id := nextval(pg_get_serial_sequence('material.assessment', 'id'));
    v_content := convert_to(jsonb_build_object('assessment', v_id::text, 'material', p_material, 'level', p_level, 'origin', p_origin, 'process', p_process,
        'toxicity', p_toxicity, 'adventitious', p_adventitious, 'reviewOn', p_review_on::text,
        'components', (select jsonb_agg(jsonb_build_object('name', c.name, 'nature', c.nature, 'species', c.species, 'pooled', c.pooled) order by c.name)
                         from component c where c.material = p_material))::text, 'UTF8');
    insert into assessment (id, material, level, origin, process, toxicity, adventitious, review_on, content, entered_by, entered_at) overriding system value
    values (v_id, p_material, p_level, p_origin, p_process, p_toxicity, p_adventitious, p_review_on, v_content, people.author(), ledger.plant_now());
    perform people.put_signable('material-assessment', v_id::text, 'application/json', '1', v_content, p_title_zh, p_title_en,
        array ['SUPPLIER_QUALITY', 'QA'], array ['REVIEWED', 'APPROVED'], array ['', '']);
    return v_id;
end $$;

create function assess_notice(p_id bigint, p_assessment text) returns void language plpgsql security definer set search_path = material, pg_temp as $$
begin
    if people.author() is null or not people.has_role(people.author(), 'QA') then
        perform genealogy.refuse('ST038', 'A change of a supplier is assessed by QA', jsonb_build_object('roles', 'QA'));
    end if;
    if exists (select from notice where id = p_id and entered_by = people.author()) then
        perform genealogy.refuse('ST018', 'Nobody assesses what he entered himself', '{}');
    end if;
    update notice set assessment = p_assessment, assessed_by = people.author(), assessed_at = ledger.plant_now() where id = p_id and assessed_at is null;
    if not found then
        perform genealogy.refuse('ST044', 'It has been assessed already', '{}');
    end if;
end $$;

-- A lot is described by who received it, in the same breath; afterwards only the plan for its use may change.
create function check_lot() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        if to_jsonb(new) - 'needed_until' <> to_jsonb(old) - 'needed_until' then
            perform genealogy.refuse('ST081', 'What was received is not rewritten', '{}');
        end if;
        return new;
    end if;
    if not exists (select from genealogy.unit u join genealogy.operation o on o.id = u.made_by
                    where u.id = new.unit and u.type = 'MATERIAL_LOT' and o.type = 'OP-001' and o.performed_by = people.author() and u.expires_at is not null
                      and o.entered_at > ledger.plant_now() - interval '1 minute') then
        perform genealogy.refuse('ST081', 'A lot is described by who has just received it, with its expiry', jsonb_build_object('unit', new.unit));
    end if;
    return new;
end $$;
create trigger b_check before insert or update on lot for each row execute function check_lot();

create function to_sample(p_containers integer, p_whole boolean) returns integer language sql stable security definer set search_path = material, pg_temp
    return case when p_whole then p_containers else (
        select case when s.whole then p_containers else least(p_containers, ceil(s.factor * sqrt(p_containers))::integer + s.plus) end
          from material.sampling_step s where s.up_to >= p_containers order by s.up_to limit 1) end;

-- Every container of level 4 and of animal material, the rest by the plan.
create function containers_asked(p_unit bigint) returns integer language sql stable security definer set search_path = material, pg_temp
    return (select material.to_sample(l.containers,
                exists (select from material.assessment_in_force a where a.material = l.material and a.level = 'L4')
                or exists (select from material.component c where c.material = l.material and c.nature in ('ANIMAL', 'ANIMAL_SERUM')))
              from material.lot l where l.unit = p_unit);

create function check_sampling() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
begin
    new.asked := containers_asked(new.unit);
    if new.opened < new.asked then
        perform genealogy.refuse('ST082', format('%s containers opened, the plan asks for %s', new.opened, new.asked),
            jsonb_build_object('opened', new.opened, 'asked', new.asked));
    end if;
    if not exists (select from genealogy.input i join genealogy.operation o on o.id = i.operation where i.operation = new.operation and i.unit = new.unit and o.type = 'OP-002') then
        perform genealogy.refuse('ST082', 'A sampling belongs to its operation', '{}');
    end if;
    return new;
end $$;
create trigger b_check before insert on sampling for each row execute function check_sampling();

-- A solution lives no longer than the shortest of its components and its own shown life, and is made of what its recipe says.
create function check_solution() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
declare
    u genealogy.unit; o genealogy.operation; r recipe; v_latest timestamptz; v_wrong text;
begin
    select * into u from genealogy.unit where id = new.unit;
    select * into o from genealogy.operation where id = u.made_by;
    select * into r from recipe where code = new.recipe and version = new.version;
    if u.type is distinct from 'SOLUTION' or o.type <> 'OP-005' or o.performed_by is distinct from people.author() then
        perform genealogy.refuse('ST081', 'A solution is described by who prepared it', jsonb_build_object('unit', new.unit));
    end if;
    select coalesce(min(l.material), (select min(c) from unnest(r.components) c
             where not exists (select from genealogy.input i join lot x on x.unit = i.unit where i.operation = o.id and x.material = c))) into v_wrong
      from genealogy.input i left join lot l on l.unit = i.unit where i.operation = o.id and (l.material is null or not l.material = any (r.components));
    if v_wrong is not null then
        perform genealogy.refuse('ST088', 'The components are not those of the recipe: ' || v_wrong, jsonb_build_object('material', v_wrong, 'recipe', r.code));
    end if;
    select least(o.ended_at + make_interval(hours => r.life_hours), min(x.expires_at)) into v_latest
      from genealogy.input i join genealogy.unit x on x.id = i.unit where i.operation = o.id;
    if u.expires_at is null or u.expires_at > v_latest then
        perform genealogy.refuse('ST083', 'A solution expires with its first component or its own shown life', jsonb_build_object('latest', v_latest, 'unit', u.code));
    end if;
    return new;
end $$;
create trigger b_check before insert on solution for each row execute function check_solution();

-- Once opened, a solution is used only for the hours that its recipe allows; opening is its first use through the door.
create function check_opened() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
declare
    v_bad record;
begin
    select u.code, min(o.started_at) + make_interval(hours => max(r.open_hours)) as until into v_bad
      from new_inputs n
      join genealogy.operation mine on mine.id = n.operation
      join solution s on s.unit = n.unit
      join recipe r on r.code = s.recipe and r.version = s.version
      join genealogy.unit u on u.id = n.unit
      join genealogy.input i on i.unit = n.unit and i.to_state = 'IN_USE'
      join genealogy.operation o on o.id = i.operation
     where n.to_state = 'IN_USE'
     group by u.code, mine.ended_at
    having mine.ended_at > min(o.started_at) + make_interval(hours => max(r.open_hours)) limit 1;
    if found then
        perform genealogy.refuse('ST085', v_bad.code || ' has been open for too long', jsonb_build_object('unit', v_bad.code, 'until', v_bad.until));
    end if;
    return null;
end $$;
create trigger material_opened after insert on genealogy.input referencing new table as new_inputs for each statement execute function check_opened();
alter table genealogy.input enable always trigger material_opened;

-- What a batch was given, has used (booked by the door under its name) and gave back.
create view issue_balance as
    select i.id, i.batch, i.unit, u.code, u.measure, i.quantity as issued,
           coalesce((select sum(g.quantity) from give_back g where g.issue = i.id), 0) as returned
      from issue i join genealogy.unit u on u.id = i.unit;

create function booked(p_unit bigint, p_batch text) returns numeric language sql stable security definer set search_path = material, pg_temp
    return coalesce((select sum(x.quantity) from genealogy.input x join genealogy.operation o on o.id = x.operation
                      where x.unit = p_unit and o.parameters ->> 'batch' = p_batch), 0);

-- In the hands of batches and not yet used: the shelf holds the rest.
create function outstanding(p_unit bigint) returns numeric language sql stable security definer set search_path = material, pg_temp
    return coalesce((select sum(greatest(b.held - material.booked(p_unit, b.batch), 0))
                       from (select batch, sum(issued - returned) as held from material.issue_balance where unit = p_unit group by batch) b), 0);

create function check_issue() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
declare
    u genealogy.unit; v_bad record;
begin
    new.given_by := people.author();
    new.given_at := ledger.plant_now();
    if new.taken_by is null or new.taken_by = new.given_by then
        perform genealogy.refuse('ST039', 'Somebody else takes what is given', jsonb_build_object('unit', new.unit));
    end if;
    select * into u from genealogy.unit where id = new.unit for update;
    if u.type not in ('MATERIAL_LOT', 'SOLUTION') or u.state not in ('RELEASED', 'RESTRICTED', 'USE_AT_RISK', 'IN_USE') then
        perform genealogy.refuse('ST084', u.code || ' is not released', jsonb_build_object('unit', u.code, 'state', u.state));
    end if;
    if u.expires_at <= ledger.plant_now() then
        perform genealogy.refuse('ST034', u.code || ' has expired', jsonb_build_object('unit', u.code, 'expiry', u.expires_at));
    end if;
    select h.reason, x.code into v_bad from genealogy.ancestors(array [u.id]) a join genealogy.hold h on h.unit = a.unit and h.closed_at is null and h.kind = 'STOP'
      join genealogy.unit x on x.id = h.unit limit 1;
    if found then
        perform genealogy.refuse('ST032', v_bad.code || ' is on hold: ' || v_bad.reason, jsonb_build_object('unit', v_bad.code, 'reason', v_bad.reason));
    end if;
    if new.quantity > coalesce(u.remaining, 0) - outstanding(u.id) then
        perform genealogy.refuse('ST084', u.code || ' has less on the shelf',
            jsonb_build_object('unit', u.code, 'available', coalesce(u.remaining, 0) - outstanding(u.id), 'wanted', new.quantity));
    end if;
    return new;
end $$;
create trigger b_check before insert on issue for each row execute function check_issue();

create function check_give_back() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
declare
    i issue; v_held numeric;
begin
    select * into i from issue where id = new.issue;
    perform 1 from genealogy.unit where id = i.unit for update;
    select sum(b.issued - b.returned) - booked(i.unit, i.batch) into v_held from issue_balance b where b.unit = i.unit and b.batch = i.batch;
    if i.id is null or new.quantity > v_held or new.quantity > (select issued - returned from issue_balance where id = i.id) then
        perform genealogy.refuse('ST086', 'More than the batch still holds', jsonb_build_object('held', v_held, 'returned', new.quantity));
    end if;
    return new;
end $$;
create trigger c_check before insert on give_back for each row execute function check_give_back();

-- A count is of what the books say now; what is missing is booked by its operation.
create function check_count() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
declare
    v_lost numeric;
begin
    select coalesce(sum(quantity), 0) into v_lost from genealogy.fate where operation = new.operation and unit = new.unit and fate = 'LOSS';
    if new.booked - v_lost is distinct from (select remaining from genealogy.unit where id = new.unit) or v_lost <> greatest(new.booked - new.counted, 0) then
        perform genealogy.refuse('ST087', 'The count does not fit the books', jsonb_build_object('booked', new.booked, 'counted', new.counted));
    end if;
    return new;
end $$;
create trigger c_check before insert on stock_count for each row execute function check_count();

-- Facts that this module derives are never typed in.
create function only_derived() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
begin
    if new.kind <> 'DERIVED' and new.characteristic = any (array ['material_class', 'risk_level', 'animal_derived', 'blood_product', 'pooled_human', 'supplier_audit',
            'supplier_approved', 'risk_assessment', 'origin_epidemic', 'open_change_notice', 'material_expiry', 'needed_until',
            'components_released', 'solution_expiry', 'solution_expiry_limit', 'solution_sampled', 'solution_filtered'])
        and exists (select from genealogy.unit where id = new.unit and type in ('MATERIAL_LOT', 'SOLUTION')) then
        perform genealogy.refuse('ST080', new.characteristic || ' is derived from the master of materials, not entered', jsonb_build_object('characteristic', new.characteristic));
    end if;
    return null;
end $$;
create trigger material_facts after insert on evidence.observation for each row execute function only_derived();
alter table evidence.observation enable always trigger material_facts;

select ledger.watch('setting', '{code}');
select ledger.watch('company', '{code}');
select ledger.watch('audit', '{id}');
select ledger.watch('material', '{code}');
select ledger.watch('component', '{material,name}');
select ledger.watch('approval', '{id}');
select ledger.watch('assessment', '{id}', '{}', '{content}');
select ledger.watch('epidemic', '{version,country,disease}');
select ledger.watch('notice', '{id}');
select ledger.watch('lot', '{unit}');
select ledger.watch('named_use', '{id}');
select ledger.watch('sampling_step', '{up_to}');
select ledger.watch('sampling', '{id}');
select ledger.watch('recipe', '{code,version}');
select ledger.watch('solution', '{unit}');
select ledger.watch('issue', '{id}');
select ledger.watch('give_back', '{id}');
select ledger.watch('stock_count', '{id}');

revoke all on all functions in schema material from public;
grant usage on schema material to stroma_app, stroma_system, stroma_read;
grant select on all tables in schema material to stroma_app, stroma_system, stroma_read;
grant insert on company, audit, material, component, approval, epidemic, notice, lot, named_use, sampling, recipe, solution, issue, give_back, stock_count to stroma_app;
grant update (name_zh, name_en, country) on company to stroma_app;
grant update (name_zh, name_en, storage, reorder, active) on material to stroma_app;
grant update (needed_until) on lot to stroma_app;
grant update (value) on setting to stroma_app;
grant execute on function assess(text, text, text, text, text, text, date, text, text), assess_notice(bigint, text), to_sample(integer, boolean), containers_asked(bigint),
    booked(bigint, text), outstanding(bigint) to stroma_app;
grant execute on function booked(bigint, text), outstanding(bigint) to stroma_read, stroma_system;

-- Defaults as shipped [D], rows under the ledger.
select ledger.enter_system('system:migrate', 'settings, sampling plan and list of epidemic countries as shipped');
insert into setting values
    ('audit_years', 3, 'years for which an audit of a supplier holds [D]'),
    ('audit_years_L4', 2, 'years for which it holds for materials of level 4 [D]'),
    ('use_at_risk', 0, 'whether a material may be used before its tests end: 1 yes, 0 no; the product policy decides [D]'),
    ('expiry_warning_days', 30, 'days before expiry at which a lot is shown as expiring soon [D]');
insert into sampling_step values
    (3, true, 1, 0, 'Chinese practice: up to 3 containers, all [K]'),
    (300, false, 1, 1, 'up to 300: sqrt(N) + 1 [K]'),
    (2147483647, false, 0.5, 1, 'above 300: sqrt(N)/2 + 1 [K]');
insert into epidemic values
    (1, 'GB', 'BSE'), (1, 'IE', 'BSE'), (1, 'PT', 'BSE'), (1, 'FR', 'BSE'), (1, 'ES', 'BSE'), (1, 'CH', 'BSE');
