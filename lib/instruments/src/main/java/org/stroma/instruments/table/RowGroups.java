package org.stroma.instruments.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that have the same key, the groups in the order of their first rows and the rows of each in theirs. Only the
 * places of rows are held, so that a table of any size can be divided.
 */
public final class RowGroups {

    private final List<Row> rows;
    private final Keys keys;
    /** The places of all rows, group after group, and where each group starts. */
    private final int[] places;
    private final int[] starts;

    private RowGroups(List<Row> rows, Keys keys, int[] places, int[] starts) {
        this.rows = rows;
        this.keys = keys;
        this.places = places;
        this.starts = starts;
    }

    /**
     * Divides rows.
     *
     * @param key asked once for each row, in their order; null leaves the row out
     */
    public static RowGroups of(List<Row> rows, Function<Row, @Nullable String> key) {
        Keys keys = new Keys();
        int[] groups = new int[rows.size()];
        for (int i = 0; i < groups.length; i++) {
            String text = key.apply(rows.get(i));
            groups[i] = text == null ? -1 : keys.add(text);
        }
        int[] starts = new int[keys.size() + 1];
        for (int group : groups)
            if (group >= 0)
                starts[group + 1]++;
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        int[] places = new int[starts[keys.size()]];
        for (int i = 0; i < groups.length; i++)
            if (groups[i] >= 0)
                places[next[groups[i]]++] = i;
        return new RowGroups(rows, keys, places, starts);
    }

    /** How many groups there are. */
    public int size() {
        return keys.size();
    }

    /** The key of a group from 0. */
    public String key(int group) {
        return keys.get(group);
    }

    /** The rows of a group from 0, at least one. */
    public List<Row> get(int group) {
        return Rows.at(rows, places, starts[group], starts[group + 1] - starts[group]);
    }

    /** The group of a key, -1 when there is none. */
    public int find(String key) {
        return keys.find(key);
    }

    /** The rows of each group. */
    public void forEach(Consumer<List<Row>> action) {
        for (int i = 0; i < size(); i++)
            action.accept(get(i));
    }

    /** The rows of each group, the groups in an order of their keys. */
    public void forEachSorted(Comparator<String> order, Consumer<List<Row>> action) {
        for (int group : sorted(order))
            action.accept(get(group));
    }

    /** The groups in an order of their keys. */
    public int[] sorted(Comparator<String> order) {
        String[] texts = new String[size()];
        Arrays.setAll(texts, this::key);
        return IntStream.range(0, size()).boxed().sorted((a, b) -> order.compare(texts[a], texts[b]))
                .mapToInt(Integer::intValue).toArray();
    }

}
