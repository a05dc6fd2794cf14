package org.stroma.app.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.stroma.app.ledger.Verification.Break;
import org.stroma.app.ledger.Verification.Kind;

/**
 * Names what differs in a regulated table whose rows do not agree with their history: rows that are not as their last image says, and
 * changes that did not find what the change before had left. Entries of a row are in order by their number, which they get while the row is
 * locked; a transaction that began first may well write last. Values are compared as they are written: 1.5 is not 1.50.
 */
final class RowComparison {
    /** Watched tables whose capture is off. */
    private static final String DISABLED = """
            select w.tab, t.name from ledger.watched w
             cross join (values ('ledger_insert'), ('ledger_update'), ('ledger_delete'), ('ledger_truncate')) t(name)
             where not exists (select from pg_trigger g where g.tgrelid = to_regclass(w.tab) and g.tgname = t.name and g.tgenabled = 'A')
             order by 1, 2""";
    private static final String DIFFERENCES = """
            with last as (
                select distinct on (row_key) row_key, new::jsonb as new
                  from ledger.entry where tab = '%1$s' and %4$s
                 order by row_key, epoch desc, n desc),
            now as (select row_key, to_jsonb(image) as image
                      from (select %2$s as row_key, i as image from %1$s r cross join lateral (select %3$s) i) r where %4$s)
            select coalesce(l.row_key, c.row_key),
                   case when l.row_key is null then 'inserted without the ledger'
                        when c.row_key is null then 'deleted without the ledger'
                        when l.new is null then 'exists although its history ends with its deletion'
                        else 'differs in ' || coalesce((select string_agg(k, ', ' order by k) from (
                            select coalesce(a.key, b.key) k from jsonb_each(l.new) a full join jsonb_each(c.image) b using (key)
                             where coalesce(a.value::text, 'null') <> coalesce(b.value::text, 'null')) d), '') end as finding,
                   (select b.n from ledger.entry e join ledger.block b on b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi
                     where e.tab = '%1$s' and e.row_key = l.row_key order by e.epoch desc, e.n desc limit 1) as block
              from last l full join now c using (row_key)
             where (l.row_key is null or c.row_key is null or l.new is null or l.new::text <> c.image::text)
               and not (c.row_key is null and l.new is null)""";
    /**
     * Only columns that are still there, one that a migration dropped is in older images; and only those that were there before, one that a
     * migration added came with its default.
     */
    private static final String JUMPS = """
            with step as (
                select row_key, epoch, xid, n, old::jsonb as old, new::jsonb as new, lag(new::jsonb) over (partition by row_key order by epoch, n) as before
                  from ledger.entry where tab = '%1$s' and %3$s)
            select s.row_key,
                   case when s.before is null then 'was inserted without the ledger before entry ' || s.n
                        when s.old is null then 'was deleted without the ledger before entry ' || s.n
                        else 'was changed without the ledger before entry ' || s.n || ': ' || d.columns end,
                   (select b.n from ledger.block b where b.epoch = s.epoch and s.xid >= b.lo and s.xid < b.hi)
              from step s cross join lateral (
                select string_agg(coalesce(a.key, b.key), ', ' order by coalesce(a.key, b.key)) as columns
                  from jsonb_each(coalesce(s.before, '{}')) a full join jsonb_each(coalesce(s.old, '{}')) b using (key)
                 where coalesce(a.value::text, 'null') <> coalesce(b.value::text, 'null') and a.key in (%2$s)) d
             where s.before::text is distinct from s.old::text and (s.before is null or s.old is null or d.columns is not null)
             order by s.epoch, s.n""";

    private final WatchedTable table;
    private final String differences;
    private final String jumps;

    RowComparison(WatchedTable.Share share) {
        this.table = share.table();
        String image = table.columns().keySet().stream()
                .map(column -> table.value(column) + " as " + WatchedTable.quote(column))
                .collect(Collectors.joining(", "));
        String names = table.columns().keySet().stream().map(column -> "'" + column.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        this.differences = DIFFERENCES.formatted(table.name(), table.key(), image, share.condition());
        this.jumps = JUMPS.formatted(table.name(), names, share.condition());
    }

    /** Watched tables that are gone or not captured, and columns of which the ledger does not know. */
    static List<Break> capture(Connection connection, List<WatchedTable> tables) throws SQLException {
        List<Break> breaks = new ArrayList<>();
        tables.stream().filter(table -> !table.exists())
                .forEach(table -> breaks.add(new Break(Kind.ROW, 0, table.name(), "the table is gone")));
        tables.forEach(table -> table.unread().forEach(column -> breaks.add(
                new Break(Kind.CAPTURE, 0, table.name() + " " + column, "the column was added without the ledger"))));
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(DISABLED)) {
            while (row.next()) {
                breaks.add(new Break(Kind.CAPTURE, 0, row.getString(1),
                        row.getString(2) + " is missing or switched off"));
            }
        }
        return breaks;
    }

    List<Break> run(Connection connection) throws SQLException {
        List<Break> breaks = new ArrayList<>();
        for (String sql : List.of(differences, jumps)) {
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    // A column that a migration added is absent from older images and null in the row: no difference.
                    if (!row.getString(2).equals("differs in ")) {
                        breaks.add(new Break(Kind.ROW, row.getLong(3), table.name() + " " + row.getString(1),
                                row.getString(2)));
                    }
                }
            }
        }
        return breaks;
    }
}
