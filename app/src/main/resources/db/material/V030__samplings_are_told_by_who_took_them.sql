-- How many containers were opened is told by who opened them.
create function sampled_by_performer() returns trigger language plpgsql security definer set search_path = material, pg_temp as $$
begin
    perform genealogy.told_by_performer(new.operation);
    return new;
end $$;
create trigger z_performer before insert on sampling for each row execute function sampled_by_performer();
revoke all on function sampled_by_performer() from public;
