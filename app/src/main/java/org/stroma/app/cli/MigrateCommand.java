package org.stroma.app.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Migrations;
import org.stroma.app.database.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the schema up to date; the only command that acts as the schemas' owner. */
@Command(name = "migrate", description = "Brings the database's schema up to date, as its owner.", mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--kind", defaultValue = "PRODUCTION", description = "What a new database becomes, for ever: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Migrations.Kind kind = Migrations.Kind.PRODUCTION;

    @Option(names = "--zone", defaultValue = "Asia/Shanghai", description = "The plant's time zone of a new database. Default: ${DEFAULT-VALUE}.")
    private ZoneId zone = ZoneId.of("Asia/Shanghai");

    @Override
    public Integer call() {
        Path folder = data.folderOr(DataOption.plant());
        try (Store store = Store.openAsOwner(folder, System.getenv())) {
            int applied = new Migrations(store.credentials().dataSource(DatabaseRole.OWNER), kind, zone).migrate();
            System.err.println(Help.say("told.migrated", applied));
            return 0;
        }
    }
}
