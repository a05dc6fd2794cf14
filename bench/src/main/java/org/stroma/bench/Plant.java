package org.stroma.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.stroma.app.StromaApplication;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Migrations;
import org.stroma.app.database.Store;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Door;
import org.stroma.app.people.People;
import org.stroma.postgres.PostgresServer;
import org.stroma.postgres.PostgresSettings;

/**
 * The application on a database of its own in a temporary folder, migrated and durable as it is delivered: the sealer runs, and people sign in
 * through the door. Closing it removes everything.
 */
final class Plant implements AutoCloseable {
    private static final String PASSWORD = "bench-Stroma-2026";
    private static final String ORIGIN = "BENCH 127.0.0.1";

    private final Path folder;
    private final Store store;
    private final ConfigurableApplicationContext context;

    private Plant(Path folder, Store store, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.store = store;
        this.context = context;
    }

    /** Starts it without a port. */
    static Plant open() {
        return open(-1, settings());
    }

    /** Starts it on a free port; PostgreSQL counts its statements. */
    static Plant counting() {
        return open(0, settings().withOption("shared_preload_libraries", "pg_stat_statements")
                .withOption("pg_stat_statements.track_utility", "off"));
    }

    private static PostgresSettings settings() {
        return PostgresSettings.defaults().withOption("idle_in_transaction_session_timeout", "60s");
    }

    private static Plant open(int port, PostgresSettings settings) {
        Path folder = temporary();
        Store store = Store.open(folder, settings);
        new Migrations(store.credentials().dataSource(DatabaseRole.OWNER), Migrations.Kind.DEMONSTRATION,
                ZoneId.of("Asia/Shanghai")).migrate();
        return new Plant(folder, store,
                new SpringApplicationBuilder(StromaApplication.class).initializers((GenericApplicationContext c) -> {
                    c.registerBean(Credentials.class, store::credentials);
                    c.registerBean(Store.class, () -> store);
                }).run("--server.port=" + port, "--logging.level.org.stroma=WARN"));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Credentials credentials() {
        return store.credentials();
    }

    int port() {
        return Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port")));
    }

    PostgresServer server() {
        return store.server().orElseThrow();
    }

    /** Work on a connection. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** Runs statements as the owner in one transaction that has an author, as a migration does. */
    void asOwner(String... statements) throws SQLException {
        asOwner(owner -> {
            try (Statement statement = owner.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        });
    }

    /** Works as the owner in one transaction that has an author. */
    void asOwner(Work work) throws SQLException {
        try (Connection owner = credentials().dataSource(DatabaseRole.OWNER).getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:migrate', 'stage of a benchmark')");
            work.on(owner);
            owner.commit();
        }
    }

    /** Hires people of one role without a second factor and signs each in. */
    List<Actor> signIn(String role, int count) {
        List<People.Newcomer> newcomers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            newcomers.add(new People.Newcomer(role + "-" + i, "Bench " + i, "MAKER-1", login(role, i), PASSWORD, null,
                    List.of(role), false));
        }
        People people = bean(People.class);
        boolean founded = people.persons().stream().anyMatch(person -> person.organisation().equals("MAKER-1"));
        people.install("system:demo", "people of a benchmark",
                founded
                        ? List.of()
                        : List.of(new People.Organisation("MAKER-1", "企业", "Maker", "MAKER", "Asia/Shanghai")),
                newcomers);
        Door door = bean(Door.class);
        List<Actor> actors = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            actors.add(door.actor(door.signIn(login(role, i), PASSWORD, null, ORIGIN), ORIGIN).orElseThrow());
        }
        return actors;
    }

    private static String login(String role, int i) {
        return (role + "-" + i).toLowerCase(java.util.Locale.ROOT);
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory("stroma-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("bench: " + folder + " stays behind: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        context.close();
        store.close();
        remove(folder);
    }
}
