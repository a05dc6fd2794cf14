-- The database cannot judge by a standard, and it does not take a verdict on trust either: what is put before signers must be the
-- verdict of the standards in force, on every requirement of them, over the evidence as it stands, and must add up to what it claims.
alter table definition add column standards text[] not null default '{}';
select ledger.enter_system('system:migrate', 'gates name the standards that judge at them');
update definition set standards = '{}';
comment on column definition.standards is 'Standards that judge here; each entry names one, or several with | between them of which one is enough; * stands for the product.';

create function add_up(p_verdicts jsonb) returns text language sql immutable set search_path = gate, pg_temp
    return (select case when bool_or(v ->> 'severity' = 'B' and v #>> '{judgement,status}' = 'NOT_MET') then 'FAIL'
                        when bool_or(v ->> 'severity' in ('B', 'H') and v #>> '{judgement,status}' = 'MISSING') then 'MISSING'
                        when bool_or(v ->> 'severity' = 'H' and v #>> '{judgement,status}' = 'NOT_MET') then 'PASS_WITH_CONDITIONS'
                        else 'PASS' end
              from jsonb_array_elements(p_verdicts) v);

create function refuse_verdict(p_what text, p_detail jsonb) returns void language plpgsql set search_path = gate, pg_temp as $$
begin
    perform genealogy.refuse('ST057', 'This is no verdict on what is there: ' || p_what, p_detail || jsonb_build_object('what', p_what));
end $$;

-- What was judged against what is recorded: nothing left out, nothing made up, nothing altered.
create function check_facts(e evaluation, p_facts jsonb) returns void language plpgsql set search_path = gate, pg_temp as $$
declare
    v_bad text;
begin
    select o ->> 'characteristic' into v_bad from jsonb_array_elements(p_facts) o where o ->> 'evidence' !~ '^[0-9]{1,18}$' limit 1;
    if found then
        perform refuse_verdict(v_bad || ' is no recorded evidence', jsonb_build_object('characteristic', v_bad));
    end if;
    with facts as (select o, (o ->> 'evidence')::bigint as id from jsonb_array_elements(p_facts) o),
    there as (select b.*, jsonb_strip_nulls(jsonb_build_object('characteristic', b.characteristic, 'values', b.content, 'reviewed', b.reviewed, 'attempt', b.attempt,
                  'invalidated', b.invalidated or b.review_outcome is not distinct from 'REJECTED', 'definition', b.definition,
                  'method', case when b.method is not null then jsonb_build_object('code', b.method, 'validated', b.validated) end,
                  'derivation', case when b.formula is not null then jsonb_build_object('formula', b.formula, 'inputs', to_jsonb(coalesce(b.formula_inputs, '{}'))) end)) as fact
                from evidence.in_force b where b.unit = any (e.units) or b.id in (select id from facts))
    select coalesce(t.characteristic, f.o ->> 'characteristic') into v_bad
      from (select * from there where kind <> 'DERIVED' and unit = any (e.units) or id in (select id from facts)) t
      full join facts f on f.id = t.id
     where t.id is null or f.id is null
        or f.o - '{takenAt,evidence}'::text[] is distinct from t.fact || case when t.kind = 'DERIVED' then '{"reviewed": true, "invalidated": false}' else '{}' end::jsonb
     limit 1;
    if found then
        perform refuse_verdict('evidence of ' || v_bad || ' is not as it was recorded', jsonb_build_object('characteristic', v_bad));
    end if;
end $$;

create function check_verdict() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    s jsonb := convert_from(new.snapshot, 'UTF8')::jsonb; v jsonb := convert_from(new.verdicts, 'UTF8')::jsonb; v_bad text;
    v_standard jsonb := jsonb_build_object('code', new.standard, 'version', new.standard_version, 'digest', new.standard_digest);
begin
    if s -> 'standard' is distinct from v_standard or v -> 'standard' is distinct from v_standard then
        perform refuse_verdict('another standard', v_standard);
    end if;
    if v ->> 'snapshot' is distinct from encode(sha256(new.snapshot), 'hex') or v ->> 'asOf' is distinct from s #>> '{facts,asOf}' then
        perform refuse_verdict('verdict and snapshot do not belong together', '{}');
    end if;
    if new.as_of not between ledger.plant_now() - interval '5 minutes' and ledger.plant_now() + interval '5 minutes'
        or (v ->> 'asOf')::timestamptz not between new.as_of - interval '5 minutes' and new.as_of + interval '5 minutes' then
        perform refuse_verdict('it was judged at another time', jsonb_build_object('asOf', new.as_of));
    end if;
    if new.overall is distinct from v ->> 'overall' or new.overall is distinct from add_up(v -> 'verdicts') then
        perform refuse_verdict(format('it comes to %s, not to %s', add_up(v -> 'verdicts'), new.overall), jsonb_build_object('verdict', add_up(v -> 'verdicts')));
    end if;
    select d into v_bad from definition g, unnest(g.standards) d, genealogy.unit u
     where g.code = new.gate and u.id = new.unit and not exists (select from unnest(string_to_array(d, '|')) one, unnest(string_to_array(new.standard, '+')) code
            where code like replace(one, '*', coalesce(lower(replace(u.product, '-', '')), '%'))) limit 1;
    if found then
        perform refuse_verdict('the gate is judged by ' || v_bad, jsonb_build_object('standard', v_bad));
    end if;
    select coalesce(a.requirement, b.requirement) into v_bad
      from (select requirement, severity from standard.judging(new.standard, new.standard_version, new.as_of)) a
      full join (select x ->> 'requirement' as requirement, x ->> 'severity' as severity from jsonb_array_elements(v -> 'verdicts') x) b
        on (a.requirement, a.severity) = (b.requirement, b.severity)
     where a.requirement is null or b.requirement is null limit 1;
    if found then
        perform refuse_verdict('the standard in force and the verdict differ in ' || v_bad, jsonb_build_object('requirement', v_bad));
    end if;
    select x #>> '{}' into v_bad from jsonb_path_query(v, 'strict $.**.evidence[*]') x
     where x #>> '{}' ~ '^[0-9]{1,18}$' and not (x #>> '{}')::bigint = any (new.evidence) limit 1;
    if found then
        perform refuse_verdict('it does not name evidence ' || v_bad || ', whose correction would void it', jsonb_build_object('evidence', v_bad));
    end if;
    perform check_facts(new, s #> '{facts,observations}');
    return new;
end $$;
create trigger is_a_verdict before insert on evaluation for each row execute function check_verdict();
alter table evaluation enable always trigger is_a_verdict;

-- A standard that was superseded while signatures were collected opens nothing any more.
create function check_standard_in_force() returns trigger language plpgsql security definer set search_path = gate, pg_temp as $$
declare
    e evaluation;
begin
    select * into e from evaluation where id = new.evaluation;
    if (select clearance from outcome where gate = new.gate and code = new.outcome) in ('FULL', 'BOUNDED')
        and not exists (select from standard.judging(e.standard, e.standard_version, ledger.plant_now())) then
        perform genealogy.refuse('ST098', 'Another version of the standard is in force since this was proposed',
            jsonb_build_object('standard', e.standard || ' ' || e.standard_version));
    end if;
    return new;
end $$;
create trigger standard_in_force before update of state on decision for each row
    when (new.state = 'SIGNED' and old.state <> 'SIGNED') execute function check_standard_in_force();
alter table decision enable always trigger standard_in_force;

revoke all on function add_up(jsonb), refuse_verdict(text, jsonb), check_facts(evaluation, jsonb), check_verdict(), check_standard_in_force() from public;
