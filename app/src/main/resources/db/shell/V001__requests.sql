-- Requests that programs may send twice: what was answered to a key of an account. It is a technical memory, not a record:
-- what a request changed is in the ledger, whoever repeats it.
create table idempotency (
    account       integer not null references people.account,
    -- Of the key only its hash is kept: with the key itself, which the client chose, the digest of the request is made.
    key_digest    bytea not null check (length(key_digest) = 32),
    request_mac   bytea not null check (length(request_mac) = 32),
    claimed_at    timestamptz not null default clock_timestamp(),
    answered_at   timestamptz,
    status        smallint check (status between 100 and 599),
    content_type  text,
    location      text,
    body          bytea,
    primary key (account, key_digest),
    check ((answered_at is null) = (status is null))
);
create index on idempotency (claimed_at);

-- An answer is written once.
create function keep_answer() returns trigger language plpgsql as $$
begin
    if old.status is not null or (old.account, old.key_digest, old.request_mac, old.claimed_at) is distinct from (new.account, new.key_digest, new.request_mac, new.claimed_at) then
        raise exception 'An answer that was given stays as it is' using errcode = 'ST002';
    end if;
    return new;
end $$;
create trigger answered_once before update on idempotency for each row execute function keep_answer();

revoke all on all functions in schema shell from public;
grant usage on schema shell to stroma_app;
grant select, insert, delete on idempotency to stroma_app;
grant update (answered_at, status, content_type, location, body) on idempotency to stroma_app;
