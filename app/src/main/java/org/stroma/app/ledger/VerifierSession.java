package org.stroma.app.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Two connections of one worker that see the database as it was at one moment, the same for all workers: rows that are written meanwhile
 * are in nobody's sight, and neither is their history.
 */
final class VerifierSession implements AutoCloseable {
    private final Connection first;
    private final Connection second;
    private final String snapshot;

    /** @param snapshot as {@link #snapshot} of another session gives it, or none for a moment of its own */
    VerifierSession(DataSource verifier, @Nullable String snapshot) throws SQLException {
        first = open(verifier, snapshot);
        try {
            this.snapshot = snapshot == null ? export(first) : snapshot;
            second = open(verifier, this.snapshot);
        } catch (SQLException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    private static Connection open(DataSource verifier, @Nullable String snapshot) throws SQLException {
        Connection connection = verifier.getConnection();
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                if (snapshot != null) {
                    statement.execute("set transaction snapshot '" + snapshot + "'");
                }
                // Images were made with these settings; the text of times and bytes depends on them.
                statement.execute("set local timezone = 'UTC'");
                statement.execute("set local datestyle = 'ISO'");
                statement.execute("set local bytea_output = 'hex'");
                // Images of tables that differ are sorted and joined; below this they go to temporary files.
                statement.execute("set local work_mem = '64MB'");
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static String export(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** The moment that it sees; others can see it as long as this session is open. */
    String snapshot() {
        return snapshot;
    }

    Connection first() {
        return first;
    }

    Connection second() {
        return second;
    }

    @Override
    public void close() throws SQLException {
        try (Connection one = first; Connection other = second) {
            one.rollback();
            other.rollback();
        }
    }
}
