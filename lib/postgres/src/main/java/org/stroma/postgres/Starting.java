package org.stroma.postgres;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.stroma.postgres.PostgresEvent.Kind;

/** One start of the server by its new owner, with the retries it may need. */
final class Starting {

    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final int LOG_TAIL = 64 * 1024;

    private final DataFolder folder;
    private final PostgresSettings settings;
    private final PostgresListener listener;
    private final FolderLock lock;
    private final Instant deadline;

    Starting(DataFolder folder, PostgresSettings settings, FolderLock lock) {
        this.folder = folder;
        this.settings = settings;
        this.listener = settings.listener();
        this.lock = lock;
        this.deadline = Instant.now().plus(settings.startTimeout());
    }

    /** Starts; once more if it fails and the cached binaries turn out to be damaged. */
    PostgresServer start(Privileges privileges) throws IOException {
        var run = new RunFile(RunFile.State.STARTING, freePort(rememberedPort()), 0, ProcessHandle.current().pid(),
                EmbeddedPostgres.VERSION, Instant.now());
        run.write(folder.runFile());
        Leftovers.end(folder.cluster(), listener);
        var binaries = Binaries.prepare(settings);
        try {
            return start(run, binaries, privileges);
        } catch (PostgresException e) {
            if (e.problem() != Problem.INIT_FAILED && e.problem() != Problem.START_FAILED || !binaries.heal(listener)) {
                throw e;
            }
            return start(run, binaries, privileges);
        }
    }

    private PostgresServer start(RunFile wanted, Binaries binaries, Privileges privileges) throws IOException {
        new Cluster(folder, binaries, privileges, settings).prepare();
        var password = folder.password().orElseThrow();
        var run = wanted;
        for (var giveUp = Instant.now().plus(settings.patience());; listener.on(Kind.RETRYING, "port " + run.port())) {
            var logStart = Files.exists(folder.log()) ? Files.size(folder.log()) : 0;
            var started = launch(run, privileges.guarded("INT", command(binaries, run.port()), listener), password);
            if (started.isPresent()) {
                return started.get();
            }
            var words = logSince(logStart);
            var taken = words.contains("could not bind");
            if (!taken && !isPassing(words) || Instant.now().isAfter(giveUp) || !Pause.briefly()) {
                throw new PostgresException(PostgresException.known(words).orElse(Problem.START_FAILED), folder.log(),
                        Programs.lastLines(words, 3));
            }
            if (taken) {
                run = new RunFile(run.state(), freePort(0), 0, run.owner(), run.version(), Instant.now());
            }
        }
    }

    /** Empty when the server ended before it was ready; no server is left when this fails. */
    private Optional<PostgresServer> launch(RunFile run, List<String> command, String password) throws IOException {
        var postmaster = Postmaster.start(command, folder.log());
        try {
            if (!becomesReady(postmaster, run.port(), password)) {
                return Optional.empty();
            }
            var running = run.in(RunFile.State.RUNNING, postmaster.pid());
            running.write(folder.runFile());
            listener.on(Kind.STARTED, "127.0.0.1:" + run.port() + " pid " + postmaster.pid());
            return Optional.of(new PostgresServer(folder, settings, running, password, lock, Optional.of(postmaster)));
        } catch (IOException | RuntimeException e) {
            postmaster.stop(STOP_PATIENCE);
            throw e;
        }
    }

    /** Children of a killed server still hold its memory, or an earlier server is just ending. */
    private static boolean isPassing(String words) {
        return words.contains("pre-existing shared memory block")
                || words.contains("lock file \"postmaster.pid\" already exists");
    }

    private List<String> command(Binaries binaries, int port) {
        var options = new LinkedHashMap<String, String>();
        options.put("port", Integer.toString(port));
        options.put("listen_addresses", "127.0.0.1");
        options.put("unix_socket_directories", "");
        options.put("fsync", "on");
        options.put("synchronous_commit", "on");
        options.put("full_page_writes", "on");
        options.put("timezone", "UTC");
        options.put("log_timezone", "UTC");
        options.put("lc_messages", "C");
        options.put("logging_collector", "off");
        options.put("log_line_prefix", "%m [%p] ");
        options.putAll(settings.options());
        var command = new ArrayList<>(List.of(binaries.postgres().toString(), "-D", folder.cluster().toString()));
        options.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command;
    }

    /** False when the server ended before it was ready. */
    private boolean becomesReady(Postmaster postmaster, int port, String password) throws IOException {
        var report = Instant.now().plus(REPORT_EVERY);
        while (postmaster.isAlive()) {
            var file = PostmasterFile.read(folder.cluster());
            if (file.isPresent() && file.get().pid() == postmaster.pid() && file.get().ready()
                    && Probe.of(folder, port, password) == Probe.OURS) {
                return true;
            }
            if (Instant.now().isAfter(deadline) || !Pause.briefly()) {
                throw new PostgresException(Problem.START_TIMEOUT, folder.log(), Programs.lastLines(logSince(0), 1));
            }
            if (Instant.now().isAfter(report)) {
                listener.on(Kind.STILL_STARTING, Programs.lastLines(logSince(0), 1));
                report = Instant.now().plus(REPORT_EVERY);
            }
        }
        return false;
    }

    private String logSince(long start) throws IOException {
        try (var channel = Files.newByteChannel(folder.log())) {
            channel.position(Math.max(start, channel.size() - LOG_TAIL));
            return new String(Channels.newInputStream(channel).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    private int rememberedPort() {
        return RunFile.read(folder.runFile()).map(RunFile::port).orElse(0);
    }

    /** The wanted port if nobody listens there, else one that the system picks (port 0). */
    private static int freePort(int wanted) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (BindException e) {
            if (wanted == 0) {
                throw e;
            }
            return freePort(0);
        }
    }
}
