package org.stroma.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Copies a running server and makes a data folder from a copy, without pg_basebackup, which the bundle lacks.
 *
 * <p>A backup is a folder with {@code pg} (the base copy and the WAL it needs), {@code backup.json} and {@code MANIFEST}, which lists
 * size and SHA-256 of every file and is written last: without it the backup is not finished. The method is PostgreSQL's low-level
 * backup (PostgreSQL 18 documentation, 25.3.4). The superuser's password is not in a backup: the restored folder gets a new one when
 * it is first opened. Anything else the caller keeps in {@code secrets} is the caller's to keep apart.
 */
public final class PostgresBackup {

    static final String MANIFEST = "MANIFEST";
    static final String DESCRIPTION = "backup.json";
    static final String COPY = "pg";

    private PostgresBackup() {}

    /**
     * Copies a server while others read and write. Everything committed before this method returns from the server's
     * {@code pg_backup_stop} is in the copy.
     *
     * @param server
     *            owned or attached; this process must be able to read its files
     * @param target
     *            absent or empty, outside the cluster
     * @return what was copied
     * @throws PostgresException
     *             TARGET_NOT_EMPTY, NO_SPACE, NO_PERMISSION or BACKUP_FAILED; damaged pages are named, and nothing is left in the
     *             target
     */
    public static BackupSummary copyTo(PostgresServer server, Path target) {
        try {
            return new OnlineCopy(server, emptyTarget(server, target)).run();
        } catch (SQLException e) {
            throw new PostgresException(Problem.BACKUP_FAILED, target, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw PostgresException.of(e, target);
        }
    }

    /**
     * Reads every byte of a backup and compares it with its manifest.
     *
     * @return what it holds
     * @throws PostgresException
     *             NOT_A_BACKUP or BACKUP_DAMAGED, naming the files
     */
    public static BackupSummary verify(Path backup) {
        try {
            return Restoration.of(backup).verify();
        } catch (IOException e) {
            throw PostgresException.of(e, backup);
        }
    }

    /**
     * Makes a data folder that {@link EmbeddedPostgres#open} opens; the first opening replays the WAL. Every byte is compared with
     * the manifest on the way; nothing is kept if one differs.
     *
     * @param newDataDir
     *            absent or empty
     * @throws PostgresException
     *             NOT_A_BACKUP, BACKUP_DAMAGED (naming the files), TARGET_NOT_EMPTY or OTHER_VERSION
     */
    public static BackupSummary restore(Path backup, Path newDataDir) {
        try {
            return Restoration.of(backup).restoreTo(newDataDir);
        } catch (IOException e) {
            throw PostgresException.of(e, newDataDir);
        }
    }

    private static Path emptyTarget(PostgresServer server, Path target) throws IOException {
        var absolute = target.toAbsolutePath().normalize();
        if (!Disk.isEmptyOrAbsent(absolute, it -> false)) {
            throw new PostgresException(Problem.TARGET_NOT_EMPTY, absolute, "");
        }
        if (absolute.startsWith(server.folder().cluster())) {
            throw new PostgresException(Problem.BACKUP_FAILED, absolute, "the target lies in the cluster");
        }
        return Disk.privateFolder(absolute).toRealPath();
    }

    /** Names up to ten of many. */
    static String names(List<String> all) {
        var shown = String.join(", ", all.subList(0, Math.min(10, all.size())));
        return all.size() > 10 ? shown + ", … " + all.size() : shown;
    }
}
