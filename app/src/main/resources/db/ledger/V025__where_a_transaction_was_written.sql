-- Where the transaction comes from, as the one who entered it wrote it down: channel and address, behind @ the site, behind ! the emergency
-- access under which it stands. What is written in it takes its site from here, since nobody but open_tx() writes this.
create function origin_of_this_transaction() returns text language sql stable security definer set search_path = ledger, pg_temp
    return (select origin from ledger.tx where epoch = ledger.current_epoch() and xid = pg_current_xact_id_if_assigned());
revoke all on function origin_of_this_transaction() from public;
