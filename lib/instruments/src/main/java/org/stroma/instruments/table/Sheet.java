package org.stroma.instruments.table;

import java.util.List;
import java.util.Optional;

/**
 * One sheet of a workbook.
 *
 * @param name its name
 * @param rows the rows that exist, in order; {@link Row#line()} is the row number in the sheet
 * @param formulas the cells that compute their value
 */
public record Sheet(String name, List<Row> rows, List<Position> formulas) {

    /** A cell by row and column from 1. */
    public record Position(int line, int column) {}

    public Sheet {
        rows = Rows.kept(rows);
        formulas = List.copyOf(formulas);
    }

    /** The row of a number from 1. */
    public Optional<Row> row(int line) {
        int low = 0;
        int high = rows.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = rows.get(middle).line();
            if (found == line)
                return Optional.of(rows.get(middle));
            if (found < line)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return Optional.empty();
    }

    /** The text of a cell, row and column from 1; empty when there is none. */
    public String cell(int line, int column) {
        return row(line).map(row -> row.cell(column - 1)).orElse("");
    }

}
