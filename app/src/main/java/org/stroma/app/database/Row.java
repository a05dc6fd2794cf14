package org.stroma.app.database;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One row of an answer, read the same way whether it came alone or beside the rows of other inquiries. A column that may be
 * null is read by {@code find…}; JSON is read as text.
 */
public interface Row {
    static Row of(ResultSet row) {
        return new ResultRow(row);
    }

    /** A row as {@code row_to_json} writes it. */
    static Row of(JsonNode row) {
        return new JsonRow(row);
    }

    @Nullable
    String findText(String column);

    @Nullable
    Long findWhole(String column);

    @Nullable
    BigDecimal findNumber(String column);

    @Nullable
    Instant findInstant(String column);

    @Nullable
    LocalDate findDay(String column);

    /** False where the column is null. */
    boolean flag(String column);

    /** A {@code text[]}; empty where the column is null. */
    List<String> texts(String column);

    /** The objects of a JSON array; empty where the column is null. */
    List<Row> rows(String column);

    default String text(String column) {
        return Objects.requireNonNull(findText(column), column);
    }

    default long whole(String column) {
        return Objects.requireNonNull(findWhole(column), column);
    }

    default int count(String column) {
        return Math.toIntExact(whole(column));
    }

    default @Nullable Integer findCount(String column) {
        Long value = findWhole(column);
        return value == null ? null : Math.toIntExact(value);
    }

    default BigDecimal number(String column) {
        return Objects.requireNonNull(findNumber(column), column);
    }

    default Instant instant(String column) {
        return Objects.requireNonNull(findInstant(column), column);
    }

    default LocalDate day(String column) {
        return Objects.requireNonNull(findDay(column), column);
    }
}
