package org.stroma.statistics.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;

/** A labelled row of values on its way to becoming points. */
final class Series {

    private static final int FEW_POINTS = 20;

    private final List<String> labels;
    private final double[] values;
    private final Baseline baseline;

    Series(List<String> labels, double[] values, Baseline baseline) {
        if (labels.size() != values.length) {
            throw StatisticsRefusal.of("unequal-lengths", "first", "labels", "firstCount", labels.size(), "second",
                    "values",
                    "secondCount", values.length);
        }
        this.labels = List.copyOf(labels);
        this.values = Sample.of(values).values();
        this.baseline = baseline;
    }

    int size() {
        return values.length;
    }

    double value(int i) {
        return values[i];
    }

    boolean inBaseline(int i) {
        return baseline.holds(i);
    }

    /** Values that set the limits. */
    double[] baselineValues() {
        return IntStream.range(0, values.length).filter(baseline::holds).mapToDouble(i -> values[i]).toArray();
    }

    /** Points with limits at a number of standard errors, cut off at a floor and a ceiling. */
    List<ChartPoint> points(IntToDoubleFunction center, IntToDoubleFunction sigma, double width, double floor,
            double ceiling) {
        List<ChartPoint> points = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            double middle = center.applyAsDouble(i);
            double error = sigma.applyAsDouble(i);
            points.add(new ChartPoint(labels.get(i), values[i], middle, Math.max(floor, middle - width * error),
                    Math.min(ceiling, middle + width * error), error, baseline.holds(i), List.of()));
        }
        return points;
    }

    /** Warnings that hold for any chart: few points, and neighbours that resemble each other. */
    List<Note> warnings() {
        List<Note> warnings = new ArrayList<>();
        double[] base = baselineValues();
        if (base.length < FEW_POINTS) {
            warnings.add(Note.of("few-points", "n", base.length, "advised", FEW_POINTS));
        }
        Sample sample = Sample.of(base);
        if (base.length >= 10 && sample.range() > 0) {
            double r = sample.autocorrelation(1);
            if (Math.abs(r) > 2 / Math.sqrt(base.length)) {
                warnings.add(Note.of("autocorrelated", "r", r, "n", base.length));
            }
        }
        return warnings;
    }
}
