-- How soon an adverse event is passed on is data of the product; where a version says nothing, it is due at once.
create function reporting(p_dose bigint, p_what text) returns integer language sql stable security definer set search_path = clinic, pg_temp as $$
    select coalesce((select product.number(o.product, 'reporting', p_what)::integer from dose d join dose_order o on o.id = d.dose_order where d.unit = p_dose), 0)
$$;
revoke all on function reporting(bigint, text) from public;

do $$
declare
    v_body text := pg_get_functiondef('clinic.report_adverse_event(text, text, timestamptz, text, text, text)'::regprocedure);
begin
    if position('interval ''24 hours''' in v_body) = 0 or position('interval ''15 days''' in v_body) = 0 then
        raise exception 'report_adverse_event is not what this migration changes';
    end if;
    v_body := replace(v_body, 'interval ''24 hours''', 'make_interval(hours => reporting(v_unit, ''copy_hours''))');
    v_body := replace(v_body, 'interval ''15 days''', 'make_interval(days => reporting(v_unit, ''serious_days''))');
    execute v_body;
end $$;
