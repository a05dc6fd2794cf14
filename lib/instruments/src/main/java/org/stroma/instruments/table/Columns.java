package org.stroma.instruments.table;

import java.text.Normalizer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * The cells of a header as they stand, with the names of the columns below: made once for all rows of a table. A repeated name
 * gets {@code .1}, {@code .2} as in most data tools; a column without a name is called {@code Unnamed: n} with n from 0.
 */
public final class Columns extends AbstractList<String> implements RandomAccess {

    private static final String UNNAMED = "Unnamed: ";

    private final List<String> header;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    /** The number that was last added to a name that repeats. */
    private final Map<String, Integer> repeated = new HashMap<>();

    private Columns(List<String> header) {
        this.header = List.copyOf(header);
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            names.add(unique(name.isEmpty() ? UNNAMED + i : name));
            places.put(names.getLast(), i);
        }
    }

    /** The columns of a header; a header that is one already is taken as it is. */
    public static Columns of(List<String> header) {
        return header instanceof Columns known ? known : new Columns(header);
    }

    private String unique(String name) {
        String normal = normal(name);
        if (!places.containsKey(normal))
            return normal;
        int number = repeated.getOrDefault(normal, 1);
        while (places.containsKey(normal + "." + number))
            number++;
        repeated.put(normal, number);
        return normal + "." + number;
    }

    /** A name as names are compared: after Unicode NFKC. */
    static String normal(String name) {
        for (int i = 0; i < name.length(); i++)
            if (name.charAt(i) >= 0x80)
                return Normalizer.normalize(name, Normalizer.Form.NFKC);
        return name;
    }

    /** The name of a column, also of one beyond the header. */
    String name(int column) {
        return column < names.size() ? names.get(column) : unique(UNNAMED + column);
    }

    /** The column of a name in a row of so many cells, -1 when there is none. */
    int find(String normal, int cells) {
        Integer place = places.get(normal);
        if (place != null)
            return place;
        if (!normal.startsWith(UNNAMED))
            return -1;
        int beyond = number(normal, UNNAMED.length());
        if (beyond >= names.size() && beyond < cells && name(beyond).equals(normal))
            return beyond;
        for (int i = names.size(); i < cells && normal.indexOf('.') >= 0; i++)
            if (name(i).equals(normal))
                return i;
        return -1;
    }

    /** The whole number of at most nine digits that a text ends with, -1 when it ends otherwise. */
    private static int number(String text, int from) {
        int number = from == text.length() || text.length() > from + 9 ? -1 : 0;
        for (int i = from; i < text.length() && number >= 0; i++)
            number = Character.digit(text.charAt(i), 10) < 0 ? -1 : number * 10 + Character.digit(text.charAt(i), 10);
        return number;
    }

    /** The cell of the header as it stands. */
    @Override
    public String get(int index) {
        return header.get(index);
    }

    @Override
    public int size() {
        return header.size();
    }

}
