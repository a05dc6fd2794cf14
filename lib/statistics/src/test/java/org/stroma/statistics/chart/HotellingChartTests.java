package org.stroma.statistics.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.StatisticsRefusal;

class HotellingChartTests {

    /** Montgomery, 7th ed., table 11.1: tensile strength and diameter, 20 samples of 10. */
    private static final double[] STRENGTH = {115.25, 115.91, 115.05, 116.21, 115.90, 115.55, 114.98, 115.25, 116.15,
            115.92, 115.75,
            114.90, 116.01, 115.83, 115.29, 115.63, 115.47, 115.58, 115.72, 115.40};
    private static final double[] DIAMETER = {1.04, 1.06, 1.09, 1.05, 1.07, 1.06, 1.05, 1.10, 1.09, 1.05, 0.99, 1.06,
            1.05, 1.07, 1.11,
            1.04, 1.03, 1.05, 1.06, 1.04};
    private static final double[] PUBLISHED = {2.16, 2.14, 6.77, 8.29, 1.89, 0.03, 7.54, 3.01, 5.92, 2.41, 1.13, 9.96,
            3.86, 1.11, 2.56};

    @Test
    void meetsMontgomerysStatistics() {
        double[][] covariance = {{1.23, 0.79}, {0.79, 0.83}};
        for (int i = 0; i < PUBLISHED.length; i++) {
            double value = HotellingChart.statistic(new double[]{STRENGTH[i], DIAMETER[i]}, new double[]{115.59, 1.06},
                    covariance, 10);

            assertThat(value).as("sample %d", i + 1).isCloseTo(PUBLISHED[i], within(0.0051));
        }
    }

    /** Montgomery, example 11.1: upper limit of phase I 13.72 at α 0.001. */
    @Test
    void meetsMontgomerysLimit() {
        double[][] means = IntStream.range(0, 20).mapToObj(i -> new double[]{STRENGTH[i], DIAMETER[i]})
                .toArray(double[][]::new);
        List<double[][]> covariances = Collections.nCopies(20, new double[][]{{1.23, 0.79}, {0.79, 0.83}});

        ControlChart chart = new HotellingChart(0.001).summaries(labels(20), means, covariances, 10, Baseline.ALL)
                .main();

        assertThat(chart.points().getFirst().upper()).isCloseTo(13.72, within(0.005));
        assertThat(chart.signals()).isEmpty();
    }

    /**
     * Limits of Tracy, Young and Mason (1992) for 14 observations of 3 characteristics, α 0.01, their beta and F points from
     * SciPy 1.17.1: {@code (13²/14)·B(0.01; 3/2, 5)} and {@code 3·15·13/(14·11)·F(0.01; 3, 11)}.
     */
    @Test
    void meetsTheLimitsOfBothPhases() {
        double[][] rows = random(20, 3);

        ControlChart chart = new HotellingChart(0.01)
                .individuals(labels(20), rows, new Baseline(14, java.util.Set.of())).main();

        assertThat(chart.points().getFirst().upper()).isCloseTo(8.001072857458995, within(1e-9));
        assertThat(chart.points().getLast().upper()).isCloseTo(23.615499608766953, within(1e-9));
    }

    @Test
    void isTheSquareOfStudentizedValuesInOneDimension() {
        double[] x = {3, 5, 4, 8, 6, 5};
        double[][] rows = Arrays.stream(x).mapToObj(value -> new double[]{value}).toArray(double[][]::new);

        ControlChart chart = new HotellingChart(0.01).individuals(labels(6), rows, Baseline.ALL).main();

        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(value -> (value - mean) * (value - mean)).sum() / 5;
        assertThat(chart.points().get(3).value()).isCloseTo((8 - mean) * (8 - mean) / variance, within(1e-12));
    }

    @Test
    void anyUnitsGiveTheSameDistances() {
        double[][] rows = random(15, 2);
        double[][] mixed = Arrays.stream(rows).map(row -> new double[]{1e6 * row[0] + 5, row[1] - 3 * row[0]})
                .toArray(double[][]::new);

        List<ChartPoint> one = new HotellingChart(0.0027).individuals(labels(15), rows, Baseline.ALL).main().points();
        List<ChartPoint> other = new HotellingChart(0.0027).individuals(labels(15), mixed, Baseline.ALL).main()
                .points();

        for (int i = 0; i < 15; i++) {
            assertThat(other.get(i).value()).isCloseTo(one.get(i).value(), within(1e-8));
        }
    }

    @Test
    void subgroupsAreTheirSummaries() {
        List<double[][]> groups = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            groups.add(Arrays.copyOfRange(random(24, 2), 4 * i, 4 * i + 4));
        }

        ControlChart chart = new HotellingChart(0.0027).subgroups(labels(6), groups, Baseline.ALL).main();

        assertThat(chart.points()).hasSize(6).allMatch(point -> point.value() >= 0);
    }

    @Test
    void refusesCollinearCharacteristics() {
        double[][] rows = Arrays.stream(random(10, 1)).map(row -> new double[]{row[0], 2 * row[0]})
                .toArray(double[][]::new);

        assertThatThrownBy(() -> new HotellingChart(0.01).individuals(labels(10), rows, Baseline.ALL))
                .isInstanceOfSatisfying(StatisticsRefusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("collinear"));
    }

    private static double[][] random(int rows, int columns) {
        Random random = new Random(7);
        return IntStream.range(0, rows).mapToObj(i -> random.doubles(columns).toArray()).toArray(double[][]::new);
    }

    private static List<String> labels(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }
}
