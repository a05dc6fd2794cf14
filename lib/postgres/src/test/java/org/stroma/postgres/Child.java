package org.stroma.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A running {@link ChildMain}. Closing it kills what is left of it. */
final class Child implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private String opened = "";

    private Child(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    static Child start(Path folder, Claim claim) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), List.of(folder.toString(), claim.name()));
    }

    static Child start(List<String> before, String classPath, List<String> arguments) throws IOException {
        var command = new ArrayList<>(before);
        command.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx128m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp", classPath, ChildMain.class.getName()));
        command.addAll(arguments);
        return new Child(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Waits until it has opened its folder. */
    Child opened() throws IOException {
        opened = String.valueOf(out.readLine());
        if (!opened.startsWith("OPEN ")) {
            throw new IllegalStateException(opened);
        }
        return this;
    }

    boolean isOwner() {
        return opened.startsWith("OPEN owner ");
    }

    long postmaster() {
        return Long.parseLong(opened.split(" ")[3]);
    }

    long pid() {
        return process.pid();
    }

    String say(String line) throws IOException {
        process.outputWriter().write(line + "\n");
        process.outputWriter().flush();
        return readLine();
    }

    String readLine() throws IOException {
        return String.valueOf(out.readLine());
    }

    /** What it still said before its output ended; the last line may be cut. */
    List<String> rest() {
        return out.lines().toList();
    }

    /** Kill -9; unlike {@link Process#destroyForcibly} it leaves the output readable. */
    void kill() throws InterruptedException {
        Signals.send("KILL", process.pid());
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            process.destroyForcibly();
        }
    }
}
