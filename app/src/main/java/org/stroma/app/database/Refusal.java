package org.stroma.app.database;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A business refusal: a stable code and the data of its sentence. The sentence itself is chosen where it is shown,
 * in the reader's language, by the key {@code refusal.<code>}.
 */
public class Refusal extends RuntimeException {
    private static final String OWN_SQL_STATES = "ST";

    private final String code;
    private final transient Map<String, Object> details;

    public Refusal(String code, Map<String, ?> details) {
        super(code + " " + details);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    public Refusal(String code) {
        this(code, Map.of());
    }

    private Refusal(String code, String text, Map<String, Object> details, Throwable cause) {
        super(code + ": " + text, cause);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    /** What is refused, for programs; {@code STxxx} when the database itself refused. */
    public String code() {
        return code;
    }

    /** The values that the sentence names. */
    public Map<String, Object> details() {
        return details;
    }

    /** Runs work and turns what the database refused by its own rules into a refusal; other failures pass unchanged. */
    public static <T extends @Nullable Object> T translating(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            Refusal refusal = find(failure);
            throw refusal == null ? failure : refusal;
        }
    }

    /** The refusal hidden in a failure of the database, if there is one. */
    public static @Nullable Refusal find(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof PSQLException sql && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(OWN_SQL_STATES)) {
                return of(sql, failure);
            }
        }
        return null;
    }

    private static Refusal of(PSQLException sql, Throwable failure) {
        ServerErrorMessage message = sql.getServerErrorMessage();
        String text = message == null || message.getMessage() == null ? "" : message.getMessage();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("text", text);
        if (message != null && message.getDetail() != null) {
            details.put("detail", message.getDetail());
        }
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        return new Refusal(state, text, details, failure);
    }
}
