package org.stroma.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** What answers on a port of 127.0.0.1. */
enum Probe {
    /** The server of the data folder, ready for statements. */
    OURS,
    /** Nothing, or a server that does not take connections yet. */
    SILENT,
    /** Another server: of another folder, or one that does not know our password. */
    FOREIGN;

    private static final String IDENTITY = """
            select system_identifier, current_setting('data_directory')
              from pg_control_system()
            """;

    /** Asks for the cluster's identifier and for its folder; a copy of a cluster has the same identifier. */
    static Probe of(DataFolder folder, int port, String password) throws IOException {
        try (var connection = connect(port, "postgres", password, 10);
                var statement = connection.createStatement();
                var row = statement.executeQuery(IDENTITY)) {
            row.next();
            var same = Long.toUnsignedString(row.getLong(1)).equals(folder.systemIdentifier())
                    && Path.of(row.getString(2)).equals(folder.cluster());
            return same ? OURS : FOREIGN;
        } catch (SQLException e) {
            var state = String.valueOf(e.getSQLState());
            return state.startsWith("28") || state.startsWith("42") ? FOREIGN : SILENT;
        }
    }

    /**
     * A connection of the superuser for this library's own statements, exempt from time limits that the caller sets for everybody.
     *
     * @param answerSeconds
     *            how long an answer may take, 0 for ever
     */
    static Connection connect(int port, String database, String password, int answerSeconds) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", Cluster.SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", Integer.toString(answerSeconds));
        properties.setProperty("options",
                "-c idle_session_timeout=0 -c statement_timeout=0 -c idle_in_transaction_session_timeout=0");
        properties.setProperty("ApplicationName", "stroma-postgres");
        var connection = new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
        if (connection == null) {
            throw new IllegalStateException("the driver does not know its own address");
        }
        return connection;
    }
}
