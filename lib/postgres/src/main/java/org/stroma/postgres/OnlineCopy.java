package org.stroma.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One base copy of a running server with the WAL between its start and its stop, which a temporary slot keeps from being recycled. */
final class OnlineCopy {

    /** Kept as empty folders: the server fills them anew (PostgreSQL 18 documentation, 25.3.4.3). */
    private static final Set<String> EMPTY = Set.of("pg_dynshmem", "pg_notify", "pg_replslot", "pg_serial",
            "pg_snapshots", "pg_stat_tmp",
            "pg_subtrans", "pg_wal");
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "backup_label",
            "tablespace_map",
            "postgresql.auto.conf.tmp", "current_logfiles.tmp");
    private static final Pattern TEMPORARY = Pattern.compile("pgsql_tmp.*|pg_internal\\.init.*");
    private static final String CONTROL = "global/pg_control";

    private static final String RESERVE = "select pg_create_physical_replication_slot('stroma_backup_' || pg_backend_pid(), true, true)";
    private static final String START = "select pg_backup_start('stroma', true)";
    private static final String STOP = """
            select s.lsn, s.labelfile, pg_walfile_name(s.lsn - 1), pg_size_bytes(current_setting('wal_segment_size'))
              from pg_backup_stop(false) s
            """;

    private final PostgresServer server;
    private final Path cluster;
    private final Path target;
    private final Path copy;
    private final TreeMap<String, FileList.Entry> files = new TreeMap<>();
    private final List<String> damaged = new ArrayList<>();

    OnlineCopy(PostgresServer server, Path target) {
        this.server = server;
        this.cluster = server.folder().cluster();
        this.target = target;
        this.copy = target.resolve(PostgresBackup.COPY);
    }

    BackupSummary run() throws IOException, SQLException {
        var done = false;
        try (var connection = server.connect("postgres")) {
            var summary = copyBetweenStartAndStop(connection);
            done = true;
            return summary;
        } finally {
            if (!done) {
                Disk.deleteTree(copy);
                Files.deleteIfExists(target.resolve(PostgresBackup.DESCRIPTION));
            }
        }
    }

    private BackupSummary copyBetweenStartAndStop(Connection connection) throws IOException, SQLException {
        var started = Instant.now();
        first(connection, RESERVE);
        var startLsn = first(connection, START);
        Disk.privateFolder(copy);
        copyFiles(Wal.position(startLsn));
        copyControl();
        if (!damaged.isEmpty()) {
            throw new PostgresException(Problem.BACKUP_FAILED, cluster,
                    "page checksum wrong: " + PostgresBackup.names(damaged));
        }
        String stopLsn;
        try (var statement = connection.createStatement(); var row = statement.executeQuery(STOP)) {
            row.next();
            stopLsn = row.getString(1);
            write("backup_label", row.getString(2));
            copyWal(row.getString(2), row.getString(3), row.getLong(4));
        }
        Disk.syncTree(target);
        var summary = new BackupSummary(EmbeddedPostgres.VERSION, server.folder().systemIdentifier(), startLsn, stopLsn,
                started, Instant.now(),
                files.size(), files.values().stream().mapToLong(FileList.Entry::size).sum());
        finish(summary);
        return summary;
    }

    private void copyFiles(long startLsn) throws IOException {
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                var name = name(folder);
                if (TEMPORARY.matcher(folder.getFileName().toString()).matches()) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Disk.privateFolder(copy.resolve(name));
                return EMPTY.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var name = name(file);
                if (attributes.isSymbolicLink()) {
                    throw new PostgresException(Problem.BACKUP_FAILED, file, "tablespaces are not copied");
                }
                if (!LEFT_OUT.contains(name) && !name.equals(CONTROL)
                        && !TEMPORARY.matcher(file.getFileName().toString()).matches()) {
                    copyFile(file, name, startLsn);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // dropped meanwhile; the WAL knows
                }
                throw failure;
            }
        });
    }

    private String name(Path path) {
        return cluster.relativize(path).toString();
    }

    /** A file that vanishes before it is opened was dropped; what changes while it is read is repaired by the WAL. */
    private void copyFile(Path file, String name, long startLsn) throws IOException {
        var pages = PageChecksums.of(file, name, startLsn);
        try (var in = Files.newInputStream(file)) {
            var to = copy.resolve(name);
            Disk.privateFile(to);
            try (var out = Files.newOutputStream(to)) {
                files.put(name, FileList.copy(in, pages.watching(out)));
            }
            pages.firstDamage().ifPresent(block -> damaged.add(name + " block " + block));
        } catch (NoSuchFileException e) {
            if (!String.valueOf(e.getFile()).equals(file.toString())) {
                throw e;
            }
        }
    }

    /** Last, as its checkpoint must not be later than the copied pages; read until two readings agree, as it is written in place. */
    private void copyControl() throws IOException {
        var content = Files.readAllBytes(cluster.resolve(CONTROL));
        for (var again = Files.readAllBytes(cluster.resolve(CONTROL)); !Arrays.equals(content, again);) {
            content = again;
            again = Files.readAllBytes(cluster.resolve(CONTROL));
        }
        write(CONTROL, content);
    }

    private void copyWal(String label, String last, long segmentSize) throws IOException {
        var matcher = Pattern.compile("\\(file ([0-9A-F]{24})\\)").matcher(label);
        if (!matcher.find()) {
            throw new PostgresException(Problem.BACKUP_FAILED, cluster, "no start segment in the label");
        }
        var wal = cluster.resolve("pg_wal");
        for (var segment = matcher.group(1); segment.compareTo(last) <= 0; segment = Wal.next(segment, segmentSize)) {
            write("pg_wal/" + segment, Files.readAllBytes(wal.resolve(segment)));
        }
        for (var history : Disk.children(wal, "*.history")) {
            write("pg_wal/" + history.getFileName(), Files.readAllBytes(history));
        }
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] content) throws IOException {
        var to = copy.resolve(name);
        Disk.privateFile(to);
        Files.write(to, content);
        files.put(name, FileList.entry(to));
    }

    /** The manifest last: it makes the copy a backup. */
    private void finish(BackupSummary summary) throws IOException {
        var description = target.resolve(PostgresBackup.DESCRIPTION);
        summary.write(description);
        var listed = new TreeMap<String, FileList.Entry>();
        files.forEach((name, entry) -> listed.put(PostgresBackup.COPY + "/" + name, entry));
        listed.put(PostgresBackup.DESCRIPTION, FileList.entry(description));
        new FileList(listed).write(target.resolve(PostgresBackup.MANIFEST));
    }

    private static String first(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
