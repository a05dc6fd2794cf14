package org.stroma.instruments.immunospot;

import java.util.BitSet;

import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.table.Texts;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Printed;

/**
 * One feature of the wells of a plate, letters down and numbers across, which may stand beside others in the same lines. What is printed
 * is kept in texts that all tables share.
 */
final class SpotTable {

    private final String name;
    private final Layout layout;
    private final int position;

    /**
     * Tables side by side.
     *
     * @param file the name of the file
     * @param line the line of the first row from 1
     * @param width columns of one table
     * @param count tables side by side
     * @param cells the texts of all cells
     * @param first the first cell of the first row among these texts
     * @param labelled rows that repeat their letters before each table
     */
    record Layout(String file, int line, int width, int count, Texts cells, int first, BitSet labelled) {

        int rows() {
            return (cells.size() - first) / (width * count);
        }

    }

    private final int rows;

    SpotTable(String name, Layout layout, int position) {
        this.name = name;
        this.layout = layout;
        this.position = position;
        this.rows = layout.rows();
    }

    String name() {
        return name;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return layout.width;
    }

    /** What is printed in a row and a column, both from 0. */
    Printed printed(int row, int column) {
        return Printed.of(layout.cells.get(layout.first + (row * layout.count + position) * layout.width + column),
                DecimalSign.POINT);
    }

    /** Where it stands. */
    Place place(int row, int column) {
        int label = layout.labelled.get(row) ? position + 1 : 1;
        int cell = label + position * layout.width + column;
        return new Place(layout.file, layout.line + row, cell + 1, name + ", " + Wells.letters(row) + (column + 1));
    }

}
