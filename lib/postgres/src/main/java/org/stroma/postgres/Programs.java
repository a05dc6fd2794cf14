package org.stroma.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a program of the bundle to its end. */
final class Programs {

    /**
     * @param status
     *            the exit status
     * @param output
     *            standard output and error
     */
    record Outcome(int status, String output) {}

    private Programs() {}

    /** PostgreSQL's own variables would change what it does, and its messages are read here in English. */
    static void cleanEnvironment(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(it -> it.startsWith("PG") || it.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
    }

    static Outcome run(List<String> command, String input, Path folder) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        cleanEnvironment(builder);
        var process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Outcome(process.waitFor(), output);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + command.getLast() + " ran");
        }
    }

    /** The last lines that say something. */
    static String lastLines(String output, int count) {
        var lines = output.lines().filter(it -> !it.isBlank()).toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
