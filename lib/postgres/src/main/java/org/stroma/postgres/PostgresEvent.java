package org.stroma.postgres;

/**
 * Something worth telling about the server.
 *
 * @param kind
 *            what happened
 * @param detail
 *            the path, port, process or log line it concerns, in English; never a password
 */
public record PostgresEvent(Kind kind, String detail) {

    /** The kinds of event. */
    public enum Kind {
        /** The binaries were unpacked into the cache. */
        UNPACKED,
        /** A new cluster was made. */
        INITIALISED,
        /** Another process owns the server; this one waits for it. */
        WAITING,
        /** A server or its children, left over by a process that died, were ended. */
        LEFTOVER_ENDED,
        /** The operating-system owner of the cluster's files was changed because the way to drop root changed. */
        FILES_HANDED_OVER,
        /** The superuser got a new password because the stored one is gone, as after a restore. */
        PASSWORD_RENEWED,
        /** A start failed for a passing reason and is tried again. */
        RETRYING,
        /** The server is not ready yet, recovering for instance; the detail is its last log line. */
        STILL_STARTING,
        /** No {@code setpriv}: the server would survive a killed owner until the next start. */
        UNGUARDED,
        /** The server accepts connections. */
        STARTED,
        /** Attached to a server that another process owns. */
        ATTACHED,
        /** The server ended although nobody asked for it. */
        DIED,
        /** The server was stopped by its owner. */
        STOPPED
    }
}
