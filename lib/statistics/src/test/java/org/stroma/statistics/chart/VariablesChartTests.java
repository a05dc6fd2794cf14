package org.stroma.statistics.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.ReferenceData;
import org.stroma.statistics.StatisticsRefusal;

class VariablesChartTests {

    private static final double[] VIABILITY = {91.2, 92.0, 90.4, 91.8, 93.1, 90.9, 91.5, 92.4, 89.8, 91.1, 92.7, 90.6};

    /** Twelve lots: mean 91.458333, mean moving range 1.490909, σ 1.321728, limits 87.493150 and 95.423517. */
    @Test
    void individualsMeetTheViabilityExample() {
        ControlCharts charts = IndividualsChart.of(labels(12), VIABILITY, ChartOptions.standard());

        ChartPoint point = charts.main().points().getFirst();
        assertThat(charts.main().center()).isCloseTo(91.458333, within(5e-7));
        assertThat(charts.main().sigma()).isCloseTo(1.321728, within(5e-7));
        assertThat(point.lower()).isCloseTo(87.493150, within(5e-7));
        assertThat(point.upper()).isCloseTo(95.423517, within(5e-7));
        assertThat(charts.charts().get(1).center()).isCloseTo(1.490909, within(5e-7));
        assertThat(charts.main().signals()).isEmpty();
    }

    /** NIST/SEMATECH e-Handbook 6.3.2.2, flow rate of ten batches. */
    @Test
    void individualsMeetTheNistFlowRate() {
        double[] flow = {49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1};

        ControlCharts charts = IndividualsChart.of(labels(10), flow, ChartOptions.standard());

        assertThat(charts.main().center()).isCloseTo(50.81, within(1e-9));
        assertThat(charts.charts().get(1).center()).isCloseTo(1.8778, within(5e-5));
        assertThat(charts.main().points().getFirst().upper()).isCloseTo(55.8041, within(5e-5));
        assertThat(charts.main().points().getFirst().lower()).isCloseTo(45.8159, within(5e-5));
    }

    /** Montgomery (1991), piston rings, samples 1-25; figures of R qcc 2.7. */
    @Test
    void meansRangesAndDeviationsMeetThePistonRings() {
        String json = ReferenceData.text("spc/pistonrings.expected.json");
        List<double[]> rings = rings();
        ChartOptions phaseOne = ChartOptions.standard().withBaseline(new Baseline(25, Set.of()));

        ControlCharts ranges = SubgroupChart.meanAndRange(labels(40), rings, phaseOne);
        ControlCharts deviations = SubgroupChart.meanAndDeviation(labels(40), rings, phaseOne);

        assertSection(ranges.main(), json, "xbar", 25, 1e-9);
        assertSection(deviations.charts().get(1), json, "S", 25, 1e-9);
        // The source's d3(5) is 0.8640855; integration gives 0.8640819 (Harter 0.8640819411), which moves the limit by 1.1e-7.
        assertSection(ranges.charts().get(1), json, "R", 25, 1.2e-7);
        double upper = ranges.charts().get(1).center() + 3 * 0.8640855 * ranges.charts().get(1).sigma();
        assertThat(upper).isCloseTo(0.04812533015, within(5e-10));
        assertThat(ranges.main().beyondLimits()).containsExactly(37, 38, 39);
    }

    @Test
    void ewmaMeetsThePistonRings() {
        String json = ReferenceData.text("spc/pistonrings.expected.json");
        int section = json.indexOf("\"ewma_lambda_0.2_L3\"");

        ControlChart chart = new EwmaChart(0.2, false)
                .subgroups(labels(40), rings(), ChartOptions.standard().withBaseline(new Baseline(25, Set.of())))
                .main();

        assertAll(values(chart), ReferenceData.numbers(json, "y", section), 5.1e-9);
        assertAll(chart.points().stream().mapToDouble(ChartPoint::lower).toArray(),
                ReferenceData.numbers(json, "lcl", section), 5.1e-9);
        assertAll(chart.points().stream().mapToDouble(ChartPoint::upper).toArray(),
                ReferenceData.numbers(json, "ucl", section), 5.1e-9);
    }

