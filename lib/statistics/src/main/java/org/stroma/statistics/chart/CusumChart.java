package org.stroma.statistics.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Tabular cumulative sums in standard errors: {@code C⁺ = max(0, C⁺ + z − k)}, {@code C⁻ = min(0, C⁻ + z + k)}.
 *
 * <p>A sum beyond ±h signals. E. S. Page, Biometrika 41 (1954) 100, doi:10.1093/biomet/41.1-2.100; Montgomery, ch. 9.1.
 *
 * @param reference k, half of the shift to be found, in standard errors
 * @param decision h, in standard errors
 * @param headStart where both sums begin, 0 or up to h; h/2 for the fast initial response
 */
public record CusumChart(double reference, double decision, double headStart) {

    public CusumChart {
        require("reference", reference, reference >= 0 && Double.isFinite(reference), "[0, ∞)");
        require("decision", decision, decision > 0 && Double.isFinite(decision), "(0, ∞)");
        require("headStart", headStart, headStart >= 0 && headStart <= decision, "[0, " + decision + "]");
    }

    /** Sums of single values; σ from the mean moving range unless given. */
    public ControlCharts individuals(List<String> labels, double[] values, ChartOptions options) {
        return draw(MemoryInput.individuals(labels, values, options), options);
    }

    /** Sums of subgroup means; σ from the mean range unless given. */
    public ControlCharts subgroups(List<String> labels, List<double[]> subgroups, ChartOptions options) {
        return draw(MemoryInput.subgroups(labels, subgroups, options), options);
    }

    private ControlCharts draw(MemoryInput input, ChartOptions options) {
        ControlChart upper = chart("upper-sum", input, options, headStart, change -> Math.max(0, change - reference),
                1);
        ControlChart lower = chart("lower-sum", input, options, -headStart, change -> Math.min(0, change + reference),
                -1);
        return new ControlCharts("cusum", List.of(upper, lower),
                List.of(Note.of("independent-normal"), Note.of("memory-chart")),
                input.warnings(), input.standards().center());
    }

    private ControlChart chart(String name, MemoryInput input, ChartOptions options, double start,
            DoubleUnaryOperator next, int side) {
        List<ChartPoint> points = new ArrayList<>(input.size());
        double sum = start;
        for (int i = 0; i < input.size(); i++) {
            sum = next.applyAsDouble(sum + input.z(i));
            points.add(
                    new ChartPoint(input.labels().get(i), sum, 0, side > 0 ? 0 : -decision, side > 0 ? decision : 0, 1,
                            options.baseline().holds(i), List.of()));
        }
        List<RunRule> limits = options.rules().stream().filter(RunRule.BeyondLimits.class::isInstance).toList();
        return ControlChart.judged(name, input.standards().sigma(), points, limits);
    }

    private static void require(String name, double value, boolean inside, String range) {
        if (!inside) {
            throw StatisticsRefusal.of("out-of-range", "name", name, "range", range, "value", value);
        }
    }
}
