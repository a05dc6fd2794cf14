package org.stroma.statistics.capability;

import java.util.List;
import java.util.stream.IntStream;
import org.stroma.statistics.chart.ChartConstants;
import org.stroma.statistics.chart.ChartOptions;
import org.stroma.statistics.chart.ControlCharts;
import org.stroma.statistics.chart.IndividualsChart;
import org.stroma.statistics.chart.SpreadEstimate;
import org.stroma.statistics.chart.SubgroupChart;

/**
 * Short-term σ as the control charts estimate it, with the degrees of freedom {@code σ²/(2·Var σ̂)} of the estimate.
 */
public final class WithinEstimates {

    private WithinEstimates() {}

    /**
     * From ranges of two neighbours. Neighbouring ranges share a value, so
     * {@code Var(σ̂) = σ²·((n−1)·v + 2(n−2)·c)/(d2·(n−1))²} with v and c the variance and covariance of such ranges.
     */
    public static Capability.Within movingRange(double[] values, ChartConstants constants) {
        ControlCharts charts = IndividualsChart.of(labels(values.length), values,
                ChartOptions.standard().withConstants(constants));
        double n = values.length;
        double variance = 2 - 4 / Math.PI;
        double covariance = 4 / Math.PI * (Math.sqrt(3) / 2 + Math.PI / 12 - 1);
        double relative = ((n - 1) * variance + 2 * (n - 2) * covariance) / (4 / Math.PI * (n - 1) * (n - 1));
        return new Capability.Within(charts.main().sigma(), 1 / (2 * relative));
    }

    /** From the ranges of subgroups. */
    public static Capability.Within ranges(List<double[]> subgroups, ChartConstants constants) {
        ControlCharts charts = SubgroupChart.meanAndRange(labels(subgroups.size()), subgroups,
                ChartOptions.standard().withConstants(constants));
        double variance = subgroups.stream()
                .mapToDouble(group -> Math.pow(constants.d3(group.length) / constants.d2(group.length), 2)).sum();
        return new Capability.Within(charts.main().sigma(), Math.pow(subgroups.size(), 2) / (2 * variance));
    }

    /** From the standard deviations of subgroups. */
    public static Capability.Within deviations(List<double[]> subgroups) {
        ControlCharts charts = SubgroupChart.meanAndDeviation(labels(subgroups.size()), subgroups,
                ChartOptions.standard());
        double variance = subgroups.stream().mapToDouble(group -> {
            double c4 = ChartConstants.EXACT.c4(group.length);
            return (1 - c4 * c4) / (c4 * c4);
        }).sum();
        return new Capability.Within(charts.main().sigma(), Math.pow(subgroups.size(), 2) / (2 * variance));
    }

    /** From the pooled variance of subgroups, whose degrees of freedom are exact. */
    public static Capability.Within pooled(List<double[]> subgroups) {
        ControlCharts charts = SubgroupChart.meanAndDeviation(labels(subgroups.size()), subgroups,
                ChartOptions.standard().withSpread(SpreadEstimate.POOLED));
        return new Capability.Within(charts.main().sigma(),
                subgroups.stream().mapToInt(group -> group.length - 1).sum());
    }

    private static List<String> labels(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }
}
