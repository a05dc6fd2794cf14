-- What a class of recall asks for, and which days are worked, are versions of standards: drafted from a file and signed, approved by two, in force from a moment. What was
-- approved becomes rows here; the times that came with an earlier migration count until a version of the standard is in force.
create table calendar_day (
    standard bigint  not null references standard.version,
    day      date    not null,
    works    boolean not null,
    name_zh  text    not null,
    name_en  text    not null,
    primary key (standard, day)
);
select ledger.append_only('calendar_day');
select ledger.watch('calendar_day', '{standard,day}');

-- The number that one requirement of a standard gives, in the unit and for the class that it has to be for; null where it says something else.
create function limit_said(p_content jsonb, p_class text, p_what text, p_kind text, p_of text, p_unit text) returns numeric language sql immutable set search_path = distribution, pg_temp
    return (select substring(r #>> array['criterion', p_kind, 'limit'] from '^([0-9]{1,4}) ' || p_unit || '$')::numeric from jsonb_array_elements(p_content -> 'requirements') r
             where r ->> 'code' = 'R' || p_class || '-' || p_what and r #>> array['criterion', p_kind, 'of'] = p_of
               and r -> 'applies' = jsonb_build_object('when', jsonb_build_object('is', jsonb_build_object('of', 'recall_class', 'code', 'CLASS-' || p_class))));

create function rules_said(v standard.version) returns setof recall_rule language sql stable set search_path = distribution, pg_temp
begin atomic
    select v.version, k.code, (coalesce(v.effective_from, ledger.plant_now()) at time zone e.zone)::date,
           distribution.limit_said(c.content, k.code, 'NOTICE', 'at_most', 'recall_notice', 'd')::integer, distribution.limit_said(c.content, k.code, 'PLAN', 'at_most', 'recall_plan', 'd')::integer,
           distribution.limit_said(c.content, k.code, 'PROGRESS', 'at_most', 'recall_progress', 'd')::integer, distribution.limit_said(c.content, k.code, 'FINAL', 'at_most', 'recall_final', '\{workday\}')::integer,
           distribution.limit_said(c.content, k.code, 'CHECKED', 'at_least', 'recall_checked', '%'), distribution.limit_said(c.content, k.code, 'CONFIRMED', 'at_least', 'recall_confirmed', '%'),
           distribution.limit_said(c.content, k.code, 'DRILL', 'at_most', 'recall_drill', 'h'), 'recall-rules ' || v.version
      from distribution.recall_class k cross join ledger.epoch e cross join (select convert_from(v.content, 'UTF8')::jsonb) c(content) where e.n = 1;
end;

create function days_said(v standard.version) returns setof calendar_day language sql stable set search_path = distribution, pg_temp
begin atomic
    select v.id, d.day::date, d.kind = 'WORKED', r #>> '{name,zh}', r #>> '{name,en}'
      from jsonb_array_elements(convert_from(v.content, 'UTF8')::jsonb -> 'requirements') r
      cross join lateral (select substring(r ->> 'code' from '^(?:OFF|WORKED)-([0-9]{4}-[0-9]{2}-[0-9]{2})$') as day, substring(r ->> 'code' from '^(OFF|WORKED)-') as kind) d
     where pg_input_is_valid(d.day, 'date') and d.day like right(v.code, 4) || '-%'
       and r -> 'criterion' = jsonb_build_object('is', jsonb_build_object('of', 'day_kind', 'code', case d.kind when 'WORKED' then 'WORKED' else 'DAY_OFF' end))
       and (d.kind = 'OFF' or extract(isodow from d.day::date) > 5);
end;

-- What is approved must be what will be counted by: every line is understood, and none has two meanings.
create function check_counted_by(v standard.version) returns void language plpgsql stable security definer set search_path = distribution, pg_temp as $$
declare
    v_lines bigint := jsonb_array_length(convert_from(v.content, 'UTF8')::jsonb -> 'requirements'); v_bad text; v_known bigint;
begin
    if v.code = 'recall-rules' then
        select string_agg('class ' || k.class, ', ' order by k.class) into v_bad from rules_said(v) k
         where k.notice_days is null or k.plan_days is null or k.progress_days is null or k.final_working_days is null or k.check_percent is null or k.effective_percent is null or k.drill_hours is null
            or least(k.notice_days, k.plan_days, k.progress_days, k.final_working_days, k.check_percent, k.effective_percent, k.drill_hours) < 1 or greatest(k.check_percent, k.effective_percent) > 100;
        if v_bad is not null or v_lines <> 7 * (select count(*) from recall_class) or v.version !~ '^[A-Z0-9-]{4,20}$' then
            perform genealogy.refuse('ST211', 'The times of recalls are not complete or not as they are counted: ' || coalesce(v_bad, 'version, or other lines'),
                jsonb_build_object('standard', v.code, 'version', v.version, 'what', coalesce(v_bad, '')));
        end if;
        if exists (select from recall_rule r join rules_said(v) k on (k.version, k.class) = (r.version, r.class)
                    where (k.notice_days, k.plan_days, k.progress_days, k.final_working_days, k.check_percent, k.effective_percent, k.drill_hours)
                        is distinct from (r.notice_days, r.plan_days, r.progress_days, r.final_working_days, r.check_percent, r.effective_percent, r.drill_hours)) then
            perform genealogy.refuse('ST211', 'This version of the times is known with other times; give it another', jsonb_build_object('standard', v.code, 'version', v.version));
        end if;
    elsif v.code ~ '^calendar-cn-[0-9]{4}$' then
        select count(distinct day) into v_known from days_said(v);
        if v_lines = 0 or v_known <> v_lines then
            perform genealogy.refuse('ST212', format('%s of %s lines of the calendar are days of its year, each once', v_known, v_lines), jsonb_build_object('standard', v.code, 'version', v.version, 'lines', v_lines, 'known', v_known));
        end if;
    end if;
end $$;

create function proposed_to_count_by() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    perform check_counted_by(v) from standard.version v where v.id = new.version;
    return new;
end $$;
create trigger is_counted_by after insert on standard.approval_item for each row execute function proposed_to_count_by();
alter table standard.approval_item enable always trigger is_counted_by;

create function comes_to_be_counted_by() returns trigger language plpgsql security definer set search_path = distribution, pg_temp as $$
begin
    perform check_counted_by(new);
    if new.code = 'recall-rules' then
        insert into recall_rule select * from rules_said(new) on conflict do nothing;
    elsif new.code ~ '^calendar-cn-[0-9]{4}$' then
        insert into calendar_day select * from days_said(new);
    end if;
    return null;
end $$;
create trigger is_counted_by after update of state on standard.version for each row
    when (new.state = 'APPROVED' and old.state <> 'APPROVED') execute function comes_to_be_counted_by();
alter table standard.version enable always trigger is_counted_by;

create or replace function rules_of(p_class text, p_at timestamptz) returns recall_rule language sql stable security definer set search_path = distribution, pg_temp
    return (select k from recall_rule k left join standard.version v on v.code = 'recall-rules' and v.version = k.version and v.state = 'APPROVED' and v.effective_from <= p_at
             where k.class = p_class and (v.id is not null or k.version = 'CN-2022') order by v.effective_from desc nulls last limit 1);

create function calendar_in_force(p_year integer) returns bigint language sql stable security definer set search_path = distribution, pg_temp
    return (select v.id from standard.version v where v.code = 'calendar-cn-' || p_year and v.state = 'APPROVED' and v.effective_from <= ledger.plant_now() order by v.effective_from desc limit 1);

create function years_without_calendar(p_from timestamptz, p_to timestamptz, p_zone text) returns integer[] language sql stable security definer set search_path = distribution, pg_temp
    return array(select y from generate_series(extract(year from p_from at time zone p_zone)::integer, extract(year from p_to at time zone p_zone)::integer) y where distribution.calendar_in_force(y) is null);

-- Monday to Friday but for days off, and the weekend days that are worked instead; a year without a calendar has neither.
create or replace function working_days_later(p_from timestamptz, p_days integer, p_zone text) returns timestamptz language sql stable security definer set search_path = distribution, pg_temp
    return (select ((x.day + 1)::timestamp at time zone p_zone) - interval '1 minute'
              from (select d::date as day from generate_series(((p_from at time zone p_zone)::date + 1)::timestamp, ((p_from at time zone p_zone)::date + 3 * p_days + 40)::timestamp, interval '1 day') d) x
              left join calendar_day c on c.standard = distribution.calendar_in_force(extract(year from x.day)::integer) and c.day = x.day
             where coalesce(c.works, extract(isodow from x.day) < 6) order by x.day offset p_days - 1 limit 1);

revoke all on function limit_said(jsonb, text, text, text, text, text), rules_said(standard.version), days_said(standard.version), check_counted_by(standard.version), proposed_to_count_by(), comes_to_be_counted_by(),
    calendar_in_force(integer), years_without_calendar(timestamptz, timestamptz, text) from public;
grant select on calendar_day to stroma_app, stroma_read;
grant execute on function years_without_calendar(timestamptz, timestamptz, text), working_days_later(timestamptz, integer, text), rules_of(text, timestamptz) to stroma_app, stroma_read;
