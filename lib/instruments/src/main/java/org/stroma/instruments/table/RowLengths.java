package org.stroma.instruments.table;

import java.util.List;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;

/**
 * Names the lines of a table that were cut off: a row that ends before its header does, a header that ends before its rows do.
 * What such a row lacks looks like blank cells, and what stands behind such a header has lost its name.
 */
public final class RowLengths {

    private RowLengths() {}

    /** Compares the rows of a table with its header; blank rows are passed over. */
    public static void tell(Row header, List<Row> rows, Problems problems) {
        int longest = longest(rows);
        tell(rows, Math.max(header.width(), Math.min(header.cells().size(), longest)), problems);
        if (longest > header.cells().size())
            add(header, longest, problems);
    }

    /**
     * Compares the rows of a table with each other, for software that leaves out blank cells at the end of a line and for
     * tables without a header: a row is named when all rows but a few reach further.
     */
    public static void tellAmong(List<Row> rows, Problems problems) {
        int longest = longest(rows);
        long full = rows.stream().filter(row -> row.cells().size() == longest).count();
        if (2 * full >= rows.size())
            tell(rows, longest, problems);
    }

    private static int longest(List<Row> rows) {
        return rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    }

    private static void tell(List<Row> rows, int expected, Problems problems) {
        for (Row row : rows)
            if (row.cells().size() < expected && !row.isBlank())
                add(row, expected, problems);
    }

    private static void add(Row row, int expected, Problems problems) {
        problems.add(problems.place(row.line()), FileProblem.ROW_SHORT, row.cells().size() + "", expected + "");
    }

}
