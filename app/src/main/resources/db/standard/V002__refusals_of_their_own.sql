-- Donors and standards refused with the same codes, so that one was given the other's words. Those of standards move to ST120 to ST129.
do $$
declare
    f record;
begin
    for f in select p.oid from pg_proc p where p.pronamespace = 'standard'::regnamespace and p.prosrc ~ '''ST06[0-9]''' loop
        execute regexp_replace(pg_get_functiondef(f.oid), '''ST06([0-9])''', '''ST12\1''', 'g');
    end loop;
end $$;
