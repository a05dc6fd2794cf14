package org.stroma.statistics.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.ReferenceData;
import org.stroma.statistics.StatisticsRefusal;

class AttributeChartTests {

    /** NIST/SEMATECH e-Handbook 6.3.3.1: centre 16, limits 28 and 4. */
    @Test
    void countsMeetTheNistWafers() {
        double[] defects = column("spc/nist_6331_c_chart.csv", 1, 25);

        ControlChart chart = AttributeChart.c(labels(25), defects, ChartOptions.standard()).main();

        assertThat(chart.center()).isEqualTo(16);
        assertThat(chart.points().getFirst().lower()).isEqualTo(4);
        assertThat(chart.points().getFirst().upper()).isEqualTo(28);
        assertThat(chart.beyondLimits()).containsExactly(24);
    }

    /** Montgomery (1991) pp. 173-175, printed circuit boards; figures of R qcc 2.7. */
    @Test
    void countsMeetTheCircuitBoards() {
        String json = ReferenceData.text("spc/circuit.expected.json");
        double[] counts = column("spc/circuit.csv", 0, 46);
        ChartOptions trial = ChartOptions.standard().withBaseline(new Baseline(26, Set.of()));

        ControlChart first = AttributeChart.c(labels(46), counts, trial).main();
        ControlChart second = AttributeChart.c(labels(46), counts, trial.withBaseline(new Baseline(26, Set.of(6, 20))))
                .main();

        assertLimits(first, json, "c_trial", 0);
        assertThat(first.beyondLimits()).containsExactly(6, 20);
        assertLimits(second, json, "c_excl_6_20", 0);
    }

    /** Montgomery (1991) pp. 155-159, orange juice cans. */
    @Test
    void proportionsMeetTheOrangeJuice() {
        String json = ReferenceData.text("spc/orangejuice2.expected.json");
        double[] failing = column("spc/orangejuice2.csv", 1, 24);
        double[] sizes = column("spc/orangejuice2.csv", 2, 24);

        ControlChart chart = AttributeChart.p(labels(24), failing, sizes, ChartOptions.standard()).main();
        ControlChart numbers = AttributeChart.np(labels(24), failing, sizes, ChartOptions.standard()).main();

        assertLimits(chart, json, "p_trial", 0);
        assertThat(numbers.center()).isCloseTo(50 * chart.center(), within(1e-12));
        assertThat(numbers.points().getFirst().upper()).isCloseTo(50 * chart.points().getFirst().upper(),
                within(1e-12));
    }

    /** Montgomery (1991) pp. 183-184, dyed cloth, unequal samples. */
    @Test
    void ratesMeetTheDyedCloth() {
        String json = ReferenceData.text("spc/dyedcloth.expected.json");

        ControlChart chart = AttributeChart
                .u(labels(10), column("spc/dyedcloth.csv", 0, 10), column("spc/dyedcloth.csv", 1, 10),
                        ChartOptions.standard())
                .main();

        double[] lower = ReferenceData.numbers(json, "lcl", 0);
        double[] upper = ReferenceData.numbers(json, "ucl", 0);
        double[] values = ReferenceData.numbers(json, "statistics", 0);
        assertThat(chart.center()).isCloseTo(1.423255814, within(5e-10));
        for (int i = 0; i < 10; i++) {
            assertThat(chart.points().get(i).lower()).isCloseTo(lower[i], within(5e-10));
            assertThat(chart.points().get(i).upper()).isCloseTo(upper[i], within(5e-10));
            assertThat(chart.points().get(i).value()).isCloseTo(values[i], within(5.1e-10));
        }
        assertThat(chart.beyondLimits()).isEmpty();
    }

    @Test
    void zonesAreLeftOutWithAWarning() {
        ControlCharts charts = AttributeChart.c(labels(4), new double[]{3, 9, 4, 7},
                ChartOptions.standard().withRules(RunRules.westernElectric()));

        assertThat(charts.warnings()).extracting(note -> note.code()).contains("zone-rules-left-out");
    }

    @Test
    void refusesImpossibleCounts() {
        ChartOptions options = ChartOptions.standard();

        assertThatThrownBy(() -> AttributeChart.p(labels(1), new double[]{6}, new double[]{5}, options))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> AttributeChart.c(labels(2), new double[]{0, 0}, options))
                .isInstanceOfSatisfying(StatisticsRefusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("no-variation"));
        assertThatThrownBy(() -> AttributeChart.u(labels(1), new double[]{3}, new double[]{0}, options))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> AttributeChart.c(labels(1), new double[]{Double.NaN}, options))
                .isInstanceOf(StatisticsRefusal.class);
    }

    private static void assertLimits(ControlChart chart, String json, String key, int index) {
        int at = json.indexOf("\"" + key + "\"");
        assertThat(chart.center()).isCloseTo(ReferenceData.number(json, "center", at), within(5e-9));
        assertThat(chart.sigma()).isCloseTo(ReferenceData.number(json, "std_dev", at), within(5.1e-10));
        assertThat(chart.points().get(index).lower()).isCloseTo(ReferenceData.number(json, "lcl", at), within(5.1e-10));
        assertThat(chart.points().get(index).upper()).isCloseTo(ReferenceData.number(json, "ucl", at), within(5.1e-9));
    }

    private static double[] column(String path, int column, int count) {
        return Arrays.copyOf(
                ReferenceData.rows(path).stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray(), count);
    }

    private static List<String> labels(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }
}
