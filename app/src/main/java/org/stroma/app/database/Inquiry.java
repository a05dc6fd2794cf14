package org.stroma.app.database;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;

/**
 * One select of one module and how its rows are read. A module hands an inquiry out so that others can have it answered in one
 * statement with inquiries of their own ({@link Inquiries}), and its tables stay its own.
 */
public final class Inquiry<T> {
    private final String sql;
    private final List<@Nullable Object> values;
    private final Function<Row, T> reading;

    private Inquiry(String sql, List<@Nullable Object> values, Function<Row, T> reading) {
        this.sql = sql;
        this.values = values;
        this.reading = reading;
    }

    /**
     * @param sql a select whose columns have different names, with parameters written {@code :name}
     * @param parameters by name
     */
    public static <T> Inquiry<T> of(String sql, Map<String, ?> parameters, Function<Row, T> reading) {
        return new Inquiry<>(NamedParameterUtils.substituteNamedParameters(sql, new MapSqlParameterSource(parameters)),
                Arrays.asList(NamedParameterUtils.buildValueArray(sql, parameters)), reading);
    }

    /** The select with {@code ?} for each of the values. */
    String sql() {
        return sql;
    }

    List<@Nullable Object> values() {
        return values;
    }

    T read(Row row) {
        return reading.apply(row);
    }
}
