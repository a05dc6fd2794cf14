-- A cord is handed to transport for a site of a maker, to be there by a time; it is received at that site and nowhere else. One that comes later than that carries an obligation: what is
-- made of it is not released before quality has looked at it.
create function cords_go_to_their_site() returns trigger language plpgsql security definer set search_path = donor, pg_temp as $$
declare
    r record; v_way jsonb;
begin
    for r in select u.id, u.code, o.id as operation, o.type, o.site, o.ended_at, o.parameters from fresh f join genealogy.operation o on o.id = f.operation and o.type in ('OP-040', 'OP-050')
               join genealogy.unit u on u.id = f.unit and u.type = 'TISSUE' loop
        if r.type = 'OP-040' then
            if not exists (select from people.site s join people.organisation x on x.id = s.organisation where s.code = r.parameters ->> 'to_site' and s.active and x.kind = 'MAKER')
                or coalesce(r.parameters ->> 'arrive_by', '') !~ '^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$' or (r.parameters ->> 'arrive_by')::timestamptz <= r.ended_at then
                perform genealogy.refuse('ST20C', r.code || ' is addressed to an open site of a maker, to be there after it has left', jsonb_build_object('unit', r.code, 'site', r.parameters ->> 'to_site', 'until', r.parameters ->> 'arrive_by'));
            end if;
        else
            -- The newest hand-over to transport counts; those from before this rule name no site.
            select o.parameters into v_way from genealogy.input i join genealogy.operation o on o.id = i.operation and o.type = 'OP-040' where i.unit = r.id order by o.id desc limit 1;
            if v_way ->> 'to_site' <> r.site then
                perform genealogy.refuse('ST20D', format('%s was sent to %s', r.code, v_way ->> 'to_site'), jsonb_build_object('unit', r.code, 'site', v_way ->> 'to_site', 'here', r.site));
            end if;
            if (v_way ->> 'arrive_by')::timestamptz < r.ended_at then
                perform genealogy.place_hold(r.code, 'OBLIGATION', 'TRANSPORT', 'OP-050/' || r.operation, 'came after its transport window: ' || (v_way ->> 'arrive_by'), 'assessment of the transport');
            end if;
        end if;
    end loop;
    return null;
end $$;
create trigger cords_go_to_their_site after insert on genealogy.input referencing new table as fresh for each statement execute function cords_go_to_their_site();
alter table genealogy.input enable always trigger cords_go_to_their_site;
revoke all on function cords_go_to_their_site() from public;
