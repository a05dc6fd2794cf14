package org.stroma.statistics.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Montgomery, Introduction to Statistical Quality Control, table 9.1: the first 20 values of N(10, 1), the last 10 of N(11, 1). */
class MemoryChartTests {
    private static final double[] VALUES = {9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34, 9.03,
            11.47, 10.51, 9.40, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84, 10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38,
            11.62, 11.31, 10.52};
    private static final ChartOptions KNOWN = ChartOptions.standard().withStandards(new Standards(10, 1));

    private static List<String> labels() {
        return IntStream.rangeClosed(1, VALUES.length).mapToObj(Integer::toString).toList();
    }

    /** Table 9.2, k 0.5, h 5: upper sums 5.28 and 5.30 at 29 and 30, lower sums 0.05, 1.56, 1.77 from the first value on. */
    @Test
    void meetsMontgomerysCumulativeSums() {
        ControlCharts charts = new CusumChart(0.5, 5, 0).individuals(labels(), VALUES, KNOWN);

        double[] upper = charts.main().points().stream().mapToDouble(ChartPoint::value).toArray();
        double[] lower = charts.charts().get(1).points().stream().mapToDouble(ChartPoint::value).toArray();
        assertThat(upper[28]).isCloseTo(5.28, within(0.005));
        assertThat(upper[29]).isCloseTo(5.30, within(0.005));
        assertThat(lower[0]).isCloseTo(-0.05, within(1e-9));
        assertThat(lower[1]).isCloseTo(-1.56, within(1e-9));
        assertThat(lower[2]).isCloseTo(-1.77, within(1e-9));
        assertThat(charts.main().beyondLimits()).containsExactly(29, 30);
        assertThat(charts.target()).isEqualTo(10);
    }

    @Test
    void refusesParametersOutsideOfTheirRange() {
        assertThatThrownBy(() -> new CusumChart(-0.1, 5, 0)).hasMessageContaining("reference must lie in [0, ∞)");
        assertThatThrownBy(() -> new CusumChart(Double.NaN, 5, 0)).hasMessageContaining("reference");
        assertThatThrownBy(() -> new CusumChart(0.5, 0, 0)).hasMessageContaining("decision must lie in (0, ∞)");
        assertThatThrownBy(() -> new CusumChart(0.5, Double.POSITIVE_INFINITY, 0)).hasMessageContaining("decision");
        assertThatThrownBy(() -> new CusumChart(0.5, 5, 5.1)).hasMessageContaining("headStart must lie in [0, 5.0]");
        assertThatThrownBy(() -> new CusumChart(0.5, 5, -1)).hasMessageContaining("headStart");
        assertThat(new CusumChart(0, 5, 5).headStart()).isEqualTo(5);
    }

    /** Table 9.11, λ 0.1, L 2.7: averages 9.945, 9.7495, ..., 10.6468, 10.6341; limits 10.27 at first, 10.62 in the end. */
    @Test
    void meetsMontgomerysMovingAverages() {
        ControlCharts charts = new EwmaChart(0.1, false).individuals(labels(), VALUES, KNOWN.withWidth(2.7));

        List<ChartPoint> points = charts.main().points();
        assertThat(points.get(0).value()).isCloseTo(9.945, within(1e-9));
        assertThat(points.get(1).value()).isCloseTo(9.7495, within(1e-9));
        assertThat(points.get(28).value()).isCloseTo(10.6468, within(5e-5));
        assertThat(points.get(29).value()).isCloseTo(10.6341, within(5e-5));
        assertThat(points.get(0).upper()).isCloseTo(10.27, within(1e-9));
        assertThat(points.get(29).upper()).isCloseTo(10.62, within(0.005));
        assertThat(charts.target()).isNull();
    }
}
