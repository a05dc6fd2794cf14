package org.stroma.app.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One regulated table as verification sees it.
 *
 * @param name schema and name, as the ledger writes them
 * @param keys the columns of the row's key
 * @param columns every column that stands in its images, with the name of its type; empty when the table is gone
 * @param unread columns that came to the table past {@code ledger.watch}, which lets verification read the others
 * @param digest the columns of which an image holds the digest
 * @param remade whether its images are made by way of a jsonb, because columns are left out or replaced by their digest
 * @param bytes size of the table without its indexes
 */
record WatchedTable(String name, List<String> keys, Map<String, String> columns, Set<String> unread, Set<String> digest,
        boolean remade, long bytes) {
    private static final String WATCHED = """
            select tab, key_columns, never, digest, coalesce(pg_relation_size(to_regclass(tab)), 0) as size
              from ledger.watched order by size desc, tab""";
    private static final String COLUMNS = """
            select a.attname, t.typname, has_column_privilege(a.attrelid, a.attnum, 'select') from pg_attribute a join pg_type t on t.oid = a.atttypid
             where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped order by a.attnum""";
    /** Smaller tables are read in one piece. */
    private static final long WHOLE_BELOW_BYTES = 4 << 20;

    /** Which rows of a table: those whose key falls into this part when keys are dealt out to so many parts. */
    record Share(WatchedTable table, int part, int parts) {
        /** A condition on {@code row_key}. */
        String condition() {
            return parts == 1 ? "true" : "(hashtextextended(row_key, 0) & 1073741823) % " + parts + " = " + part;
        }
    }

    /** All of them, the largest first. */
    static List<WatchedTable> all(Connection connection) throws SQLException {
        List<WatchedTable> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WATCHED);
                PreparedStatement columns = connection.prepareStatement(COLUMNS)) {
            while (row.next()) {
                String name = row.getString(1);
                Set<String> unread = new TreeSet<>();
                Map<String, String> types = columns(columns, name, unread);
                types.keySet().removeAll(list(row.getArray(3)));
                unread.removeAll(list(row.getArray(3)));
                Set<String> digest = Set.copyOf(list(row.getArray(4)));
                boolean remade = !digest.isEmpty() || !list(row.getArray(3)).isEmpty();
                tables.add(new WatchedTable(name, list(row.getArray(2)), types, unread, digest, remade,
                        row.getLong(5)));
            }
        }
        return tables;
    }

    private static Map<String, String> columns(PreparedStatement statement, String name, Set<String> unread)
            throws SQLException {
        statement.setString(1, name);
        Map<String, String> columns = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (row.getBoolean(3)) {
                    columns.put(row.getString(1), row.getString(2));
                } else {
                    unread.add(row.getString(1));
                }
            }
        }
        return columns;
    }

    private static List<String> list(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** @param parts into how many shares a large table is cut */
    List<Share> shares(int parts) {
        int shares = bytes < WHOLE_BELOW_BYTES ? 1 : parts;
        List<Share> all = new ArrayList<>();
        for (int part = 0; part < shares; part++) {
            all.add(new Share(this, part, shares));
        }
        return all;
    }

    boolean exists() {
        return !columns.isEmpty();
    }

    /** SQL for the key of row {@code r}, as the ledger writes it. */
    String key() {
        return keys.stream().map(key -> "r." + quote(key) + "::text")
                .collect(Collectors.joining(", ", "concat_ws('/', ", ")"));
    }

    /** SQL for what an image of row {@code r} holds of a column. */
    String value(String column) {
        return digest.contains(column)
                ? "encode(sha256(convert_to(r." + quote(column) + "::text, 'UTF8')), 'hex')"
                : "r." + quote(column);
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
