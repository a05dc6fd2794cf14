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

    /** The processes that work in the cluster's folder, where the postmaster and its children stand. */
    static List<ProcessHandle> on(Path cluster) {
        return ProcessHandle.allProcesses().filter(it -> standsIn(it.pid(), cluster)).toList();
    }

    private static boolean standsIn(long pid, Path cluster) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).equals(cluster);
        } catch (IOException e) {
            var line = commandLine(pid);
            return line.contains("postgres") && line.contains("-D\0" + cluster + "\0");
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
        if (pid.isPresent() && !commandLine(pid.get()).contains("postgres")) {
            Files.deleteIfExists(PostmasterFile.of(cluster));
        }
    }
}
