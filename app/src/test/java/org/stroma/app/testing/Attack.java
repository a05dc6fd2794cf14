package org.stroma.app.testing;

import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;

/** Tries what is refused: through a service, or by a statement of the application's role past all of them. */
@TestComponent
public class Attack {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Attack(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** The code of the refusal; {@code done} when there was none. */
    public static String said(ThrowingCallable work) {
        try {
            work.call();
            return "done";
        } catch (Refusal refusal) {
            return refusal.code();
        } catch (Throwable other) {
            return other.toString();
        }
    }

    /** What the database answers to a statement in the session of a person: its state, or {@code done}. */
    public String by(Actor person, String statement) {
        return by(person, "TEST", statement);
    }

    /** @param origin where the caller says that he comes from */
    public String by(Actor person, String origin, String statement) {
        try {
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("select people.enter(:token, 'an attack by sql', :origin)").param("token", person.token())
                        .param("origin", origin).query((_, _) -> true).list();
                jdbc.sql(statement).query((_, _) -> true).list();
            });
            return "done";
        } catch (DataAccessException refused) {
            return refused.getRootCause() instanceof SQLException sql ? sql.getSQLState() : refused.toString();
        }
    }
}
