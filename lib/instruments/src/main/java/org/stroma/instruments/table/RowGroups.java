package org.stroma.instruments.table;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that have the same key, the groups in the order of their first rows and the rows of each in theirs. Only the
 * places of rows are held, so that a table of any size can be divided.
 */
public final class RowGroups {

    private final List<Row> rows;
    private final PlaceGroups groups;

    private RowGroups(List<Row> rows, PlaceGroups groups) {
        this.rows = rows;
        this.groups = groups;
    }

    /**
     * Divides rows.
     *
     * @param key asked once for each row, in their order; null leaves the row out
     */
    public static RowGroups of(List<Row> rows, Function<Row, @Nullable String> key) {
        return new RowGroups(rows, PlaceGroups.of(rows.size(), place -> key.apply(rows.get(place))));
    }

    /** How many groups there are. */
    public int size() {
        return groups.size();
    }

    /** The rows of a group from 0, at least one. */
    public List<Row> get(int group) {
        return Rows.of(rows, groups, group);
    }

    /** The rows of a key; none when no row has it. */
    public List<Row> get(String key) {
        int group = groups.find(key);
        return group < 0 ? List.of() : get(group);
    }

    /** The rows of each group. */
    public void forEach(Consumer<List<Row>> action) {
        for (int i = 0; i < size(); i++)
            action.accept(get(i));
    }

    /** The rows of each group, the groups in an order of their keys. */
    public void forEachSorted(Comparator<String> order, Consumer<List<Row>> action) {
        for (int group : groups.sorted(order))
            action.accept(get(group));
    }

}