    @Test
    void cusumMeetsThePistonRings() {
        String json = ReferenceData.text("spc/pistonrings.expected.json");
        int section = json.indexOf("\"cusum\"");

        ControlCharts charts = new CusumChart(0.5, 5, 0).subgroups(labels(40), rings(),
                ChartOptions.standard().withBaseline(new Baseline(25, Set.of())));

        assertAll(values(charts.main()), ReferenceData.numbers(json, "pos", section), 5.1e-9);
        assertAll(values(charts.charts().get(1)), ReferenceData.numbers(json, "neg", section), 5.1e-10);
        assertThat(charts.main().beyondLimits()).containsExactly(37, 38, 39, 40);
        assertThat(charts.charts().get(1).beyondLimits()).isEmpty();
    }

    /** NIST/SEMATECH e-Handbook 6.3.2.4: λ 0.3, centre 50, s 2.0539, limits 52.5884 and 47.4115, the latter cut off. */
    @Test
    void ewmaMeetsTheNistExample() {
        double[] values = {52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8,
                51.2, 52.6, 52.4, 53.6,
                52.1};
        double[] published = {50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52,
                50.05, 49.38,
                49.92, 50.73, 51.23, 51.94, 51.99};

        ControlChart chart = new EwmaChart(0.3, true)
                .individuals(labels(20), values, ChartOptions.standard().withStandards(new Standards(50, 2.0539)))
                .main();

        assertAll(values(chart), published, 0.0051);
        assertThat(chart.points().getFirst().upper()).isCloseTo(52.5884, within(5.1e-5));
        assertThat(chart.points().getFirst().lower()).isCloseTo(47.4115, within(1e-4));
    }

    /** NIST/SEMATECH e-Handbook 6.3.2.3: target 325, k 0.3175, h 4.1959 in units of the data; the 14th group signals. */
    @Test
    void cusumMeetsTheNistExample() {
        double[] means = {324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600,
                324.625, 325.150,
                328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350};

        ControlCharts charts = new CusumChart(0.3175, 4.1959, 0).individuals(labels(20), means,
                ChartOptions.standard().withStandards(new Standards(325, 1)));

        double[] sums = values(charts.main());
        assertThat(sums[12]).isCloseTo(3.0075, within(5e-5));
        assertThat(sums[13]).isCloseTo(4.9400, within(5e-5));
        assertThat(sums[19]).isCloseTo(19.0350, within(5e-5));
        assertThat(charts.main().beyondLimits().getFirst()).isEqualTo(14);
    }

    /** Limits of subgroups of unequal size follow n; with equal sizes the estimates of σ by weights agree. */
    @Test
    void unequalSubgroupsHaveTheirOwnLimits() {
        List<double[]> uneven = List.of(new double[]{10, 12, 11}, new double[]{11, 9, 10, 12, 10}, new double[]{12, 10},
                new double[]{9, 11, 10, 13});

        ControlCharts charts = SubgroupChart.meanAndDeviation(labels(4), uneven, ChartOptions.standard());

        double sigma = charts.main().sigma();
        for (int i = 0; i < 4; i++) {
            int n = uneven.get(i).length;
            ChartPoint point = charts.main().points().get(i);
            ChartPoint spread = charts.charts().get(1).points().get(i);
            assertThat(point.upper() - point.center()).isCloseTo(3 * sigma / Math.sqrt(n), within(1e-12));
            assertThat(spread.upper()).isCloseTo(ChartConstants.EXACT.b4(n) * ChartConstants.EXACT.c4(n) * sigma,
                    within(1e-12));
        }
        assertThat(charts.main().center()).isCloseTo(150.0 / 14, within(1e-12));
        assertThat(charts.main().constantLimits()).isFalse();
    }

