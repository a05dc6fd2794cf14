package org.stroma.instruments.table;

import java.util.List;
import java.util.StringJoiner;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;

/**
 * Names the lines of a table that were cut off: a row that ends before its header does, a header that ends before its rows do.
 * What such a row lacks looks like blank cells, and what stands behind such a header has lost its name.
 */
public final class RowLengths {

    private RowLengths() {}

    /** Compares the rows of a table with its header. */
    public static void tell(Row header, List<Row> rows, Problems problems) {
        int longest = longest(rows);
        tell(rows, Math.max(header.width(), Math.min(header.cells().size(), longest)), problems);
        tellHeader(header, longest, problems);
    }

    /** Compares the rows of a table, of which those that are blank belong to it wherever they stand, with its header. */
    public static void tellEach(Row header, List<Row> rows, Problems problems) {
        int longest = longest(rows);
        tellShort(rows, Math.max(header.width(), Math.min(header.cells().size(), longest)), problems);
        tellHeader(header, longest, problems);
    }

    /**
     * Compares the rows of a table that leaves out blank cells at the end of a line: with each other, and the longest with the
     * header.
     */
    public static void tellRagged(Row header, List<Row> rows, Problems problems) {
        int longest = longest(rows);
        if (!rows.isEmpty() && longest < header.width())
            add(rows.getFirst(), header.width(), problems);
        tell(rows, longest, problems);
        tellHeader(header, longest, problems);
    }

    /**
     * Compares the rows of a sheet, which has no cells for blanks at the end of a row: where four of five rows reach further a
     * row is named, otherwise one note lists the rows that end before their header, since they may have been cut.
     *
     * @param file the file with its sheet
     */
    public static void tellSheet(Row header, List<Row> rows, String file, Problems problems) {
        int longest = longest(rows);
        long full = rows.stream().filter(row -> row.cells().size() == longest).count();
        boolean regular = 5 * full >= 4L * rows.size();
        for (Row row : rows)
            if (regular && row.cells().size() < longest && !row.isBlank())
                add(row, longest, file, problems);
        if (!regular || longest < header.width())
            tellEarly(header, rows, file, problems);
        if (longest > header.cells().size())
            add(header, longest, file, problems);
    }

    private static void tellEarly(Row header, List<Row> rows, String file, Problems problems) {
        int reach = header.width();
        EarlyRows early = new EarlyRows();
        for (Row row : rows)
            if (row.cells().size() < reach && !row.isBlank())
                early.add(row);
        if (early.count > 0)
            problems.add(new Place(file, header.line(), 0, ""), FileProblem.ROWS_END_EARLY, early.count + "",
                    rows.size() + "", reach + "", early.toString());
    }

    /** Rows by their lines, those that follow each other with as many cells together, such as {@code 7-9 (12), 14 (3)}. */
    private static final class EarlyRows {

        private static final int LISTED = 20;

        private final StringJoiner listed = new StringJoiner(", ");
        private int groups;
        private int count;
        private int first;
        private int last;
        private int cells;

        void add(Row row) {
            if (count > 0 && (row.line() != last + 1 || row.cells().size() != cells))
                close();
            first = count == 0 || first == 0 ? row.line() : first;
            last = row.line();
            cells = row.cells().size();
            count++;
        }

        private void close() {
            if (++groups <= LISTED)
                listed.add((first == last ? first + "" : first + "-" + last) + " (" + cells + ")");
            first = 0;
        }

        @Override
        public String toString() {
            close();
            return groups > LISTED ? listed + ", …" : listed.toString();
        }

    }

    /** Compares the rows of a table without a header; nothing is told unless most of them are of one length. */
    public static void tellAmong(List<Row> rows, Problems problems) {
        int longest = longest(rows);
        long full = rows.stream().filter(row -> row.cells().size() == longest).count();
        if (2 * full >= rows.size())
            tell(rows, longest, problems);
    }

    private static int longest(List<Row> rows) {
        return rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    }

    /** Blank rows behind the table are no part of it; one within may be what is left of a row whose first cell is blank. */
    private static void tell(List<Row> rows, int expected, Problems problems) {
        int end = rows.size();
        while (end > 0 && rows.get(end - 1).isBlank())
            end--;
        tellShort(rows.subList(0, end), expected, problems);
    }

    private static void tellShort(List<Row> rows, int expected, Problems problems) {
        for (Row row : rows)
            if (row.cells().size() < expected)
                add(row, expected, problems);
    }

    private static void tellHeader(Row header, int longest, Problems problems) {
        if (longest > header.cells().size())
            add(header, longest, problems);
    }

    private static void add(Row row, int expected, Problems problems) {
        add(row, expected, problems.place().file(), problems);
    }

    private static void add(Row row, int expected, String file, Problems problems) {
        problems.add(new Place(file, row.line(), 0, ""), FileProblem.ROW_SHORT, row.cells().size() + "", expected + "");
    }

}
