package org.stroma.app.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ConfigurableApplicationContext;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Migrations;
import org.stroma.app.database.Store;
import org.stroma.postgres.PostgresServer;
import org.stroma.postgres.PostgresSettings;

/**
 * One embedded PostgreSQL for a test run. Each call of {@link #fresh()} copies a migrated template, so that a class which
 * needs a database of its own has one in a fraction of a second.
 */
public final class TestServer {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final TestServer INSTANCE = new TestServer();

    private final List<ConfigurableApplicationContext> applications = new CopyOnWriteArrayList<>();
    private final Store store;
    private final PostgresServer server;

    private TestServer() {
        try {
            Path folder = Files.createTempDirectory("stroma-test");
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            // Tests of durability start servers of their own; these only want to be quick.
            store = Store.open(folder, PostgresSettings.defaults().withOption("fsync", "off")
                    .withOption("synchronous_commit", "off").withOption("full_page_writes", "off")
                    .withOption("max_connections", "300")
                    .withOption("shared_preload_libraries", "pg_stat_statements")
                    .withOption("pg_stat_statements.track_utility", "off"));
            server = store.server().orElseThrow();
            new Migrations(store.credentials().dataSource(DatabaseRole.OWNER), Migrations.Kind.DEMONSTRATION,
                    ZoneId.of("Asia/Shanghai")).migrate();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new database with every migration applied and nothing in it. */
    public static Credentials fresh() {
        return INSTANCE.copy();
    }

    /** An application to close before the server stops: its pools would otherwise look for a server that has gone. */
    public static void closeFirst(ConfigurableApplicationContext application) {
        INSTANCE.applications.add(application);
    }

    /** A connection that may do anything, to attack what the application's roles cannot. */
    public static Connection superuser(Credentials credentials) throws SQLException {
        return DriverManager.getConnection(credentials.url(), INSTANCE.server.superuser(),
                INSTANCE.server.superuserPassword());
    }

    private synchronized Credentials copy() {
        String name = "t" + NUMBER.incrementAndGet();
        try (Connection superuser = DriverManager.getConnection(server.jdbcUrl("postgres"), server.superuser(),
                server.superuserPassword());
                Statement statement = superuser.createStatement()) {
            statement.execute("create database " + name + " template stroma strategy file_copy owner stroma_owner");
            statement.execute("revoke all on database " + name + " from public");
            for (DatabaseRole role : DatabaseRole.values()) {
                statement.execute("grant connect on database " + name + " to " + role.login());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Credentials(server.jdbcUrl(name), store.credentials().passwords());
    }

    private void stop() {
        applications.forEach(ConfigurableApplicationContext::close);
        store.close();
        try (var files = Files.walk(server.dataDir())) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("The test server's folder stays behind: " + e.getMessage());
        }
    }
}
