package org.stroma.instruments.table;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.stroma.instruments.MappedList;
import org.stroma.instruments.PartedList;

/** Rows that are chosen from others by their places and got when they are asked for. */
public final class Rows {

    private Rows() {}

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
        return length == rows.size() ? rows : MappedList.of(length, index -> rows.get(found[index]));
    }

    /** The rows with anything in them. */
    public static List<Row> filled(List<Row> rows) {
        return where(rows, row -> !row.isBlank());
    }

    /** The rows from a place up to another, which are not copied. */
    public static List<Row> between(List<Row> rows, int from, int to) {
        Objects.checkFromToIndex(from, to, rows.size());
        return MappedList.of(to - from, index -> rows.get(from + index));
    }

    /** The rows of a group of places. */
    public static List<Row> of(List<Row> rows, PlaceGroups groups, int group) {
        return MappedList.of(groups.length(group), index -> rows.get(groups.place(group, index)));
    }

    /** The rows as they are when nobody can change them, else a copy. */
    public static List<Row> kept(List<Row> rows) {
        return rows instanceof PartedList || rows instanceof MappedList ? rows : List.copyOf(rows);
    }

}
