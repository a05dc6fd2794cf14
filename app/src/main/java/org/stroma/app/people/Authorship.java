package org.stroma.app.people;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.SystemWork;

/**
 * Runs work in one transaction that has an author and a reason. Without it the database refuses every change of a
 * regulated table. What the database refuses by its own rules arrives as a {@link Refusal}.
 */
@Service
public class Authorship {
    private static final String ENTER = "select people.enter(:token, :reason, :origin)";
    private static final String ENTER_CEREMONY = "select people.enter_ceremony(:ceremony, :reason)";
    private static final String ENTER_AT_THE_DOOR = "select people.enter_at_the_door(:token, :reason, :origin)";
    private static final String ENTER_SYSTEM = "select ledger.enter_system(:author, :reason)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JdbcClient system;
    private final TransactionTemplate systemTransaction;
    private final FreeText freeText;

    Authorship(JdbcClient jdbc, TransactionTemplate transaction, @SystemWork JdbcClient system,
            @SystemWork TransactionTemplate systemTransaction, FreeText freeText) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.system = system;
        this.systemTransaction = systemTransaction;
        this.freeText = freeText;
    }

    /** Does work as the person of a live session. The reason is what was done, or why something was changed. */
    public <T extends @Nullable Object> T write(Actor actor, String reason, Supplier<T> work) {
        freeText.refuse("reason", reason);
        return Refusal.translating(() -> transaction.execute(_ -> {
            jdbc.sql(ENTER).param("token", actor.token()).param("reason", reason).param("origin", actor.origin())
                    .query((_, _) -> true).list();
            return work.get();
        }));
    }

    /** Does work as the person who has just proven who he is; the second signer on a shared tablet. */
    public <T extends @Nullable Object> T write(Proof proof, String reason, Supplier<T> work) {
        freeText.refuse("reason", reason);
        return Refusal.translating(() -> transaction.execute(_ -> {
            jdbc.sql(ENTER_CEREMONY).param("ceremony", proof.ceremony()).param("reason", reason)
                    .query((_, _) -> true).list();
            return work.get();
        }));
    }

    /**
     * Does work on accounts and sessions, with the door's own role, as the person of a live session: also while that person
     * must change his password, which lets him write nothing else.
     */
    <T extends @Nullable Object> T writeAtTheDoor(Actor actor, String reason, Supplier<T> work) {
        return Refusal.translating(() -> systemTransaction.execute(_ -> {
            system.sql(ENTER_AT_THE_DOOR).param("token", actor.token()).param("reason", reason)
                    .param("origin", actor.origin()).query((_, _) -> true).list();
            return work.get();
        }));
    }

    /** Does work with the system's role as one of the fixed system authors. */
    public <T extends @Nullable Object> T asSystem(String author, String reason, Supplier<T> work) {
        return Refusal.translating(() -> systemTransaction.execute(_ -> {
            system.sql(ENTER_SYSTEM).param("author", author).param("reason", reason).query((_, _) -> true).list();
            return work.get();
        }));
    }
}
