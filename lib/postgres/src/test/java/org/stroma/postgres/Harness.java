package org.stroma.postgres;

import java.sql.SQLException;
import java.time.Duration;

/** What the tests share: fast settings and one-line SQL. */
final class Harness {

    private Harness() {}

    /** Without fsync: for tests that are not about losing data. */
    static PostgresSettings quick() {
        return PostgresSettings.defaults().withOption("fsync", "off").withOption("shared_buffers", "16MB")
                .withDrain(Duration.ofSeconds(2));
    }

    static void run(PostgresServer server, String sql) {
        try (var connection = server.connect("postgres"); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static String ask(PostgresServer server, String sql) {
        try (var connection = server.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
