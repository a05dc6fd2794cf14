package org.stroma.instruments.table;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.function.Predicate;

import org.stroma.instruments.PartedList;

/** Rows that are made from others when they are asked for: chosen by their places, or put together anew. */
public final class Rows extends AbstractList<Row> implements RandomAccess {

    private final int size;
    private final IntFunction<Row> maker;

    private Rows(int size, IntFunction<Row> maker) {
        this.size = size;
        this.maker = maker;
    }

    /** So many rows, each made by its place from 0 whenever it is asked for. */
    public static List<Row> of(int size, IntFunction<Row> maker) {
        return new Rows(size, maker);
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
        int[] found = Arrays.copyOf(places, length);
        return length == rows.size() ? rows : of(length, index -> rows.get(found[index]));
    }

    /** The rows with anything in them. */
    public static List<Row> filled(List<Row> rows) {
        return where(rows, row -> !row.isBlank());
    }

    /** The rows as they are when nobody can change them, else a copy. */
    static List<Row> kept(List<Row> rows) {
        return rows instanceof PartedList || rows instanceof Rows ? rows : List.copyOf(rows);
    }

    @Override
    public Row get(int index) {
        if (index < 0 || index >= size)
            throw new IndexOutOfBoundsException(index);
        return maker.apply(index);
    }

    @Override
    public int size() {
        return size;
    }

}
