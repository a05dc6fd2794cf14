package org.stroma.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.stroma.postgres.PostgresEvent.Kind;

/** Makes sure that a cluster of our version with a known superuser password is there. Used by the owner only. */
record Cluster(DataFolder folder, Binaries binaries, Privileges privileges, PostgresSettings settings) {

    static final String SUPERUSER = "postgres";
    private static final int PASSWORD_BYTES = 24;

    /** Makes the cluster or checks the one that is there. */
    void prepare() throws IOException {
        for (var unfinished : Disk.children(folder.root(), DataFolder.UNFINISHED + "*")) {
            Leftovers.end(unfinished, settings.listener());
            Disk.deleteTree(unfinished);
        }
        if (!folder.hasCluster()) {
            init();
        }
        check();
        privileges.handOver(folder.cluster(), settings.listener());
        if (folder.password().isEmpty()) {
            renewPassword();
        }
    }

    /** In a folder aside that gets its name when all is done. */
    private void init() throws IOException {
        if (folder.password().isEmpty()) {
            folder.storePassword(newPassword());
        }
        var fresh = Disk.privateFolder(folder.root().resolve(DataFolder.UNFINISHED + ProcessHandle.current().pid()));
        privileges.handOver(fresh, PostgresListener.SILENT);
        var command = new ArrayList<>(
                List.of(binaries.initdb().toString(), "-D", fresh.toString(), "-U", SUPERUSER, "-A", "scram-sha-256",
                        "--pwfile=" + folder.passwordFile(), "-E", "UTF8", "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8", "--locale=C",
                        "--data-checksums"));
        if ("off".equals(settings.options().get("fsync"))) {
            command.add("--no-sync");
        }
        var outcome = Programs.run(privileges.guarded("KILL", command, settings.listener()), "", folder.root());
        if (outcome.status() != 0) {
            Disk.deleteTree(fresh);
            throw new PostgresException(PostgresException.known(outcome.output()).orElse(Problem.INIT_FAILED),
                    folder.cluster(),
                    Programs.lastLines(outcome.output(), 3));
        }
        Disk.rename(fresh, folder.cluster());
        settings.listener().on(Kind.INITIALISED, folder.cluster());
    }

    private void check() throws IOException {
        var file = folder.cluster().resolve("PG_VERSION");
        if (!Files.isRegularFile(file)) {
            throw new PostgresException(Problem.NOT_A_CLUSTER, folder.cluster(), "no PG_VERSION");
        }
        var found = Files.readString(file).strip();
        if (!found.equals(EmbeddedPostgres.MAJOR)) {
            throw new PostgresException(Problem.OTHER_VERSION, folder.cluster(),
                    found + ", not " + EmbeddedPostgres.MAJOR);
        }
        if (Disk.openToOthers(folder.cluster())) {
            throw new PostgresException(Problem.TOO_OPEN, folder.cluster(), "");
        }
    }

    /**
     * Gives the superuser a new password through the server's single-user mode, which needs no network and no login. Whoever can do
     * this owns the files and could read them anyway.
     */
    private void renewPassword() throws IOException {
        var password = newPassword();
        var command = List.of(binaries.postgres().toString(), "--single", "-D", folder.cluster().toString(), "-c",
                "log_statement=none", "-c",
                "log_min_error_statement=panic", "-c", "exit_on_error=on", SUPERUSER);
        var sql = "alter role " + SUPERUSER + " login password '" + password + "';\n";
        var outcome = Programs.run(privileges.guarded("INT", command, settings.listener()), sql, folder.root());
        if (outcome.status() != 0) {
            throw new PostgresException(PostgresException.known(outcome.output()).orElse(Problem.START_FAILED),
                    folder.cluster(),
                    Programs.lastLines(outcome.output(), 3));
        }
        folder.storePassword(password);
        settings.listener().on(Kind.PASSWORD_RENEWED, folder.passwordFile());
    }

    private static String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

}
