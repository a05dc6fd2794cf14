-- That nobody approves what he drafted stands in on_signature already, for every signer and in words of its own (ST129). The second trigger came before it for the
-- last signature only, and told a drafter that he had signed already.
drop trigger author_does_not_approve_standard on people.signature;
drop function author_does_not_approve();
