-- Who has to sign a record, and which bytes, is said by the function of the module that owns the record (a decision, an approval, an assessment). With this
-- one in its own hands the application could put other bytes, or weaker signers, before people under the name of such a record.
revoke execute on function put_signable(text, text, text, text, bytea, text, text, text[], text[], text[]), void_signable(text, text, text) from stroma_app;
