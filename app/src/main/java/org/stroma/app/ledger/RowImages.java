package org.stroma.app.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a share of a regulated table, read as PostgreSQL copies them out and written as the images that the ledger would hold of
 * them. Copying is cheaper than having images made: what JSON makes of common types is made here, and anything else by the database.
 */
final class RowImages {
    private static final String COPY = "copy (select * from (select %s as row_key%s from %s r) r where %s) to stdout";

    /** How the text of a column becomes JSON. */
    private enum Form {
        NUMBER, TRUTH, TEXT, TIME, JSON;

        static Form of(String type) {
            return switch (type) {
                case "int2", "int4", "int8", "numeric" -> NUMBER;
                case "bool" -> TRUTH;
                case "text", "varchar", "uuid", "date" -> TEXT;
                case "timestamptz" -> TIME;
                default -> JSON;
            };
        }
    }

    private record Column(byte[] quotedName, Form form, String sql) {}

    private final WatchedTable table;
    private final List<Column> columns;
    private final String sql;

    RowImages(WatchedTable.Share share) {
        this.table = share.table();
        this.columns = table.columns().keySet().stream().sorted(asPostgresSorts()).map(this::column).toList();
        String values = IntStream.range(0, columns.size()).mapToObj(i -> ", " + columns.get(i).sql() + " as c" + i)
                .collect(Collectors.joining());
        this.sql = COPY.formatted(table.key(), values, table.name(), share.condition());
    }

    /** The order of names in an image: the shorter first. */
    private static Comparator<String> asPostgresSorts() {
        return Comparator.comparing((String name) -> name.getBytes(StandardCharsets.UTF_8),
                (a, b) -> a.length == b.length
                        ? Arrays.compareUnsigned(a, b)
                        : Integer.compare(a.length, b.length));
    }

    private Column column(String name) {
        byte[] quoted = ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
        if (table.digest().contains(name)) {
            return new Column(quoted, Form.TEXT, table.value(name));
        }
        String type = table.columns().getOrDefault(name, "");
        Form form = Form.of(type);
        String plain = "r." + WatchedTable.quote(name);
        return new Column(quoted, form, form == Form.JSON && !type.equals("jsonb")
                ? (table.remade() ? "to_jsonb(" : "to_json(") + plain + ")"
                : plain);
    }

    /** Adds all rows and returns how many there are. */
    long read(Connection connection, ImageSums into) throws SQLException, IOException {
        byte[] name = table.name().getBytes(StandardCharsets.UTF_8);
        into.table(name, 0, name.length);
        CopyOut lines = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        ImageBytes image = new ImageBytes();
        long rows = 0;
        for (byte[] line = lines.readFromCopy(); line != null; line = lines.readFromCopy()) {
            int key = end(line, 0);
            write(line, key + 1, image);
            into.row(line, 0, key, image);
            rows++;
        }
        return rows;
    }

    private static int end(byte[] line, int from) {
        int i = from;
        while (line[i] != '\t' && line[i] != '\n') {
            i++;
        }
        return i;
    }

    private void write(byte[] line, int from, ImageBytes image) {
        image.clear();
        int start = from;
        for (Column column : columns) {
            int end = end(line, start);
            boolean absent = end - start == 2 && line[start] == '\\' && line[start + 1] == 'N';
            if (!absent) {
                int before = image.member(column.quotedName());
                switch (column.form()) {
                    case NUMBER -> image.number(line, start, end);
                    case TRUTH -> image.truth(line[start] == 't');
                    case TEXT -> image.text(line, start, end);
                    case TIME -> image.time(line, start, end);
                    case JSON -> {
                        if (!image.json(line, start, end)) {
                            image.drop(before);
                        }
                    }
                }
            }
            start = end + 1;
        }
    }
}
