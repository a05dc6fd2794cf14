-- Operations happen at the site where their performer works, and take what stands there. A unit is where it was made, or where it was taken over.
alter table operation add column site text;
alter table unit add column site text;
select ledger.enter_system('system:migrate', 'every unit stands at the main site of its holder');
update unit set site = holder;
alter table operation alter column site set default people.site_here();
alter table unit alter column site set default people.site_here();

-- A room of a site is not its licence: what is used or made asks that the licence of the site, where it has a date, is in date.
create function check_site() returns trigger language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    s people.site; v_class text := (select class from operation_type where code = new.type);
begin
    -- Rows that the database's owner writes, who alone can write them past perform(), have no site.
    if people.unquestioned() then
        return new;
    end if;
    select * into s from people.site where code = new.site;
    if s.code is null or not people.works_at(new.performed_by, new.site) then
        perform refuse('ST180', 'An operation happens at a site where its performer works', jsonb_build_object('operation', new.type, 'site', new.site));
    end if;
    if v_class = 'USE' and s.licensed_until < (ledger.plant_now() at time zone s.zone)::date then
        perform refuse('ST185', 'The licence of the site has run out', jsonb_build_object('site', s.code, 'licence', s.licence, 'until', s.licensed_until));
    end if;
    -- The second person of a transfer gives out what stands elsewhere; who takes over a shipment is the carrier's.
    if new.verified_by is not null and new.type <> 'OP-297' and s.organisation = (select organisation from people.person where id = new.verified_by)
        and not people.works_at(new.verified_by, new.site) then
        perform refuse('ST180', 'The second person does not work at this site', jsonb_build_object('operation', new.type, 'site', new.site));
    end if;
    return new;
end $$;
create trigger at_its_site before insert on operation for each row execute function check_site();
alter table operation enable always trigger at_its_site;

create function keep_to_site() returns trigger language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    v_bad record;
begin
    select u.code, u.site, o.site as here, o.type into v_bad from fresh f join operation o on o.id = f.operation join operation_type t on t.code = o.type join unit u on u.id = f.unit
     where not t.hands_over and u.site is distinct from o.site limit 1;
    if found then
        perform refuse('ST183', v_bad.code || ' stands at another site', jsonb_build_object('unit', v_bad.code, 'site', v_bad.site, 'here', v_bad.here, 'operation', v_bad.type));
    end if;
    -- A transfer stays within one organisation; who gives it out works where it stands.
    select u.code, u.site, u.holder, o.site as here into v_bad from fresh f join operation o on o.id = f.operation and o.type = 'OP-297' join unit u on u.id = f.unit
     where u.site = o.site or not people.works_at(o.verified_by, u.site)
        or u.holder <> (select r.code from people.site s join people.organisation r on r.id = s.organisation where s.code = o.site) limit 1;
    if found then
        perform refuse('ST184', v_bad.code || ' is given out by somebody of the site where it stands, to another site of the same organisation',
            jsonb_build_object('unit', v_bad.code, 'site', v_bad.site, 'here', v_bad.here));
    end if;
    update unit u set site = o.site, revision = u.revision + 1
      from fresh f join operation o on o.id = f.operation join operation_type t on t.code = o.type and t.hands_over
     where u.id = f.unit and u.site is distinct from o.site
       and exists (select from port c where c.operation = o.type and c.direction = 'IN' and c.port = f.port and c.unit_type = u.type and c.from_state = f.from_state and c.to_state = f.to_state and c.flow);
    return null;
end $$;
create trigger keeps_to_site after insert on input referencing new table as fresh for each statement execute function keep_to_site();
alter table input enable always trigger keeps_to_site;

-- A site is closed when nothing stands there any more.
create function check_closing() returns trigger language plpgsql security definer set search_path = genealogy, pg_temp as $$
declare
    v_unit text;
begin
    select u.code into v_unit from unit u join state s on s.unit_type = u.type and s.code = u.state where u.site = new.code and not s.spent and u.remaining > 0 limit 1;
    if found then
        perform refuse('ST182', v_unit || ' still stands at ' || new.code, jsonb_build_object('site', new.code, 'unit', v_unit));
    end if;
    return new;
end $$;
create trigger nothing_stands_there before update of active on people.site for each row when (old.active and not new.active) execute function check_closing();
revoke all on function check_site(), keep_to_site(), check_closing() from public;