    @Test
    void estimatesOfSpreadAgreeOnEqualSubgroups() {
        List<double[]> rings = List.of(new double[]{1, 3, 2}, new double[]{4, 2, 2}, new double[]{3, 3, 5});
        ChartOptions options = ChartOptions.standard();

        double plain = SubgroupChart.meanAndRange(labels(3), rings, options).main().sigma();
        double weighted = SubgroupChart
                .meanAndRange(labels(3), rings, options.withSpread(SpreadEstimate.MINIMUM_VARIANCE)).main().sigma();
        double pooled = SubgroupChart.meanAndRange(labels(3), rings, options.withSpread(SpreadEstimate.POOLED)).main()
                .sigma();

        assertThat(weighted).isCloseTo(plain, within(1e-14));
        assertThat(pooled).isCloseTo(Math.sqrt((2 + 8.0 / 3 + 8.0 / 3) / 6) / ChartConstants.EXACT.c4(7),
                within(1e-12));
    }

    @Test
    void unitsMoveTheChartButNotItsSignals() {
        double[] fahrenheit = Arrays.stream(VIABILITY).map(x -> 32 + 1.8 * x).toArray();

        ControlChart one = IndividualsChart
                .of(labels(12), VIABILITY, ChartOptions.standard().withRules(RunRules.nelson())).main();
        ControlChart other = IndividualsChart
                .of(labels(12), fahrenheit, ChartOptions.standard().withRules(RunRules.nelson())).main();

        assertThat(other.sigma()).isCloseTo(1.8 * one.sigma(), within(1e-12));
        assertThat(other.signals()).isEqualTo(one.signals());
    }

    @Test
    void refusesWhatHasNoSpread() {
        assertThatThrownBy(() -> IndividualsChart.of(labels(3), new double[]{5, 5, 5}, ChartOptions.standard()))
                .isInstanceOfSatisfying(StatisticsRefusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("no-variation"));
        assertThatThrownBy(() -> IndividualsChart.of(labels(1), new double[]{5}, ChartOptions.standard()))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> IndividualsChart.of(labels(2), new double[]{5, Double.NaN}, ChartOptions.standard()))
                .hasMessageContaining("Value 2");
        assertThatThrownBy(() -> new EwmaChart(0, false)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> new CusumChart(0.5, 5, 6)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> SubgroupChart.meanAndRange(labels(2), List.of(new double[]{1}, new double[]{2}),
                ChartOptions.standard()))
                .isInstanceOf(StatisticsRefusal.class);
    }

    @Test
    void warnsOfCorrelatedNeighbours() {
        double[] drifting = IntStream.range(0, 40).mapToDouble(i -> Math.sin(i / 6.0) + 0.01 * (i * 7 % 5)).toArray();

        assertThat(IndividualsChart.of(labels(40), drifting, ChartOptions.standard()).warnings())
                .extracting(note -> note.code())
                .contains("autocorrelated");
    }

    private static void assertSection(ControlChart chart, String json, String key, int count, double error) {
        int at = json.indexOf("\"" + key + "\": {");
        assertThat(chart.center()).isCloseTo(ReferenceData.number(json, "center", at), within(5e-10));
        assertThat(chart.sigma()).isCloseTo(ReferenceData.number(json, "std_dev", at), within(5.1e-13));
        assertThat(chart.points().getFirst().lower()).isCloseTo(ReferenceData.number(json, "lcl", at),
                within(Math.max(error, 5.1e-9)));
        assertThat(chart.points().getFirst().upper()).isCloseTo(ReferenceData.number(json, "ucl", at),
                within(Math.max(error, 5.1e-9)));
        assertAll(Arrays.copyOf(values(chart), count), ReferenceData.numbers(json, "statistics", at), 5.1e-10);
    }

    private static void assertAll(double[] actual, double[] expected, double error) {
        assertThat(actual).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("value %d", i + 1).isCloseTo(expected[i], within(error));
        }
    }

    private static double[] values(ControlChart chart) {
        return chart.points().stream().mapToDouble(ChartPoint::value).toArray();
    }

    private static List<double[]> rings() {
        Map<String, List<Double>> groups = new LinkedHashMap<>();
        for (String[] row : ReferenceData.rows("spc/pistonrings.csv")) {
            groups.computeIfAbsent(row[1], key -> new ArrayList<>()).add(Double.valueOf(row[0]));
        }
        return groups.values().stream().map(list -> list.stream().mapToDouble(Double::doubleValue).toArray()).toList();
    }

    private static List<String> labels(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }
}
