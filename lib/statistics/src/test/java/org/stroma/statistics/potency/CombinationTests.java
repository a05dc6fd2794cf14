package org.stroma.statistics.potency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.stroma.statistics.SharedData.assertPrinted;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.StatisticsRefusal;

class CombinationTests {
    /** Six independent estimates with limits and 20 degrees of freedom each: Ph. Eur. 5.3, example 6.4.1. */
    private static final List<AssayResult> SIX = List.of(new AssayResult(18367, 17755, 19002, 20),
            new AssayResult(18003, 17415, 18610, 20), new AssayResult(18064, 17319, 18838, 20),
            new AssayResult(17832, 17253, 18429, 20), new AssayResult(18635, 17959, 19339, 20),
            new AssayResult(18269, 17722, 18834, 20));

    @Test
    void combinesHomogeneousEstimatesByWeight() {
        Combination result = Combination.of(SIX);

        assertPrinted("potency", result.potency(), "18187");
        assertPrinted("lower", result.lower(), "17946");
        assertPrinted("upper", result.upper(), "18431");
        assertPrinted("chi-squared", result.chiSquared(), "4.42");
        assertPrinted("p", result.p(), "0.49");
        assertThat(result.method()).isEqualTo(Combination.Method.WEIGHTED);
        assertThat(result.df()).isEqualTo(5);
    }

    @Test
    void addsTheVariationBetweenAssaysWhenTheyDiffer() {
        List<AssayResult> apart = List.of(new AssayResult(100, 95, 105.26, 20), new AssayResult(120, 114, 126.3, 20),
                new AssayResult(90, 85.5, 94.7, 20));

        Combination result = Combination.of(apart);
        Combination weighted = Combination.weighted(apart);

        assertThat(result.method()).isEqualTo(Combination.Method.SEMI_WEIGHTED);
        assertThat(weighted.warnings()).extracting(note -> note.code()).contains("combination-heterogeneous");
        assertThat(result.upper() / result.lower()).isGreaterThan(2 * (weighted.upper() / weighted.lower() - 1) + 1);
    }

    @Test
    void semiWeightsEqualWeightsWithoutVariationBetweenAssays() {
        List<AssayResult> close = List.of(new AssayResult(100, 80, 125, 20), new AssayResult(101, 81, 126, 20),
                new AssayResult(99, 79, 124, 20));

        assertThat(Combination.semiWeighted(close).potency()).isCloseTo(Combination.weighted(close).potency(),
                within(1e-9));
        assertThat(Combination.semiWeighted(close).lower()).isCloseTo(Combination.weighted(close).lower(),
                within(1e-9));
    }

    /** Geometric mean of three runs: 0.968535 with 95 % limits 0.819619 and 1.144507. */
    @Test
    void combinesWithoutWeights() {
        List<AssayResult> runs = List.of(new AssayResult(0.96, 0.9, 1.02, 40), new AssayResult(1.04, 0.9, 1.2, 40),
                new AssayResult(0.91, 0.8, 1.0, 40));

        Combination result = Combination.unweighted(runs);

        assertPrinted("mean", result.potency(), "0.968535");
        assertPrinted("lower", result.lower(), "0.819619");
        assertPrinted("upper", result.upper(), "1.144507");
    }

    @Test
    void refusesWhatCannotBeCombined() {
        assertThatThrownBy(() -> Combination.of(SIX.subList(0, 1))).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> new AssayResult(1, 2, 3, 4)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> new AssayResult(1, Double.NaN, 3, 4)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> new AssayResult(1, 0.5, 3, 0)).isInstanceOf(StatisticsRefusal.class);
    }

    /** By hand from the formulas of Ph. Eur. 5.3, 6.2.4. */
    @Test
    void semiWeightsByTheFormula() {
        List<AssayResult> apart = List.of(new AssayResult(100, 95, 106, 20), new AssayResult(120, 114, 127, 30),
                new AssayResult(90, 86, 95, 25));
        double[] variances = apart.stream().mapToDouble(a -> 1 / a.weight()).toArray();
        double plain = apart.stream().mapToDouble(AssayResult::log).average().orElseThrow();
        double between = apart.stream().mapToDouble(a -> Math.pow(a.log() - plain, 2)).sum() / 2
                - (variances[0] + variances[1] + variances[2]) / 3;
        double sum = 0;
        double product = 0;
        for (int i = 0; i < 3; i++) {
            sum += 1 / (variances[i] + between);
            product += apart.get(i).log() / (variances[i] + between);
        }

        Combination result = Combination.semiWeighted(apart);

        assertThat(between).isPositive();
        assertThat(Math.log(result.potency())).isCloseTo(product / sum, within(1e-12));
        double t = org.stroma.statistics.numeric.Tails.studentQuantile(0.025, 75);
        assertThat(Math.log(result.upper())).isCloseTo(product / sum + t / Math.sqrt(sum), within(1e-12));
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void warnsOfAssaysWithFewDegreesOfFreedom() {
        List<AssayResult> small = List.of(new AssayResult(100, 80, 125, 5), new AssayResult(101, 81, 126, 20));
        List<AssayResult> enough = List.of(new AssayResult(100, 80, 125, 6), new AssayResult(101, 81, 126, 20));

        assertThat(Combination.weighted(small).warnings()).extracting(note -> note.code())
                .containsExactly("combination-few-df");
        assertThat(Combination.weighted(enough).warnings()).isEmpty();
        assertThat(Combination.unweighted(small).warnings()).isEmpty();
        assertThatThrownBy(() -> Combination.unweighted(SIX.subList(0, 1))).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> Combination.semiWeighted(SIX.subList(0, 1))).isInstanceOf(StatisticsRefusal.class);
    }
}
