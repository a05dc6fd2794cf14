package org.stroma.instruments.table;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Predicate;

import org.stroma.instruments.PartedList;

/** Rows chosen from others, known by their places there and got when they are asked for. */
public final class Rows extends AbstractList<Row> implements RandomAccess {

    private final List<Row> rows;
    private final int[] places;
    private final int from;
    private final int length;

    private Rows(List<Row> rows, int[] places, int from, int length) {
        this.rows = rows;
        this.places = places;
        this.from = from;
        this.length = length;
    }

    /** The rows that fit, in their order. */
    public static List<Row> where(List<Row> rows, Predicate<Row> fits) {
        int[] places = new int[16];
        int length = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (!fits.test(rows.get(i)))
                continue;
            if (length == places.length)
                places = Arrays.copyOf(places, 2 * length);
            places[length++] = i;
        }
        return length == rows.size() ? rows : new Rows(rows, Arrays.copyOf(places, length), 0, length);
    }

    /** The rows with anything in them. */
    public static List<Row> filled(List<Row> rows) {
        return where(rows, row -> !row.isBlank());
    }

    /** Some rows by their places; the array is kept and must not be changed. */
    static List<Row> at(List<Row> rows, int[] places, int from, int length) {
        return new Rows(rows, places, from, length);
    }

    /** The rows as they are when nobody can change them, else a copy. */
    static List<Row> kept(List<Row> rows) {
        return rows instanceof PartedList || rows instanceof Rows ? rows : List.copyOf(rows);
    }

    @Override
    public Row get(int index) {
        if (index < 0 || index >= length)
            throw new IndexOutOfBoundsException(index);
        return rows.get(places[from + index]);
    }

    @Override
    public int size() {
        return length;
    }

}
