-- A lot is closed when every container has its end: used, destroyed, taken for tests, kept past its date, or missing with an event that was concluded.
create function unsettled(p_lot bigint) returns table (code text, state text) language sql stable security definer set search_path = release, pg_temp
begin atomic
    select c.code, c.state from genealogy.unit c join genealogy.unit l on l.id = c.lot
     where c.lot = p_lot and c.type = 'CONTAINER'
       and not coalesce(c.state in ('ADMINISTERED', 'PARTLY_ADMINISTERED', 'DESTROYED', 'SAMPLED_QC')
            or c.state in ('RETAINED', 'STABILITY')
               and l.expires_at + make_interval(years => product.number(l.product, 'retention', 'samples_years_after_expiry')::integer) <= ledger.plant_now()
            or c.state = 'MISSING' and exists (select from quality.deviation d where d.unit = c.id and d.state = 'CLOSED'), false)
     order by c.id;
end;

create function closes_at_zero() returns trigger language plpgsql security definer set search_path = release, pg_temp as $$
declare
    v_left integer; v_first text;
begin
    select count(*), min(u.code) into v_left, v_first from unsettled(new.unit) u;
    if v_left > 0 then
        perform genealogy.refuse('ST10F', format('%s containers have no end yet, %s for example', v_left, v_first), jsonb_build_object('left', v_left, 'unit', v_first));
    end if;
    return new;
end $$;
create trigger closes_at_zero before insert or update of state on gate.disposition for each row
    when (new.action = 'CLOSE' and new.state in ('OPEN', 'SIGNED')) execute function closes_at_zero();
alter table gate.disposition enable always trigger closes_at_zero;

revoke all on function unsettled(bigint), closes_at_zero() from public;
grant execute on function unsettled(bigint) to stroma_app, stroma_read;
