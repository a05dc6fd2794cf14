package org.stroma.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.stroma.app.StromaApplication;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Migrations;
import org.stroma.app.database.Store;

/** A running application on an open store; closing it stops both. */
final class Instance implements AutoCloseable {
    private static final String COULD_FORGE = """
            select count(*) from (values ('ledger.tx'), ('ledger.entry'), ('ledger.block'), ('ledger.epoch')) t(name)
             where has_table_privilege(current_user, name, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
                or pg_has_role(current_user, (select relowner from pg_class where oid = name::regclass), 'USAGE')""";

    private final Store store;
    private final ConfigurableApplicationContext context;

    private Instance(Store store, ConfigurableApplicationContext context) {
        this.store = store;
        this.context = context;
    }

    /**
     * Opens the store, brings its schema up to date in a child process, and starts the application with every role's
     * credentials but the owner's.
     *
     * @param pages whether it listens; without, the same application runs and opens no port
     */
    static Instance start(Path folder, Migrations.Kind kind, boolean pages, String... properties) {
        Store store = Store.open(folder, System.getenv());
        try {
            if (Migrations.pending(store.credentials().dataSource(DatabaseRole.READ))) {
                migrate(folder, kind);
            }
            check(store.credentials(), kind);
            Credentials credentials = withoutOwner(store.credentials());
            ConfigurableApplicationContext context = new SpringApplicationBuilder(StromaApplication.class)
                    .web(WebApplicationType.SERVLET)
                    .initializers((GenericApplicationContext c) -> {
                        c.registerBean(Credentials.class, () -> credentials);
                        c.registerBean(Store.class, () -> store);
                    })
                    .run(Stream.concat(pages ? Stream.empty() : Stream.of("server.port=-1"), Stream.of(properties))
                            .map(property -> "--" + property).toArray(String[]::new));
            return new Instance(store, context);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    BeanFactory beans() {
        return context;
    }

    Store store() {
        return store;
    }

    @Override
    public void close() {
        context.close();
        store.close();
    }

    private static Credentials withoutOwner(Credentials all) {
        Map<DatabaseRole, String> some = new EnumMap<>(DatabaseRole.class);
        some.putAll(all.passwords());
        some.remove(DatabaseRole.OWNER);
        return new Credentials(all.url(), some);
    }

    private static void migrate(Path folder, Migrations.Kind kind) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-Dstroma.home=" + System.getProperty("stroma.home", ""),
                        "-cp", System.getProperty("java.class.path"), Stroma.class.getName(), "migrate",
                        "--data", folder.toString(), "--kind", kind.name()));
        try {
            int code = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor();
            if (code != 0) {
                throw CommandRefusal.of("migration-failed", "code", code);
            }
        } catch (IOException e) {
            throw CommandRefusal.of("migration-not-started", "why", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandRefusal.of("interrupted");
        }
    }

    /** Refuses the wrong kind of data, and a role that could alter the ledger. */
    private static void check(Credentials credentials, Migrations.Kind kind) {
        try (Connection app = credentials.dataSource(DatabaseRole.APP).getConnection();
                Statement statement = app.createStatement()) {
            if (number(statement, COULD_FORGE).orElse(1L) > 0) {
                throw CommandRefusal.of("role-could-forge", "role", DatabaseRole.APP.login());
            }
            boolean demonstration = number(statement, "select ledger.is_demonstration()::int").orElse(0L) == 1;
            if (demonstration != (kind == Migrations.Kind.DEMONSTRATION)) {
                throw CommandRefusal.of(demonstration ? "data-demonstration" : "data-not-demonstration");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be checked", e);
        }
    }

    private static Optional<Long> number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
        }
    }
}
