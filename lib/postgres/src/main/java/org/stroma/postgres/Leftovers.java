package org.stroma.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.stroma.postgres.PostgresEvent.Kind;

/** PostgreSQL processes that outlived their owner. Called by the new owner only, so whatever runs on the cluster is left over. */
final class Leftovers {

    private Leftovers() {}

    /**
     * Ends them, from polite to hard: fast shutdown, immediate shutdown, kill. Children of a dead postmaster usually end by
     * themselves within a moment; they hold the shared memory until then and no new server can start. Removes a
     * {@code postmaster.pid} whose number now belongs to a foreign process, which PostgreSQL itself takes for a running server.
     */
    static void end(Path cluster, PostgresListener listener) throws IOException {
        var found = on(cluster);
        if (!found.isEmpty()) {
            var postmaster = found.stream().filter(it -> commandLine(it.pid()).contains(cluster.toString())).toList();
            for (var signal : List.of("INT", "QUIT", "KILL")) {
                postmaster.forEach(it -> Signals.send(signal, it.pid()));
                if (goneWithin(cluster, Duration.ofSeconds(signal.equals("INT") ? 20 : 5))) {
                    listener.on(Kind.LEFTOVER_ENDED, found.stream().map(ProcessHandle::pid).toList());
                    break;
                }
                postmaster = on(cluster);
            }
            var stubborn = on(cluster);
            if (!stubborn.isEmpty()) {
                throw new PostgresException(Problem.LEFTOVER_STAYS, cluster, "pid " + stubborn.getFirst().pid());
            }
        }
        removeReusedPid(cluster);
    }

    /** The PostgreSQL processes that stand in the cluster's folder, as the postmaster and its children do; nobody's shell or editor. */
    static List<ProcessHandle> on(Path cluster) {
        return ProcessHandle.allProcesses().filter(it -> isPostgres(it.pid()) && standsIn(it.pid(), cluster)).toList();
    }

    /** A server is called by its path; its children call themselves {@code postgres: checkpointer} and the like. */
    private static boolean isPostgres(long pid) {
        var line = commandLine(pid);
        return line.startsWith("postgres:") || line.substring(0, Math.max(0, line.indexOf('\0'))).endsWith("/postgres");
    }

    private static boolean standsIn(long pid, Path cluster) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).equals(cluster);
        } catch (IOException e) {
            return commandLine(pid).contains("\0-D\0" + cluster + "\0"); // of another user: only its words are readable
        }
    }

    private static String commandLine(long pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean goneWithin(Path cluster, Duration time) {
        var deadline = Instant.now().plus(time);
        while (!on(cluster).isEmpty()) {
            if (Instant.now().isAfter(deadline) || !Pause.briefly()) {
                return false;
            }
        }
        return true;
    }

    private static void removeReusedPid(Path cluster) throws IOException {
        var pid = PostmasterFile.read(cluster).map(PostmasterFile::pid);
        if (pid.isPresent() && !isPostgres(pid.get())) {
            Files.deleteIfExists(PostmasterFile.of(cluster));
        }
    }
}
