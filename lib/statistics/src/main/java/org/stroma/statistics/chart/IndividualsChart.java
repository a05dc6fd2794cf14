package org.stroma.statistics.chart;

import java.util.ArrayList;
import java.util.List;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.normality.NormalityTest;

/**
 * Chart of single values with its moving range. σ is the mean range of two neighbours over d2(2); Montgomery, Introduction to
 * Statistical Quality Control, 7th ed., ch. 6.4; NIST/SEMATECH e-Handbook 6.3.2.2.
 */
public final class IndividualsChart {

    private static final double NORMALITY_LEVEL = 0.05;

    private IndividualsChart() {}

    /**
     * Draws the chart. A moving range sets limits only if both its values belong to the baseline.
     *
     * @throws StatisticsRefusal {@code too-few-values}, {@code not-a-number}, {@code no-variation}
     */
    public static ControlCharts of(List<String> labels, double[] values, ChartOptions options) {
        Series series = new Series(labels, values, options.baseline());
        Sample.of(values).atLeast(2);
        Standards standards = standards(series, options);
        List<ChartPoint> points = series.points(i -> standards.center(), i -> standards.sigma(), options.width(),
                Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        ControlChart level = ControlChart.judged("value", standards.sigma(), points, options.rules());
        ControlChart ranges = movingRanges(labels, series, standards.sigma(), options);
        List<Note> warnings = new ArrayList<>(series.warnings());
        double[] base = series.baselineValues();
        if (base.length >= NormalityTest.FEWEST) {
            NormalityTest normality = NormalityTest.of(Sample.of(base));
            if (normality.rejects(NORMALITY_LEVEL)) {
                warnings.add(Note.of("not-normal", "p", normality.pValue()));
            }
        }
        return new ControlCharts("imr", List.of(level, ranges), List.of(Note.of("independent-normal")), warnings);
    }

    /**
     * Centre and σ for single values: those given, else the mean and the mean moving range of the baseline.
     *
     * @throws StatisticsRefusal {@code too-few-values}, {@code no-variation}
     */
    static Standards standards(Series series, ChartOptions options) {
        if (options.standards() != null) {
            return options.standards();
        }
        Sample base = Sample.of(series.baselineValues()).atLeast(2).varying();
        double sum = 0;
        int count = 0;
        for (int i = 1; i < series.size(); i++) {
            if (series.inBaseline(i) && series.inBaseline(i - 1)) {
                sum += Math.abs(series.value(i) - series.value(i - 1));
                count++;
            }
        }
        if (count == 0) {
            throw StatisticsRefusal.of("too-few-values", "needed", 2, "found", 1);
        }
        if (!(sum > 0)) {
            throw StatisticsRefusal.of("no-variation");
        }
        return new Standards(base.mean(), sum / count / options.constants().d2(2));
    }

    private static ControlChart movingRanges(List<String> labels, Series series, double sigma, ChartOptions options) {
        double[] ranges = new double[series.size() - 1];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = Math.abs(series.value(i + 1) - series.value(i));
        }
        double middle = options.constants().d2(2) * sigma;
        double error = options.constants().d3(2) * sigma;
        Series moving = new Series(labels.subList(1, labels.size()), ranges, options.baseline());
        List<ChartPoint> points = moving.points(i -> middle, i -> error, options.width(), 0, Double.POSITIVE_INFINITY);
        List<RunRule> limits = options.rules().stream().filter(RunRule.BeyondLimits.class::isInstance).toList();
        return ControlChart.judged("moving-range", sigma, points, limits);
    }
}
