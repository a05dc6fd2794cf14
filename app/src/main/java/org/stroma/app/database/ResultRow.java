package org.stroma.app.database;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;

/** A row of an inquiry that was asked alone. */
record ResultRow(ResultSet row) implements Row {

    /** Reads one column. */
    private interface Reading<T extends @Nullable Object> {
        T read() throws SQLException;
    }

    private static <T extends @Nullable Object> T reading(String column, Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw new UncategorizedSQLException("reading " + column, null, e);
        }
    }

    @Override
    public @Nullable String findText(String column) {
        return reading(column, () -> row.getString(column));
    }

    @Override
    public @Nullable Long findWhole(String column) {
        String value = findText(column);
        return value == null ? null : Long.valueOf(value);
    }

    @Override
    public @Nullable BigDecimal findNumber(String column) {
        return reading(column, () -> row.getBigDecimal(column));
    }

    @Override
    public @Nullable Instant findInstant(String column) {
        Timestamp value = reading(column, () -> row.getTimestamp(column));
        return value == null ? null : value.toInstant();
    }

    @Override
    public @Nullable LocalDate findDay(String column) {
        return reading(column, () -> row.getObject(column, LocalDate.class));
    }

    @Override
    public boolean flag(String column) {
        return reading(column, () -> row.getBoolean(column));
    }

    @Override
    public List<String> texts(String column) {
        return reading(column, () -> {
            Array value = row.getArray(column);
            return value == null ? List.of() : List.of((String[]) value.getArray());
        });
    }

    @Override
    public List<Row> rows(String column) {
        return JsonRow.list(findText(column));
    }
}
