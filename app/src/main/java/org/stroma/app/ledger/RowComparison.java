package org.stroma.app.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stroma.app.ledger.Verification.Break;
import org.stroma.app.ledger.Verification.Kind;

/** Compares every row of one regulated table, or of a share of it, with its last image in the ledger. */
final class RowComparison {
    private static final String WATCHED = """
            select tab, key_columns, never, digest, coalesce(pg_relation_size(to_regclass(tab)), 0) as size
              from ledger.watched order by size desc, tab""";
    /** Smaller tables are compared in one piece. */
    private static final long WHOLE_BELOW_BYTES = 4 << 20;
    /** Images of large tables are sorted and joined; below this they go to temporary files. */
    private static final String MEMORY = "set work_mem = '64MB'";
    private static final String COLUMNS = """
            select a.attname from pg_attribute a
             where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum""";
    /** Tables with a history that nobody watches any more, and watched tables whose capture is off. */
    private static final String UNWATCHED = """
            select distinct tab from ledger.entry where tab not in (select tab from ledger.watched)""";
    private static final String DISABLED = """
            select w.tab, t.name from ledger.watched w
             cross join (values ('ledger_insert'), ('ledger_update'), ('ledger_delete'), ('ledger_truncate')) t(name)
             where not exists (select from pg_trigger g where g.tgrelid = to_regclass(w.tab) and g.tgname = t.name and g.tgenabled = 'A')
             order by 1, 2""";
    private static final String DIFFERENCES = """
            with last as (
                select distinct on (row_key) row_key, new
                  from ledger.entry where tab = '%1$s' and %4$s
                 order by row_key, epoch desc, xid desc, n desc),
            now as (select row_key, to_jsonb(image) as image
                      from (select %2$s as row_key, i as image from %1$s r cross join lateral (select %3$s) i) r where %4$s)
            select coalesce(l.row_key, c.row_key),
                   case when l.row_key is null then 'inserted without the ledger'
                        when c.row_key is null then 'deleted without the ledger'
                        when l.new is null then 'exists although its history ends with its deletion'
                        else 'differs in ' || coalesce((select string_agg(k, ', ' order by k) from (
                            select coalesce(a.key, b.key) k from jsonb_each(l.new) a full join jsonb_each(c.image) b using (key)
                             where coalesce(a.value, 'null') <> coalesce(b.value, 'null')) d), '') end as finding,
                   (select b.n from ledger.entry e join ledger.block b on b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi
                     where e.tab = '%1$s' and e.row_key = l.row_key order by e.epoch desc, e.xid desc limit 1) as block
              from last l full join now c using (row_key)
             where (l.row_key is null or c.row_key is null or l.new is null or l.new <> c.image)
               and not (c.row_key is null and l.new is null)""";

    private final String tab;
    private final Share share;
    private final String sql;
    private final boolean exists;

    /** Which rows of a table: those whose key falls into this part when keys are dealt out to so many parts. */
    private record Share(int part, int parts) {
        String condition() {
            return parts == 1 ? "true" : "(hashtextextended(row_key, 0) & 1073741823) % " + parts + " = " + part;
        }
    }

    private RowComparison(String tab, Share share, List<String> keys, List<String> columns, Set<String> never,
            Set<String> digest) {
        this.tab = tab;
        this.share = share;
        this.exists = !columns.isEmpty();
        String key = keys.stream().map(k -> "r." + quote(k) + "::text")
                .collect(Collectors.joining(", ", "concat_ws('/', ", ")"));
        String image = columns.stream().filter(c -> !never.contains(c))
                .map(c -> digest.contains(c)
                        ? "encode(sha256(convert_to(r." + quote(c) + "::text, 'UTF8')), 'hex') as " + quote(c)
                        : "r." + quote(c))
                .collect(Collectors.joining(", "));
        this.sql = DIFFERENCES.formatted(tab, key, image, share.condition());
    }

    /** @param rows how many rows the table has; 0 for all shares but the first */
    record Result(long rows, List<Break> breaks) {}

    /**
     * What there is to compare, largest tables first.
     *
     * @param parts into how many shares a large table is cut
     */
    static List<RowComparison> all(Connection connection, int parts) throws SQLException {
        List<RowComparison> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(WATCHED)) {
            while (row.next()) {
                String tab = row.getString(1);
                int shares = row.getLong(5) < WHOLE_BELOW_BYTES ? 1 : parts;
                for (int part = 0; part < shares; part++) {
                    tables.add(new RowComparison(tab, new Share(part, shares), array(row, 2), columns(connection, tab),
                            new LinkedHashSet<>(array(row, 3)), new LinkedHashSet<>(array(row, 4))));
                }
            }
        }
        return tables;
    }

    static List<Break> capture(Connection connection) throws SQLException {
        List<Break> breaks = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(UNWATCHED)) {
                while (row.next()) {
                    breaks.add(new Break(Kind.CAPTURE, 0, row.getString(1), "has a history but is no longer watched"));
                }
            }
            try (ResultSet row = statement.executeQuery(DISABLED)) {
                while (row.next()) {
                    breaks.add(new Break(Kind.CAPTURE, 0, row.getString(1),
                            row.getString(2) + " is missing or switched off"));
                }
            }
        }
        return breaks;
    }

    Result run(Connection connection) throws SQLException {
        List<Break> breaks = new ArrayList<>();
        if (!exists) {
            return new Result(0, List.of(new Break(Kind.ROW, 0, tab, "the table is gone")));
        }
        long rows = 0;
        try (Statement statement = connection.createStatement()) {
            // Images were made with these settings; the text of times and bytes depends on them.
            statement.execute("set timezone = 'UTC'");
            statement.execute("set bytea_output = 'hex'");
            statement.execute(MEMORY);
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    // A column that a migration added is absent from older images and null in the row: no difference.
                    if (!row.getString(2).equals("differs in ")) {
                        breaks.add(new Break(Kind.ROW, row.getLong(3), tab + " " + row.getString(1), row.getString(2)));
                    }
                }
            }
            if (share.part() == 0) {
                try (ResultSet row = statement.executeQuery("select count(*) from " + tab)) {
                    row.next();
                    rows = row.getLong(1);
                }
            }
        }
        return new Result(rows, breaks);
    }

    private static List<String> columns(Connection connection, String tab) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, tab);
            List<String> columns = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            } catch (SQLException gone) {
                if ("42P01".equals(gone.getSQLState())) {
                    return List.of();
                }
                throw gone;
            }
            return columns;
        }
    }

    private static List<String> array(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
