package org.stroma.statistics.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * One drawn chart: a statistic, its centre and limits, the points and what the rules found.
 *
 * @param statistic name of what is plotted, for example {@code mean}, {@code range}, {@code proportion}
 * @param center centre line; the mean of the centres where they differ between points
 * @param sigma estimate of the process standard deviation the limits were built from
 * @param points in order
 * @param signals ordered by the completing point
 */
public record ControlChart(String statistic, double center, double sigma, List<ChartPoint> points,
        List<Signal> signals) {

    public ControlChart {
        points = List.copyOf(points);
        signals = List.copyOf(signals);
    }

    /** Applies rules to points. */
    static ControlChart judged(String statistic, double sigma, List<ChartPoint> points, List<RunRule> rules) {
        List<Signal> signals = new ArrayList<>();
        List<ChartPoint> marked = new ArrayList<>(points.size());
        for (int at = 0; at < points.size(); at++) {
            List<String> names = new ArrayList<>();
            for (RunRule rule : rules) {
                int place = at;
                rule.completedAt(at, points).ifPresent(pattern -> {
                    names.add(rule.code());
                    signals.add(new Signal(rule.code(), place + 1, pattern.stream().map(i -> i + 1).toList()));
                });
            }
            marked.add(names.isEmpty() ? points.get(at) : points.get(at).withSignals(names));
        }
        double first = points.getFirst().center();
        boolean level = points.stream().allMatch(point -> point.center() == first);
        double center = level ? first : points.stream().mapToDouble(ChartPoint::center).average().orElseThrow();
        return new ControlChart(statistic, center, sigma, marked, signals);
    }

    /** True if all points share the same limits. */
    public boolean constantLimits() {
        ChartPoint first = points.getFirst();
        return points.stream().allMatch(point -> point.lower() == first.lower() && point.upper() == first.upper());
    }

    /** Positions, counted from 1, of points outside their limits. */
    public List<Integer> beyondLimits() {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).outside()) {
                positions.add(i + 1);
            }
        }
        return positions;
    }
}
