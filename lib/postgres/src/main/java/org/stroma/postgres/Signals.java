package org.stroma.postgres;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends signals that Java cannot: to PostgreSQL, TERM means "when all clients have left", INT "now, cleanly", QUIT "drop everything". */
final class Signals {

    private Signals() {}

    /** Does nothing when the process is gone. */
    static void send(String signal, long pid) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" \"$2\" 2>/dev/null", "sh", signal, Long.toString(pid))
                    .start().waitFor(5,
                            TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new PostgresException(Problem.IO_FAILED, "/bin/sh", String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
