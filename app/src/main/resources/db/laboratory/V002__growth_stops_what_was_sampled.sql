-- Growth in a sample stops what the sample was taken of: the culture with everything that descends from it, or the lot or bank of the
-- containers that were opened. A day of an incubation is read once.
create or replace function read_sample(p_sample text, p_test text, p_day integer, p_growth boolean, p_note text) returns bigint
    language plpgsql security definer set search_path = laboratory, pg_temp as $$
declare
    u genealogy.unit; v_id bigint; v_source text;
begin
    if people.author() is null or not people.has_role(people.author(), 'ANALYST') then
        perform genealogy.refuse('ST038', 'Readings are made by analysts', jsonb_build_object('roles', 'ANALYST'));
    end if;
    select * into u from genealogy.unit where code = p_sample;
    if u.id is null or u.type <> 'SAMPLE' then
        perform genealogy.refuse('ST030', 'There is no sample ' || coalesce(p_sample, '(none)'), jsonb_build_object('unit', p_sample));
    end if;
    if exists (select from reading where sample = u.id and test = p_test and day = p_day) then
        perform genealogy.refuse('ST044', format('Day %s of %s was read already', p_day, p_test), jsonb_build_object('unit', p_sample, 'day', p_day));
    end if;
    insert into reading (sample, test, day, growth, note, read_by, read_at) values (u.id, p_test, p_day, p_growth, p_note, people.author(), ledger.plant_now()) returning id into v_id;
    if p_growth then
        perform genealogy.place_hold(p_sample, 'STOP', 'GROWTH', p_test || ' day ' || p_day, 'growth seen on day ' || p_day || ' of ' || p_test, 'identification and investigation');
        for v_source in select distinct coalesce(l.code, s.code) from genealogy.operation o join genealogy.input i on i.operation = o.id
                          join genealogy.unit s on s.id = i.unit left join genealogy.unit l on l.id = s.lot
                         where o.id = u.made_by and exists (select from genealogy.port p where p.operation = o.type and p.direction = 'IN' and p.port = i.port and p.principal) loop
            perform genealogy.place_hold(v_source, 'STOP', 'GROWTH', p_sample || ' ' || p_test || ' day ' || p_day,
                'growth seen in sample ' || p_sample || ' on day ' || p_day || ' of ' || p_test, 'identification and investigation');
        end loop;
    end if;
    return v_id;
end $$;
