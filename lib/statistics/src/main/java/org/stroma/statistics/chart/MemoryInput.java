package org.stroma.statistics.chart;

import java.util.Arrays;
import java.util.List;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;

/** What EWMA and CUSUM accumulate: values or subgroup means, each with its standard error, about one centre. */
final class MemoryInput {

    private final List<String> labels;
    private final Series series;
    private final Standards standards;
    private final int[] sizes;

    private MemoryInput(List<String> labels, Series series, Standards standards, int[] sizes) {
        this.labels = labels;
        this.series = series;
        this.standards = standards;
        this.sizes = sizes;
    }

    static MemoryInput individuals(List<String> labels, double[] values, ChartOptions options) {
        Series series = new Series(labels, values, options.baseline());
        int[] ones = new int[values.length];
        Arrays.fill(ones, 1);
        return new MemoryInput(labels, series, IndividualsChart.standards(series, options), ones);
    }

    static MemoryInput subgroups(List<String> labels, List<double[]> subgroups, ChartOptions options) {
        List<Sample> samples = subgroups.stream().map(Sample::of).toList();
        samples.forEach(sample -> sample.atLeast(2));
        Series series = new Series(labels, samples.stream().mapToDouble(Sample::mean).toArray(), options.baseline());
        return new MemoryInput(labels, series, SubgroupChart.standards(samples, options, true),
                samples.stream().mapToInt(Sample::size).toArray());
    }

    List<String> labels() {
        return labels;
    }

    int size() {
        return series.size();
    }

    double value(int i) {
        return series.value(i);
    }

    Standards standards() {
        return standards;
    }

    double standardError(int i) {
        return standards.sigma() / Math.sqrt(sizes[i]);
    }

    /** Distance from the centre in standard errors. */
    double z(int i) {
        return (value(i) - standards.center()) / standardError(i);
    }

    List<Note> warnings() {
        return series.warnings();
    }
}
