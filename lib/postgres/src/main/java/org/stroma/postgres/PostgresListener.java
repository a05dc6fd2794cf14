package org.stroma.postgres;

/** Is told what the library does; called on the thread that does it, {@code DIED} on a thread of the library. */
@FunctionalInterface
public interface PostgresListener {

    /** Hears nothing. */
    PostgresListener SILENT = event -> {};

    /** Takes note of an event; must return soon and throw nothing. */
    void on(PostgresEvent event);

    /** Reports an event of a kind. */
    default void on(PostgresEvent.Kind kind, Object detail) {
        on(new PostgresEvent(kind, String.valueOf(detail)));
    }
}
