-- A server's clock that was set forward shows in no order of blocks. Who seals holds it against the time that went by in his own process and has what he found kept; the
-- same jump, seen by several, is kept once.
create function keep_clock_forward(p_expected timestamptz, p_found timestamptz) returns boolean
    language plpgsql security definer set search_path = ledger, pg_temp as $$
begin
    if p_found <= p_expected + interval '1 second' or p_found > clock_timestamp() + interval '1 second' then
        raise exception 'This is no clock that went forward' using errcode = 'ST213';
    end if;
    perform pg_advisory_xact_lock(78231, 4);
    if exists (select from clock_change c where c.clock = 'SERVER' and c.after::timestamptz > c.before::timestamptz
            and tstzrange(c.before::timestamptz, c.after::timestamptz, '[]') && tstzrange(p_expected, p_found, '[]')) then
        return false;
    end if;
    perform keep_clock_change('SERVER', p_expected::text, p_found::text, 'the clock of the server went forward');
    return true;
end $$;
revoke all on function keep_clock_forward(timestamptz, timestamptz) from public;
grant execute on function keep_clock_forward(timestamptz, timestamptz) to stroma_system;
