package org.stroma.app.database;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** A row of an inquiry that was asked together with others. */
record JsonRow(JsonNode row) implements Row {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    /** The objects of an array; empty without one. Numbers keep their digits, trailing zeros included. */
    static List<Row> list(@Nullable String array) {
        return array == null ? List.of() : list(EXACT.readTree(array));
    }

    private static List<Row> list(JsonNode array) {
        return array.values().stream().map(Row::of).toList();
    }

    /** The value; null where the row has null, and refused where it has no such column, as a row of a result set refuses. */
    private @Nullable JsonNode value(String column) {
        JsonNode value = row.get(column);
        if (value == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return value.isNull() ? null : value;
    }

    @Override
    public @Nullable String findText(String column) {
        JsonNode value = value(column);
        return value == null ? null : value.isString() ? value.stringValue() : value.toString();
    }

    @Override
    public @Nullable Long findWhole(String column) {
        JsonNode value = value(column);
        return value == null ? null : value.longValue();
    }

    @Override
    public @Nullable BigDecimal findNumber(String column) {
        JsonNode value = value(column);
        return value == null ? null : value.decimalValue();
    }

    @Override
    public @Nullable Instant findInstant(String column) {
        JsonNode value = value(column);
        return value == null ? null : OffsetDateTime.parse(value.stringValue()).toInstant();
    }

    @Override
    public @Nullable LocalDate findDay(String column) {
        JsonNode value = value(column);
        return value == null ? null : LocalDate.parse(value.stringValue());
    }

    @Override
    public boolean flag(String column) {
        JsonNode value = value(column);
        return value != null && value.booleanValue();
    }

    @Override
    public List<String> texts(String column) {
        JsonNode value = value(column);
        return value == null ? List.of() : value.values().stream().map(JsonNode::stringValue).toList();
    }

    @Override
    public List<Row> rows(String column) {
        JsonNode value = value(column);
        return value == null ? List.of() : list(value);
    }
}
