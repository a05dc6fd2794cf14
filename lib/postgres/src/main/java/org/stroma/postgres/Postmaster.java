package org.stroma.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The server's main process. It is forked by a thread that lives until the process ends: Linux sends the parent-death signal when
 * the forking <em>thread</em> ends, not the process (prctl(2), PR_SET_PDEATHSIG).
 */
final class Postmaster {

    private final Process process;
    private final CompletableFuture<Integer> exit;

    private Postmaster(Process process, CompletableFuture<Integer> exit) {
        this.process = process;
        this.exit = exit;
    }

    /** Forks; the output is appended to the log. */
    static Postmaster start(List<String> command, Path log) throws IOException {
        Disk.privateFile(log);
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Programs.cleanEnvironment(builder);
        var started = new CompletableFuture<Process>();
        var exit = new CompletableFuture<Integer>();
        Thread.ofPlatform().daemon().name("stroma-postgres-guardian").start(() -> guard(builder, started, exit));
        try {
            return new Postmaster(started.join(), exit);
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private static void guard(ProcessBuilder builder, CompletableFuture<Process> started,
            CompletableFuture<Integer> exit) {
        try {
            var process = builder.start();
            process.getOutputStream().close();
            started.complete(process);
            while (!exit.isDone()) {
                try {
                    exit.complete(process.waitFor());
                } catch (InterruptedException e) {
                    continue; // the thread's only duty is to outlive the server
                }
            }
        } catch (IOException e) {
            started.completeExceptionally(e);
        }
    }

    /** The words before the server replace themselves by it, so this is the server's own number. */
    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Integer> exit() {
        return exit;
    }

    /** Fast shutdown, then immediate, then kill; all safe for what was committed. */
    void stop(Duration patience) {
        for (var signal : List.of("INT", "QUIT", "KILL")) {
            if (exit.isDone()) {
                return;
            }
            Signals.send(signal, pid());
            awaitExit(signal.equals("INT") ? patience : Duration.ofSeconds(5));
        }
    }

    private void awaitExit(Duration patience) {
        try {
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return; // the next signal is harder
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the exit never fails", e);
        }
    }
}
