package org.stroma.app.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A command in a process of its own, to be read and to be killed. */
public final class Command {
    private static final List<Command> STARTED = new CopyOnWriteArrayList<>();

    private final Process process;
    private final BufferedReader said;

    private Command(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    public static Command start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xmx700m", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "org.stroma.app.cli.Stroma"));
        command.addAll(List.of(arguments));
        Command started = new Command(new ProcessBuilder(command).redirectErrorStream(true).start());
        STARTED.add(started);
        return started;
    }

    /** Ends everything that was started here. */
    public static void killAll() {
        STARTED.forEach(Command::kill);
        STARTED.clear();
    }

    /** What it said, until a line that begins so, or its end. */
    public List<String> readUntil(String beginning) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
            if (line.startsWith(beginning)) {
                break;
            }
        }
        return lines;
    }

    /** Everything that it still says. */
    public String readAll() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
        }
        return all.toString();
    }

    public int exit() throws InterruptedException {
        return process.waitFor();
    }

    /** As {@code kill -9} does; returns when it is gone. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@code kill} does; returns when it is gone. */
    public void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor(60, TimeUnit.SECONDS);
    }

    /** Kills the postmaster of a data folder as {@code kill -9} does. */
    public static void killDatabaseOf(Path data) throws IOException {
        long postmaster = JsonMapper.builder().build().readTree(Files.readString(data.resolve("run.json"))).get("pid")
                .longValue();
        ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
    }
}
