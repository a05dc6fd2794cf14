package org.stroma.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table read from a delimited text file, with what was recognised about the file.
 *
 * @param file where it came from
 * @param encoding character set it was read in
 * @param delimiter between cells
 * @param header names of the columns
 * @param rows cells with the line each row began on, counted from 1
 */
record CsvTable(Path file, String encoding, char delimiter, List<String> header, List<Row> rows) {
    private static final Map<Character, String> NAMES = Map.of(',', "comma", ';', "semicolon", '\t', "tab", '|', "bar");

    CsvTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param line on which it begins, counted from 1
     * @param cells as many as the header has
     */
    record Row(int line, List<String> cells) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    /** The name of the delimiter. */
    String delimiterName() {
        return NAMES.getOrDefault(delimiter, String.valueOf(delimiter));
    }

    /** Index of a column by its exact name, else by its name in any case. */
    int column(String name) {
        return find(name)
                .orElseThrow(() -> CommandRefusal.of("column-missing", "file", file, "column", name, "header",
                        String.join(", ", header)));
    }

    /** Index of a column if the file has it; two that differ in case only are refused. */
    Optional<Integer> find(String name) {
        List<Integer> exact = IntStream.range(0, header.size()).filter(i -> header.get(i).equals(name)).boxed()
                .toList();
        List<Integer> any = IntStream.range(0, header.size()).filter(i -> header.get(i).equalsIgnoreCase(name)).boxed()
                .toList();
        List<Integer> found = exact.isEmpty() ? any : exact;
        if (found.size() > 1) {
            throw CommandRefusal.of("column-twice", "file", file, "count", found.size(), "column", name);
        }
        return found.stream().findFirst();
    }

    /** The cell of a row, without surrounding space. */
    String cell(Row row, int column) {
        return row.cells().get(column).strip();
    }

    /** A refusal that points at a cell. */
    CommandRefusal refusal(Row row, int column, String code, Object... namesAndValues) {
        return CommandRefusal.of("about-cell", "file", file, "line", row.line(), "column", header.get(column), "what",
                CommandRefusal.of(code, namesAndValues));
    }

    /** The same table with fewer rows. */
    CsvTable withRows(List<Row> kept) {
        return new CsvTable(file, encoding, delimiter, header, kept);
    }
}
