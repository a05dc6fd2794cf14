package org.stroma.statistics.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.StatisticsRefusal;

class RunRuleTests {

    @Test
    void onePointBeyondThreeSigmaSignals() {
        assertThat(signals("nelson-1", 0, 3.1, 0, -3.2)).containsExactly(new Signal("nelson-1", 2, List.of(2)),
                new Signal("nelson-1", 4, List.of(4)));
        assertThat(signals("nelson-1", 3, -3)).isEmpty();
    }

    @Test
    void ninePointsOnOneSideSignal() {
        double[] eight = {-.1, .1, .2, .1, .3, .1, .2, .1, .4};

        assertThat(signals("nelson-2", eight)).isEmpty();
        assertThat(signals("nelson-2", append(eight, .1))).containsExactly(new Signal("nelson-2", 10, span(2, 10)));
        assertThat(signals("western-electric-4", eight))
                .containsExactly(new Signal("western-electric-4", 9, span(2, 9)));
        assertThat(signals("nelson-2", .1, .1, .1, .1, 0, .1, .1, .1, .1, .1)).isEmpty();
    }

    @Test
    void sixPointsRisingOrFallingSignal() {
        assertThat(signals("nelson-3", 0, .1, .2, .3, .4)).isEmpty();
        assertThat(signals("nelson-3", -.1, .1, .2, .3, .4, .5)).containsExactly(new Signal("nelson-3", 6, span(1, 6)));
        assertThat(signals("nelson-3", .5, .4, .3, .2, .1, 0)).hasSize(1);
        assertThat(signals("nelson-3", .1, .2, .2, .3, .4, .5)).isEmpty();
    }

    @Test
    void fourteenAlternatingPointsSignal() {
        double[] saw = IntStream.range(0, 14).mapToDouble(i -> i % 2 == 0 ? .3 : .1).toArray();

        assertThat(signals("nelson-4", saw)).containsExactly(new Signal("nelson-4", 14, span(1, 14)));
        assertThat(signals("nelson-4", Arrays.copyOf(saw, 13))).isEmpty();
    }

    @Test
    void twoOfThreeBeyondTwoSigmaOnOneSideSignal() {
        assertThat(signals("nelson-5", 2.1, 0, 2.2)).containsExactly(new Signal("nelson-5", 3, List.of(1, 3)));
        assertThat(signals("western-electric-2", 2.1, 0, 2.2)).hasSize(1);
        assertThat(signals("nelson-5", 2.1, 0, -2.2)).isEmpty();
        assertThat(signals("nelson-5", 2.1, 2.2, 0)).containsExactly(new Signal("nelson-5", 2, List.of(1, 2)));
        assertThat(signals("nelson-5", 2.1, 0, 0, 2.2)).isEmpty();
    }

    @Test
    void fourOfFiveBeyondOneSigmaOnOneSideSignal() {
        assertThat(signals("nelson-6", 1.1, 1.2, 0, 1.3, 1.1))
                .containsExactly(new Signal("nelson-6", 5, List.of(1, 2, 4, 5)));
        assertThat(signals("western-electric-3", 1.1, 1.2, 0, -1.3, 1.1)).isEmpty();
    }

    @Test
    void fifteenPointsWithinOneSigmaSignal() {
        double[] calm = IntStream.range(0, 15).mapToDouble(i -> i % 3 * .4 - .4).toArray();

        assertThat(signals("nelson-7", calm)).containsExactly(new Signal("nelson-7", 15, span(1, 15)));
        assertThat(signals("nelson-7", Arrays.copyOf(calm, 14))).isEmpty();
    }

    @Test
    void eightPointsBeyondOneSigmaOnBothSidesSignal() {
        assertThat(signals("nelson-8", 1.2, -1.2, 1.3, 1.4, -1.5, 1.2, 1.1, -1.1))
                .containsExactly(new Signal("nelson-8", 8, span(1, 8)));
        assertThat(signals("nelson-8", 1.2, 1.2, 1.3, 1.4, 1.5, 1.2, 1.1, 1.1)).isEmpty();
    }

    @Test
    void rulesAreFoundByNameAndTheLimitIsAlwaysOn() {
        assertThat(RunRules.named("nelson,western-electric")).hasSize(12);
        assertThat(RunRules.named("nelson-3")).extracting(RunRule::code).containsExactly("beyond-limits", "nelson-3");
        assertThat(RunRules.named("none")).extracting(RunRule::code).containsExactly("beyond-limits");
        assertThatThrownBy(() -> RunRules.named("nelson-9")).isInstanceOf(StatisticsRefusal.class)
                .hasMessageContaining("nelson-9");
    }

    @Test
    void pointsCarryTheNamesOfTheRulesTheyComplete() {
        ControlChart chart = chart(RunRules.nelson(), 2.1, 0, 3.2);

        assertThat(chart.points().get(2).signals()).containsExactly("nelson-1", "nelson-5");
        assertThat(chart.points().get(0).signals()).isEmpty();
    }

    private static List<Signal> signals(String rule, double... values) {
        return chart(RunRules.named(rule).stream().filter(r -> r.code().equals(rule)).toList(), values).signals();
    }

    private static ControlChart chart(List<RunRule> rules, double... values) {
        return IndividualsChart.of(IntStream.rangeClosed(1, values.length).mapToObj(Integer::toString).toList(), values,
                ChartOptions.standard().withRules(rules).withStandards(new Standards(0, 1))).main();
    }

    private static double[] append(double[] values, double value) {
        double[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }

    private static List<Integer> span(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
