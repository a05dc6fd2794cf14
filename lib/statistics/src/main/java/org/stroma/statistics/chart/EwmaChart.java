package org.stroma.statistics.chart;

import java.util.List;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Chart of the exponentially weighted moving average {@code E_i = λ·x_i + (1 − λ)·E_{i−1}}, {@code E_0} being the centre.
 *
 * <p>Its standard error at the i-th point is {@code σ/√n · sqrt(λ/(2−λ)·(1 − (1−λ)^{2i}))}, or its end value if limits are to
 * be constant. S. W. Roberts, Technometrics 1 (1959) 239, doi:10.1080/00401706.1959.10489860; J. M. Lucas and M. S.
 * Saccucci, Technometrics 32 (1990) 1, doi:10.1080/00401706.1990.10484583.
 *
 * @param lambda weight of the newest value, in (0, 1]
 * @param constantLimits true to use the end value of the standard error from the first point on
 */
public record EwmaChart(double lambda, boolean constantLimits) {

    public EwmaChart {
        if (!(lambda > 0 && lambda <= 1)) {
            throw StatisticsRefusal.of("out-of-range", "name", "lambda", "range", "(0, 1]", "value", lambda);
        }
    }

    /** Chart of single values; σ from the mean moving range unless given. */
    public ControlCharts individuals(List<String> labels, double[] values, ChartOptions options) {
        return draw(MemoryInput.individuals(labels, values, options), options);
    }

    /** Chart of subgroup means; σ from the mean range unless given. */
    public ControlCharts subgroups(List<String> labels, List<double[]> subgroups, ChartOptions options) {
        return draw(MemoryInput.subgroups(labels, subgroups, options), options);
    }

    private ControlCharts draw(MemoryInput input, ChartOptions options) {
        double[] averages = new double[input.size()];
        double average = input.standards().center();
        for (int i = 0; i < averages.length; i++) {
            average += lambda * (input.value(i) - average);
            averages[i] = average;
        }
        Series series = new Series(input.labels(), averages, options.baseline());
        List<ChartPoint> points = series.points(i -> input.standards().center(),
                i -> input.standardError(i) * spread(i + 1),
                options.width(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        List<RunRule> limits = options.rules().stream().filter(RunRule.BeyondLimits.class::isInstance).toList();
        return new ControlCharts("ewma",
                List.of(ControlChart.judged("ewma", input.standards().sigma(), points, limits)),
                List.of(Note.of("independent-normal"), Note.of("memory-chart")), input.warnings());
    }

    private double spread(int count) {
        double grown = constantLimits ? 1 : -Math.expm1(2 * count * Math.log1p(-lambda));
        return Math.sqrt(lambda / (2 - lambda) * grown);
    }
}
