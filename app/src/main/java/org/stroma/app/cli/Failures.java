package org.stroma.app.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.web.server.PortInUseException;
import org.stroma.app.database.Refusal;
import org.stroma.app.shell.Words;
import org.stroma.postgres.PostgresException;

/** Says why a command could not be done, where its reader can mend it; what nobody foresaw has no sentence here. */
final class Failures {
    private Failures() {}

    /** The sentence, in the reader's language; empty for a failure of the program itself. */
    static Optional<String> sentence(Throwable failure, Locale locale) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> found = one(cause, locale);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> one(Throwable failure, Locale locale) {
        return switch (failure) {
            case CommandRefusal refusal -> Optional.of(refusal.printed(locale));
            case Refusal refusal -> Optional.of(Words.alone().say(locale, refusal));
            case PostgresException postgres -> Optional.of(postgres.text(locale));
            case PortInUseException taken -> Optional.of(portTaken(taken.getPort()).printed(locale));
            case SQLException sql when isUnreachable(sql) ->
                Optional.of(CommandRefusal.of("database-unreachable", "why", String.valueOf(sql.getMessage()))
                        .printed(locale));
            case NoSuchFileException missing -> Optional.of(file("file-missing", missing, locale));
            case AccessDeniedException denied ->
                Optional.of(CommandRefusal.of("file-unreadable", "file", place(denied), "reason", "EACCES")
                        .printed(locale));
            case IOException other -> Optional.of(CommandRefusal
                    .of("io-failed", "why", String.valueOf(other.getMessage())).printed(locale));
            default -> Optional.empty();
        };
    }

    static CommandRefusal portTaken(int port) {
        return CommandRefusal.of("port-taken", "port", port);
    }

    /** Connection exceptions, refused identities, unknown databases, and a server that takes nobody. */
    private static boolean isUnreachable(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.startsWith("08") || state.startsWith("28") || state.equals("3D000") || state.startsWith("57P");
    }

    private static String file(String code, FileSystemException failure, Locale locale) {
        return CommandRefusal.of(code, "file", place(failure)).printed(locale);
    }

    private static String place(FileSystemException failure) {
        return String.valueOf(failure.getFile());
    }
}
