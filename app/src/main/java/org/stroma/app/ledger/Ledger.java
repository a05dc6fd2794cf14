package org.stroma.app.ledger;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the history of objects. Who may see which object is the caller's question. */
@Service
public class Ledger {
    private static final String HISTORY = """
            select n, :tab as tab, :key as row_key, op, old, new, author, account, reason, origin, plant_at, recorded_at, block
              from ledger.history(:tab, :key, :limit)""";
    private static final String RECENT = """
            select n, tab, row_key, op, old, new, author, account, reason, origin, plant_at, recorded_at, block
              from ledger.recent(:like, :author, :before, :limit)""";

    private static final String UNDER = """
            select n, tab, row_key, op, old, new, author, account, reason, origin, plant_at, recorded_at, block from ledger.under(:emergency)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Ledger(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * One captured change.
     *
     * @param operation I, U or D
     * @param block the block that seals it; null while it is younger than the last block
     */
    public record Change(long n, String table, String key, String operation, List<Field> fields, String author,
            @Nullable String account, String reason, String origin, Instant plantAt, Instant recordedAt,
            @Nullable Long block) {}

    /** A field before and after; null where it did not exist or was empty. */
    public record Field(String name, @Nullable String before, @Nullable String after) {}

    /** The history of one row, oldest first; at most 500 changes. */
    public List<Change> history(String table, String key) {
        return jdbc.sql(HISTORY).param("tab", table).param("key", key).param("limit", 500)
                .query((row, _) -> change(row)).list();
    }

    /** The newest changes of tables like a pattern, optionally by one author, before an entry number; newest first. */
    public List<Change> recent(@Nullable String tableLike, @Nullable String author, @Nullable Long before, int limit) {
        return jdbc.sql(RECENT).param("like", tableLike, java.sql.Types.VARCHAR)
                .param("author", author, java.sql.Types.VARCHAR)
                .param("before", before, java.sql.Types.BIGINT).param("limit", Math.clamp(limit, 1, 1000))
                .query((row, _) -> change(row)).list();
    }

    /** What was written under an emergency access, oldest first; at most 1,000 changes. */
    public List<Change> under(String emergency) {
        return jdbc.sql(UNDER).param("emergency", emergency).query((row, _) -> change(row)).list();
    }

    private Change change(java.sql.ResultSet row) throws java.sql.SQLException {
        long block = row.getLong("block");
        Long sealed = row.wasNull() ? null : block;
        return new Change(row.getLong("n"), row.getString("tab"), row.getString("row_key"), row.getString("op"),
                fields(row.getString("old"), row.getString("new")), row.getString("author"), row.getString("account"),
                row.getString("reason"), row.getString("origin"), row.getTimestamp("plant_at").toInstant(),
                row.getTimestamp("recorded_at").toInstant(), sealed);
    }

    private List<Field> fields(@Nullable String before, @Nullable String after) {
        JsonNode old = before == null ? json.createObjectNode() : json.readTree(before);
        JsonNode now = after == null ? json.createObjectNode() : json.readTree(after);
        TreeSet<String> names = new TreeSet<>(old.propertyNames());
        names.addAll(now.propertyNames());
        return names.stream().map(name -> new Field(name, text(old.get(name)), text(now.get(name))))
                .filter(field -> !java.util.Objects.equals(field.before(), field.after())).toList();
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isString() ? value.stringValue() : value.toString();
    }
}
