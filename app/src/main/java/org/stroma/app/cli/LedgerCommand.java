package org.stroma.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Store;
import org.stroma.app.ledger.Anchor;
import org.stroma.app.ledger.LedgerVerifier;
import org.stroma.app.ledger.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the audit trail, and exports what somebody else can check it with. */
@Command(name = "ledger", description = "Verifies the audit trail and exports anchors.", mixinStandardHelpOptions = true, subcommands = {
        LedgerCommand.Verify.class, LedgerCommand.Export.class})
final class LedgerCommand {
    /** Recomputes everything. */
    @Command(name = "verify", description = "Recomputes every block and compares every regulated row with its last image.", mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Option(names = "--anchor", paramLabel = "FILE", description = "An anchor exported earlier and kept elsewhere.")
        private Optional<Path> anchor = Optional.empty();

        @Override
        public Integer call() throws SQLException, IOException {
            Optional<Anchor> known = anchor.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Anchor.parse(Files.readString(anchor.get())));
            try (Store store = Store.open(data.existing(), System.getenv())) {
                Verification found = new LedgerVerifier(store.credentials().dataSource(DatabaseRole.VERIFY))
                        .verify(known);
                System.out.println(Help.say("told.verified", found.blocks(), found.entries(), found.bytes(),
                        found.rows(), found.unsealed()));
                found.breaks().forEach(broken -> System.out.printf("%s  block %s  %s: %s%n", broken.kind(),
                        broken.block() == 0 ? "-" : broken.block(), broken.place(), broken.finding()));
                System.out.println(finding(found));
                return found.intact() ? 0 : 1;
            }
        }
    }

    static String finding(Verification found) {
        return found.intact()
                ? Help.say("told.intact")
                : Help.say("told.broken", found.first().orElseThrow().place());
    }

    /** Writes an anchor. */
    @Command(name = "anchor", description = "Prints the newest block's hash, to be kept where the database's owner cannot reach it.", mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Override
        public Integer call() throws SQLException {
            try (Store store = Store.open(data.existing(), System.getenv())) {
                Optional<Anchor> anchor = new LedgerVerifier(store.credentials().dataSource(DatabaseRole.VERIFY))
                        .anchor();
                anchor.ifPresentOrElse(System.out::println,
                        () -> System.err.println("stroma: " + Help.say("told.nothing-sealed")));
                return anchor.isPresent() ? 0 : 1;
            }
        }
    }
}
