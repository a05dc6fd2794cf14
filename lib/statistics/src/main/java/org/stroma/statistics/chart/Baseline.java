package org.stroma.statistics.chart;

import java.util.Set;

/**
 * The points that set the limits (phase I). All others are only judged by them.
 *
 * @param first so many leading points take part
 * @param excluded positions, counted from 1, left out although among the first, because a cause was found
 */
public record Baseline(int first, Set<Integer> excluded) {

    /** Every point takes part. */
    public static final Baseline ALL = new Baseline(Integer.MAX_VALUE, Set.of());

    public Baseline {
        excluded = Set.copyOf(excluded);
    }

    /** Whether the point at a place counted from 0 takes part. */
    public boolean holds(int index) {
        return index < first && !excluded.contains(index + 1);
    }
}
