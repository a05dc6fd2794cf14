package org.stroma.instruments.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The places of what stands one after the other, divided by key: the groups in the order of their first places, the places of each
 * in theirs. It takes eight bytes for each place and some forty for each key.
 */
public final class PlaceGroups {

    private final Keys keys = new Keys();
    /** All places, group after group, and where each group starts. */
    private final int[] places;
    private final int[] starts;

    private PlaceGroups(int size, IntFunction<@Nullable String> key) {
        int[] groups = new int[size];
        for (int i = 0; i < size; i++) {
            String text = key.apply(i);
            groups[i] = text == null ? -1 : keys.add(text);
        }
        starts = new int[keys.size() + 1];
        for (int group : groups)
            if (group >= 0)
                starts[group + 1]++;
        for (int i = 1; i < starts.length; i++)
            starts[i] += starts[i - 1];
        int[] next = starts.clone();
        places = new int[starts[keys.size()]];
        for (int i = 0; i < size; i++)
            if (groups[i] >= 0)
                places[next[groups[i]]++] = i;
    }

    /**
     * Divides the places from 0.
     *
     * @param key asked once for each place, in their order; null leaves the place out
     */
    public static PlaceGroups of(int size, IntFunction<@Nullable String> key) {
        return new PlaceGroups(size, key);
    }

    /** How many groups there are. */
    public int size() {
        return keys.size();
    }

    /** The key of a group from 0. */
    public String key(int group) {
        return keys.get(group);
    }

    /** The group of a key, -1 when there is none. */
    public int find(String key) {
        return keys.find(key);
    }

    /** How many places a group has, at least one. */
    public int length(int group) {
        return starts[group + 1] - starts[group];
    }

    /** A place of a group by its index there. */
    public int place(int group, int index) {
        return places[starts[group] + index];
    }

    /** The groups in an order of their keys. */
    public int[] sorted(Comparator<String> order) {
        String[] texts = new String[size()];
        Arrays.setAll(texts, this::key);
        return IntStream.range(0, size()).boxed().sorted((a, b) -> order.compare(texts[a], texts[b]))
                .mapToInt(Integer::intValue).toArray();
    }

}
