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
    /**
     * What would let a role alter the audit trail: its own rights on the ledger or on the triggers of a watched table, or those of any
     * role that it could become, also where it does not inherit them.
     */
    private static final String COULD_FORGE = """
            select count(*)
              from pg_roles r
             where pg_has_role(current_user, r.oid, 'MEMBER')
               and (r.rolsuper
                    or r.rolname in ('pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program')
                    or exists (select from pg_class c join pg_namespace s on s.oid = c.relnamespace
                                where s.nspname = 'ledger' and c.relkind = 'r'
                                  and (c.relowner = r.oid or has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')))
                    or exists (select from pg_trigger t join pg_class c on c.oid = t.tgrelid
                                where t.tgname like 'ledger\\_%' and c.relowner = r.oid))""";
    /** Whom the application acts as. */
    private static final List<DatabaseRole> ACTING = List.of(DatabaseRole.APP, DatabaseRole.SYSTEM,
            DatabaseRole.DONOR_VAULT, DatabaseRole.PATIENT_VAULT);

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
        if (!Store.isPrepared(folder, System.getenv())) {
            migrate(folder, kind);
        }
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
                        "--data", folder.toString(), "--kind", kind.name(), "--lang", Help.locale().toLanguageTag()));
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

    /** Refuses the wrong kind of data, and roles that could alter the ledger. */
    private static void check(Credentials credentials, Migrations.Kind kind) {
        for (DatabaseRole role : ACTING) {
            if (ask(credentials, role, COULD_FORGE) > 0) {
                throw CommandRefusal.of("role-could-forge", "role", role.login());
            }
        }
        boolean demonstration = ask(credentials, DatabaseRole.APP, "select ledger.is_demonstration()::int") == 1;
        if (demonstration != (kind == Migrations.Kind.DEMONSTRATION)) {
            throw CommandRefusal.of(demonstration ? "data-demonstration" : "data-not-demonstration");
        }
    }

    private static long ask(Credentials credentials, DatabaseRole role, String query) {
        try (Connection connection = credentials.dataSource(role).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be checked", e);
        }
    }
}
