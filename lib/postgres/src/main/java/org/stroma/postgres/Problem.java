package org.stroma.postgres;

import java.util.Locale;
import java.util.ResourceBundle;

/** Everything that can go wrong in a way the reader can mend; the code is stable, the texts are in {@code Problems.properties}. */
public enum Problem {
    /** Not Linux, or no binaries for this processor. */
    UNSUPPORTED_MACHINE,
    /** Runs as root and neither {@code unshare -U} nor {@code setpriv} can drop it; PostgreSQL refuses root. */
    CANNOT_DROP_ROOT,
    /** The disk or a quota is full. */
    NO_SPACE,
    /** A file or folder cannot be read or written by this user. */
    NO_PERMISSION,
    /** A secret or the cluster is readable by others. */
    TOO_OPEN,
    /** Reading or writing failed for another reason. */
    IO_FAILED,
    /** The binaries on the class path cannot be unpacked. */
    BINARIES_DAMAGED,
    /** The cluster's folder holds something else. */
    NOT_A_CLUSTER,
    /** The cluster was made by another major version. */
    OTHER_VERSION,
    /** Another process owns the server and did not let go in time. */
    OWNED_BY_OTHER,
    /** A server left by a dead process could not be ended. */
    LEFTOVER_STAYS,
    /** {@code initdb} failed. */
    INIT_FAILED,
    /** The server ended while starting. */
    START_FAILED,
    /** The server was not ready in time. */
    START_TIMEOUT,
    /** The server runs but cannot be asked. */
    NOT_ANSWERING,
    /** The target of a backup or restore is not empty. */
    TARGET_NOT_EMPTY,
    /** The server refused a step of the backup. */
    BACKUP_FAILED,
    /** The folder is no finished backup of a kind this version reads. */
    NOT_A_BACKUP,
    /** Files of the backup differ from its manifest. */
    BACKUP_DAMAGED;

    /** The stable code, such as {@code postgres.no-space}. */
    public String code() {
        return "postgres." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong, in the reader's language. */
    String what(Locale locale) {
        return texts(locale).getString(code() + ".what");
    }

    /** How to mend it, in the reader's language. */
    String mend(Locale locale) {
        return texts(locale).getString(code() + ".mend");
    }

    private static ResourceBundle texts(Locale locale) {
        var noFallback = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return ResourceBundle.getBundle("org.stroma.postgres.Problems", locale, noFallback);
    }
}
