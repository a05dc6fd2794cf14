package org.stroma.app.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What every block's hash binds of its epoch: that a demonstration stays one, for ever. */
final class EpochLine {
    private static final String EPOCH = """
            select n || '|' || kind || '|' || zone || '|' || cause || '|' || (extract(epoch from opened_at) * 1000000)::bigint
              from ledger.epoch where n = ?""";

    private EpochLine() {}

    static String read(Connection connection, int epoch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EPOCH)) {
            statement.setInt(1, epoch);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
