package org.stroma.statistics.chart;

import java.util.List;

/**
 * A pattern found on a chart.
 *
 * @param rule name of the rule
 * @param at position, counted from 1, of the point that completes the pattern
 * @param points positions of all points that make it, ascending
 */
public record Signal(String rule, int at, List<Integer> points) {

    public Signal {
        points = List.copyOf(points);
    }
}
