package org.stroma.app.genealogy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;
import org.stroma.app.people.Proof;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one door: every operation of every module is recorded through it, and the database checks catalogue, states, holds,
 * bounded clearances, expiry, quantities, balances, donations and people in the same transaction.
 */
@Service("genealogyDoor")
public class Door {
    private static final String PERFORM = "select genealogy.perform(cast(:operation as jsonb))";
    private static final String HOLD = "select genealogy.place_hold(:unit, :kind, :cause, :reference, :reason, :pending)";
    private static final String CLOSE = "select genealogy.close_hold(:id, :reason)";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Authorship authorship;
    private final org.stroma.app.people.Door people;
    private final FreeText freeText;

    Door(JdbcClient jdbc, JsonMapper json, Authorship authorship, org.stroma.app.people.Door people,
            FreeText freeText) {
        this.jdbc = jdbc;
        this.json = json;
        this.authorship = authorship;
        this.people = people;
        this.freeText = freeText;
    }

    /** How the second person proves who he is, on the same tablet. */
    public record Verifier(String login, String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Verifier[" + login + "]";
        }
    }

    /** Records an operation in a transaction of its own; returns its number. */
    public long perform(Actor actor, Operation operation, @Nullable Verifier verifier) {
        return perform(actor, operation, verifier, () -> {});
    }

    /** Records an operation and does more in the same transaction, so that both happen or neither. */
    public long perform(Actor actor, Operation operation, @Nullable Verifier verifier, Runnable also) {
        Proof proof = verifier == null
                ? null
                : people.prove(actor, verifier.login(), verifier.password(), verifier.code());
        return authorship.write(actor, "operation " + operation.type(), () -> {
            long id = record(operation, proof);
            also.run();
            return id;
        });
    }

    /** Records an operation within the caller's transaction, which must have an author. */
    public long record(Operation operation, @Nullable Proof verifier) {
        Map<String, Object> content = operation.toMap(Expected.revisions());
        freeText.refuse("note", (String) content.get("note"));
        freeText.refuse("late_reason", (String) content.get("late_reason"));
        if (verifier != null) {
            content.put("verifier", verifier.ceremony().toString());
        }
        long id = jdbc.sql(PERFORM).param("operation", json.writeValueAsString(content)).query(Long.class).single();
        operation.taken().forEach(Expected::recorded);
        return id;
    }

    /** The two kinds of hold. */
    public enum HoldKind {
        /** Blocks use; never sustaining, observing, moving or disposing. */
        STOP,
        /** Blocks release only. */
        OBLIGATION
    }

    /**
     * Places a hold within the caller's transaction; the same cause and reference place one hold however often.
     *
     * @param cause what kind of thing causes it, {@code DEVIATION} for example
     * @param reference which one
     * @param pending what has to happen to end it; null when the reason says it
     */
    public long hold(String unit, HoldKind kind, String cause, String reference, String reason,
            @Nullable String pending) {
        freeText.refuse("reason", reason);
        return jdbc.sql(HOLD).param("unit", unit).param("kind", kind.name()).param("cause", cause)
                .param("reference", reference)
                .param("reason", reason).param("pending", pending, java.sql.Types.VARCHAR).query(Long.class).single();
    }

    /** Closes a hold within the caller's transaction; QA only. */
    public void close(long hold, String reason) {
        jdbc.sql(CLOSE).param("id", hold).param("reason", reason).query((_, _) -> true).list();
    }
}
