package org.stroma.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finished backup that is read again, to check it or to make a data folder from it. */
record Restoration(Path backup, FileList manifest, BackupSummary summary) {

    private static final String PREFIX = PostgresBackup.COPY + "/";
    private static final List<String> FOLDERS = List.of("base", "global", "pg_commit_ts", "pg_dynshmem",
            "pg_logical/mappings",
            "pg_logical/snapshots", "pg_multixact/members", "pg_multixact/offsets", "pg_notify", "pg_replslot",
            "pg_serial", "pg_snapshots", "pg_stat",
            "pg_stat_tmp", "pg_subtrans", "pg_tblspc", "pg_twophase", "pg_wal/archive_status", "pg_wal/summaries",
            "pg_xact");

    /** Reads manifest and description; NOT_A_BACKUP when they are absent, BACKUP_DAMAGED when they are altered. */
    static Restoration of(Path backup) throws IOException {
        var manifest = backup.resolve(PostgresBackup.MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new PostgresException(Problem.NOT_A_BACKUP, backup, "no " + PostgresBackup.MANIFEST);
        }
        var list = FileList.read(manifest).orElseThrow(() -> damaged(backup, List.of(PostgresBackup.MANIFEST)));
        var described = list.files().get(PostgresBackup.DESCRIPTION);
        var description = backup.resolve(PostgresBackup.DESCRIPTION);
        if (described == null || !Files.isRegularFile(description) || !FileList.entry(description).equals(described)) {
            throw damaged(backup, List.of(PostgresBackup.DESCRIPTION));
        }
        try {
            return new Restoration(backup, list, BackupSummary.read(description));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new PostgresException(Problem.NOT_A_BACKUP, description, String.valueOf(e.getMessage()), e);
        }
    }

    BackupSummary verify() throws IOException {
        var different = new ArrayList<>(unlisted());
        different.addAll(manifest.differences(backup));
        if (!different.isEmpty()) {
            throw damaged(backup, different);
        }
        return summary;
    }

    BackupSummary restoreTo(Path newDataDir) throws IOException {
        if (!summary.major().equals(EmbeddedPostgres.MAJOR)) {
            throw new PostgresException(Problem.OTHER_VERSION, backup, summary.version());
        }
        if (!Disk.isEmptyOrAbsent(newDataDir, it -> it.equals("lock") || it.startsWith(DataFolder.UNFINISHED))) {
            throw new PostgresException(Problem.TARGET_NOT_EMPTY, newDataDir, "");
        }
        var folder = DataFolder.at(newDataDir);
        try (var lock = FolderLock.open(folder)) {
            if (!lock.tryOwn() || folder.hasCluster()) {
                throw new PostgresException(Problem.OWNED_BY_OTHER, folder.root(), "");
            }
            var fresh = folder.root().resolve(DataFolder.UNFINISHED + "restore");
            Disk.deleteTree(fresh);
            try {
                fill(fresh);
                Disk.rename(fresh, folder.cluster());
            } finally {
                Disk.deleteTree(fresh);
            }
        }
        return summary;
    }

    private void fill(Path fresh) throws IOException {
        var different = new ArrayList<>(unlisted());
        for (var file : manifest.files().entrySet()) {
            var name = file.getKey();
            if (name.startsWith(PREFIX) && !copy(name, fresh).equals(Optional.of(file.getValue()))) {
                different.add(name);
            }
        }
        if (!different.isEmpty()) {
            throw damaged(backup, different);
        }
        for (var name : FOLDERS) {
            Disk.privateFolder(fresh.resolve(name));
        }
        Disk.syncTree(fresh);
    }

    /** What was copied; empty when the file is absent. */
    private Optional<FileList.Entry> copy(String name, Path fresh) throws IOException {
        var to = fresh.resolve(name.substring(PREFIX.length())).normalize();
        if (!to.startsWith(fresh)) {
            throw damaged(backup, List.of(name));
        }
        Disk.privateFolder(Disk.parent(to));
        Disk.privateFile(to);
        try (var in = Files.newInputStream(backup.resolve(name), LinkOption.NOFOLLOW_LINKS);
                OutputStream out = Files.newOutputStream(to)) {
            return Optional.of(FileList.copy(in, out));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Files that the manifest does not know; they would change what the restored server does. */
    private List<String> unlisted() throws IOException {
        var copy = backup.resolve(PostgresBackup.COPY);
        if (!Files.isDirectory(copy)) {
            return List.of(PostgresBackup.COPY);
        }
        return FileList.regularFiles(copy).stream().map(it -> backup.relativize(it).toString())
                .filter(it -> !manifest.files().containsKey(it)).toList();
    }

    private static PostgresException damaged(Path backup, List<String> names) {
        return new PostgresException(Problem.BACKUP_DAMAGED, backup,
                PostgresBackup.names(names.stream().sorted().toList()));
    }
}
