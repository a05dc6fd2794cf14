package org.stroma.instruments.table;

import java.util.List;

/**
 * One row of a delimited file or a sheet.
 *
 * @param line line of its first character or number of the sheet row, from 1
 * @param cells texts as they stand, empty cells as empty strings
 */
public record Row(int line, List<String> cells) {

    public Row {
        cells = cells instanceof SlicedCells || cells instanceof Columns ? cells : List.copyOf(cells);
    }

    /** The stripped text of a cell from 0, empty beyond the end. */
    public String cell(int index) {
        return index < cells.size() ? cells.get(index).strip() : "";
    }

    /** Whether every cell is blank. */
    public boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }

    /** One more than the index of the last cell that is not blank. */
    public int width() {
        int width = cells.size();
        while (width > 0 && cells.get(width - 1).isBlank())
            width--;
        return width;
    }

}
