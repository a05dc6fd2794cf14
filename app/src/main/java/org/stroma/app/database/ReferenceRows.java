package org.stroma.app.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Brings a table in line with desired rows: inserts, updates what differs, deletes what is gone; equal rows stay untouched. */
public final class ReferenceRows {
    private static final String COLUMNS = """
            select attname from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped order by attnum""";
    private static final String UPSERT = """
            insert into %1$s (%2$s) select %2$s from jsonb_populate_recordset(null::%1$s, ?::jsonb)
            on conflict (%3$s) do update set %4$s where (%5$s) is distinct from (%6$s)""";
    private static final String DELETE = """
            delete from %1$s t where not exists (select from jsonb_populate_recordset(null::%1$s, ?::jsonb) d where %2$s)""";

    private final String table;
    private final List<String> keys;

    /** @param keys the columns of the primary key */
    public ReferenceRows(String table, List<String> keys) {
        this.table = table;
        this.keys = List.copyOf(keys);
    }

    /** Inserts and updates; {@code rows} is a JSON array of objects with every column. */
    public void put(Connection owner, String rows) throws SQLException {
        List<String> columns = columns(owner);
        List<String> others = columns.stream().filter(column -> !keys.contains(column)).toList();
        String list = String.join(", ", columns);
        String sql = UPSERT.formatted(table, list, String.join(", ", keys),
                (others.isEmpty() ? keys : others).stream().map(c -> c + " = excluded." + c)
                        .collect(Collectors.joining(", ")),
                columns.stream().map(c -> table + "." + c).collect(Collectors.joining(", ")),
                columns.stream().map(c -> "excluded." + c).collect(Collectors.joining(", ")));
        execute(owner, sql, rows);
    }

    /** Deletes the rows whose key is not among the desired ones. */
    public void keepOnly(Connection owner, String rows) throws SQLException {
        execute(owner, DELETE.formatted(table,
                keys.stream().map(k -> "d." + k + " = t." + k).collect(Collectors.joining(" and "))), rows);
    }

    private static void execute(Connection owner, String sql, String rows) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            statement.setString(1, rows);
            statement.executeUpdate();
        }
    }

    private List<String> columns(Connection owner) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            List<String> columns = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
            return columns;
        }
    }
}
