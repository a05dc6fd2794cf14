package org.stroma.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Store;
import org.stroma.app.ledger.LedgerVerifier;
import org.stroma.app.ledger.Sealer;
import org.stroma.app.ledger.Verification;
import org.stroma.postgres.PostgresBackup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a running database away, and brings a copy back. */
final class BackupCommands {
    private BackupCommands() {}

    /** Copies Stroma's own database while it runs. */
    @Command(name = "backup", description = "Copies the running database into an empty folder and checks the copy.", mixinStandardHelpOptions = true)
    static final class Backup implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "An empty or new folder.")
        private Path target = Path.of("");

        @Mixin
        private DataOption data = new DataOption();

        @Override
        public Integer call() {
            try (Store store = Store.open(data.existing(), System.getenv())) {
                PostgresBackup.copyTo(store.server().orElseThrow(() -> CommandRefusal.of("backup-own-server")),
                        target.toAbsolutePath());
            }
            PostgresBackup.verify(target.toAbsolutePath());
            System.out.println(Help.say("told.backed-up", target.toAbsolutePath()));
            return 0;
        }
    }

    /** Brings a copy back and proves it. */
    @Command(name = "restore", description = "Restores a backup into a new data folder and verifies its audit trail.", mixinStandardHelpOptions = true)
    static final class Restore implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "The folder that the backup command wrote.")
        private Path source = Path.of("");

        @Option(names = "--data", paramLabel = "DIR", required = true, description = "A new data folder.")
        private Path target = Path.of("");

        // Named here so that the option is known and told of; it is read before the arguments are parsed.
        @Mixin
        @SuppressWarnings("UnusedVariable")
        private LanguageOption language = new LanguageOption();

        @Override
        public Integer call() throws SQLException, IOException {
            Path folder = target.toAbsolutePath().normalize();
            if (!Files.isDirectory(source)) {
                throw CommandRefusal.of("backup-none", "path", source.toAbsolutePath());
            }
            PostgresBackup.restore(source.toAbsolutePath(), folder);
            try (Store store = Store.open(folder, System.getenv())) {
                // What the old life had not sealed yet is sealed before the new one begins.
                new Sealer(store.credentials().dataSource(DatabaseRole.SYSTEM)).seal();
                try (Connection owner = store.credentials().dataSource(DatabaseRole.OWNER).getConnection();
                        Statement statement = owner.createStatement()) {
                    statement.execute(
                            "select ledger.open_epoch((select kind from ledger.epoch where n = 1), (select zone from ledger.epoch where n = 1), 'restored')");
                }
                Verification found = new LedgerVerifier(store.credentials().dataSource(DatabaseRole.VERIFY))
                        .verify(Optional.empty());
                System.out.println(Help.say("told.restored", folder, found.blocks(), found.entries(), found.rows(),
                        LedgerCommand.finding(found)));
                return found.intact() ? 0 : 1;
            }
        }
    }
}
