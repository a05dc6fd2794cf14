package org.stroma.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** What the tests share: fast settings, a ready-made data folder and one-line SQL. */
final class Harness {

    private static volatile Path template = Path.of("");

    private Harness() {}

    /** Without fsync: nothing here pulls the plug of the machine, only of processes. */
    static PostgresSettings quick() {
        return PostgresSettings.defaults().withOption("fsync", "off").withOption("shared_buffers", "16MB")
                .withDrain(Duration.ofSeconds(2));
    }

    /** A stopped data folder with a table {@code kept} of one row, copied from one that initdb made once for all tests. */
    static synchronized Path dataFolder(Path folder) throws IOException {
        if (template.toString().isEmpty()) {
            var made = Files.createTempDirectory("stroma-postgres-template");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
            try (var server = EmbeddedPostgres.open(made.resolve("data"), quick())) {
                run(server, "create table kept as select 42 as n");
            }
            template = made.resolve("data");
        }
        copyTree(template, folder);
        return folder;
    }

    static void copyTree(Path from, Path to) throws IOException {
        try (var walk = Files.walk(from)) {
            for (var path : walk.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** A copy that shares its files: to change one, delete it first. */
    static void linkTree(Path from, Path to) throws IOException {
        try (var walk = Files.walk(from)) {
            for (var path : walk.toList()) {
                var copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(copy);
                } else if (Files.isSymbolicLink(path)) {
                    Files.createSymbolicLink(copy, Files.readSymbolicLink(path));
                } else {
                    Files.createLink(copy, path);
                }
            }
        }
    }

    private static void delete(Path folder) {
        try {
            Disk.deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void run(PostgresServer server, String sql) {
        try (var connection = server.connect("postgres"); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static String ask(PostgresServer server, String sql) {
        try (var connection = server.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Waits for something that another process does; false when it did not within the time. */
    static boolean within(Duration time, BooleanSupplier condition) {
        var deadline = Instant.now().plus(time);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline) || !Pause.briefly()) {
                return false;
            }
        }
        return true;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    static boolean runsAsRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Says what a run leaves out; for assumptions. */
    static String skipped(String what) {
        System.out.println("SKIPPED: " + what);
        return what;
    }
}
