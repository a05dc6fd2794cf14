package org.stroma.instruments.table;

import java.util.Arrays;

/**
 * Where the cells of a binary sheet are recorded, eight bytes for each: they come in any order and are visited by row and column. Of two
 * records of one cell the later one counts.
 */
final class CellPlaces {

    /** Takes what is visited. */
    interface Visitor {

        /** Begins a row, numbered from 0. */
        void row(int number);

        /** A cell, its column from 0, and the place of its record. */
        void cell(int column, int place);

        /** A cell that is one of several in its record. */
        void packed(int column, int place);

        /** Ends a row. */
        void end();

    }

    /** From the highest: 16 bits of the row, 16 of the column, 31 of the place, 1 that tells a packed cell; rows are moved down by half. */
    private final long[] places;
    private int size;

    /** Room for so many. */
    CellPlaces(int most) {
        places = new long[most];
    }

    /** A row from 0 to 65,535, a column from 0 to 65,535 and the place of its record. */
    void add(int row, int column, int place) {
        put((long) (row - 0x8000) << 48 | (column & 0xFFFFL) << 32 | (long) place << 1);
    }

    /** One of several cells of a record. */
    void addPacked(int row, int column, int place) {
        put((long) (row - 0x8000) << 48 | (column & 0xFFFFL) << 32 | (long) place << 1 | 1);
    }

    private void put(long place) {
        places[size++] = place;
    }

    /** Visits all cells; none may be added any more. */
    void forEach(Visitor visitor) {
        Arrays.sort(places, 0, size);
        for (int i = 0; i < size; i++) {
            boolean first = i == 0 || row(i - 1) != row(i);
            if (first)
                visitor.row(row(i));
            boolean replaced = i + 1 < size && places[i + 1] >>> 32 == places[i] >>> 32;
            if (!replaced)
                visit(places[i], visitor);
            if (i + 1 == size || row(i + 1) != row(i))
                visitor.end();
        }
    }

    private int row(int index) {
        return (int) (places[index] >> 48) + 0x8000;
    }

    private static void visit(long cell, Visitor visitor) {
        int column = (int) (cell >>> 32) & 0xFFFF;
        int place = (int) (cell & 0xFFFFFFFFL) >>> 1;
        if ((cell & 1) == 0)
            visitor.cell(column, place);
        else
            visitor.packed(column, place);
    }

}
