package org.stroma.app.people;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
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
    private static final String ENTER = "select people.enter(?, ?, ?)";
    private static final String ENTER_CEREMONY = "select people.enter_ceremony(?, ?)";
    private static final String ENTER_AT_THE_DOOR = "select people.enter_at_the_door(?, ?, ?)";
    private static final String ENTER_SYSTEM = "select ledger.enter_system(?, ?)";

    private static final int CLEAN_REASONS = 500;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JdbcTemplate system;
    private final TransactionTemplate systemTransaction;
    private final FreeText freeText;
    private final Set<String> clean = recent();

    Authorship(DataSource people, TransactionTemplate transaction, @SystemWork DataSource system,
            @SystemWork TransactionTemplate systemTransaction, FreeText freeText) {
        this.jdbc = new JdbcTemplate(people);
        this.transaction = transaction;
        this.system = new JdbcTemplate(system);
        this.systemTransaction = systemTransaction;
        this.freeText = freeText;
    }

    /** Most reasons are the program's own words, the same again and again; the last ones that were found clean are not searched anew. */
    private static Set<String> recent() {
        return Collections
                .synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                        return size() > CLEAN_REASONS;
                    }
                }));
    }

    private void guard(String reason) {
        if (!clean.contains(reason)) {
            freeText.refuse("reason", reason);
        }
        clean.add(reason);
    }

    /** Every write begins with this statement, so it goes without names of parameters and without a list of rows. */
    private static void enter(JdbcTemplate jdbc, String function, @Nullable Object... arguments) {
        jdbc.query(function, (RowCallbackHandler) _ -> {}, arguments);
    }

    /** Does work as the person of a live session. The reason is what was done, or why something was changed. */
    public <T extends @Nullable Object> T write(Actor actor, String reason, Supplier<T> work) {
        guard(reason);
        return Refusal.translating(() -> transaction.execute(_ -> {
            enter(jdbc, ENTER, actor.token(), reason, actor.origin());
            return work.get();
        }));
    }

    /** Does work as the person who has just proven who he is; the second signer on a shared tablet. */
    public <T extends @Nullable Object> T write(Proof proof, String reason, Supplier<T> work) {
        guard(reason);
        return Refusal.translating(() -> transaction.execute(_ -> {
            enter(jdbc, ENTER_CEREMONY, proof.ceremony(), reason);
            return work.get();
        }));
    }

    /**
     * Does work on accounts and sessions, with the door's own role, as the person of a live session: also while that person
     * must change his password, which lets him write nothing else.
     */
    <T extends @Nullable Object> T writeAtTheDoor(Actor actor, String reason, Supplier<T> work) {
        return Refusal.translating(() -> systemTransaction.execute(_ -> {
            enter(system, ENTER_AT_THE_DOOR, actor.token(), reason, actor.origin());
            return work.get();
        }));
    }

    /** Does work with the system's role as one of the fixed system authors. */
    public <T extends @Nullable Object> T asSystem(String author, String reason, Supplier<T> work) {
        return Refusal.translating(() -> systemTransaction.execute(_ -> {
            enter(system, ENTER_SYSTEM, author, reason);
            return work.get();
        }));
    }
}
