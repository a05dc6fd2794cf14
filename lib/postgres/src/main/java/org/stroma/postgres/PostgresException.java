package org.stroma.postgres;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server could not be had, stopped or copied; carries a {@link Problem}, the place, and the words of the cause. */
public final class PostgresException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final String where;
    private final String detail;

    PostgresException(Problem problem, Object where, String detail, @Nullable Throwable cause) {
        super(text(problem, where.toString(), detail, Locale.ENGLISH), cause);
        this.problem = problem;
        this.where = where.toString();
        this.detail = detail;
    }

    PostgresException(Problem problem, Object where, String detail) {
        this(problem, where, detail, null);
    }

    /** What kind of problem. */
    public Problem problem() {
        return problem;
    }

    /** The file, folder or address concerned. */
    public String where() {
        return where;
    }

    /** The words of the operating system or of PostgreSQL, untranslated; may be empty. */
    public String detail() {
        return detail;
    }

    /** What, where, why and how to mend it, in the reader's language (Chinese or English). */
    public String text(Locale locale) {
        return text(problem, where, detail, locale);
    }

    private static String text(Problem problem, String where, String detail, Locale locale) {
        return "[%s] %s: %s%s %s".formatted(problem.code(), problem.what(locale), where,
                detail.isBlank() ? "." : " (" + detail.strip() + ").",
                problem.mend(locale));
    }

    /** Names the problem behind an I/O failure; {@code where} is used unless the failure names its file. */
    static PostgresException of(IOException failure, Path where) {
        if (failure.getCause() instanceof PostgresException known) {
            return known;
        }
        var text = String.valueOf(failure.getMessage());
        var file = failure instanceof FileSystemException named && named.getFile() != null
                ? named.getFile()
                : where.toString();
        if (failure instanceof AccessDeniedException) {
            return new PostgresException(Problem.NO_PERMISSION, file, "", failure);
        }
        return new PostgresException(known(text).orElse(Problem.IO_FAILED), file,
                failure.getClass().getSimpleName() + ": " + text, failure);
    }

    /** Recognises disk and permission problems in the words of a system call or of PostgreSQL. */
    static Optional<Problem> known(String words) {
        if (words.contains("No space left on device") || words.contains("Disk quota exceeded")) {
            return Optional.of(Problem.NO_SPACE);
        }
        if (words.contains("has invalid permissions")) {
            return Optional.of(Problem.TOO_OPEN);
        }
        if (words.contains("Permission denied") || words.contains("wrong ownership")
                || words.contains("Read-only file system")) {
            return Optional.of(Problem.NO_PERMISSION);
        }
        return Optional.empty();
    }
}
