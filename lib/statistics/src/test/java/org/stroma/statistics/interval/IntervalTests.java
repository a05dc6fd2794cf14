package org.stroma.statistics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.StatisticsRefusal;

class IntervalTests {

    /** Viability of 456 live cells in 500: Wilson's formula in 30 digits gives 88.39235279 % and 93.37940155 %. */
    @Test
    void wilsonMeetsItsFormulaInLongArithmetic() {
        ConfidenceInterval interval = ProportionIntervals.wilson(456, 500, 0.95);

        assertThat(100 * interval.estimate()).isCloseTo(91.2, within(1e-12));
        assertThat(100 * interval.lower()).isCloseTo(88.39235279, within(5e-9));
        assertThat(100 * interval.upper()).isCloseTo(93.37940155, within(5e-9));
    }

    /** R. G. Newcombe, Stat. Med. 17 (1998) 857, table I, methods 3 (score) and 5 (exact). */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662, 0.2527, 0.3676", "15, 148, 0.0624, 0.1605, 0.0578, 0.1617",
            "0, 20, 0, 0.1611, 0, 0.1684", "1, 29, 0.0061, 0.1718, 0.0009, 0.1776"})
    void meetsNewcombesTable(long x, long n, double scoreLow, double scoreHigh, double exactLow, double exactHigh) {
        ConfidenceInterval score = ProportionIntervals.wilson(x, n, 0.95);
        ConfidenceInterval exact = ProportionIntervals.clopperPearson(x, n, 0.95);

        assertThat(score.lower()).isCloseTo(scoreLow, within(5.1e-5));
        assertThat(score.upper()).isCloseTo(scoreHigh, within(5.1e-5));
        assertThat(exact.lower()).isCloseTo(exactLow, within(5.1e-5));
        assertThat(exact.upper()).isCloseTo(exactHigh, within(5.1e-5));
    }

    /** No defect in 130 units: upper 95 % bound 2.278 %. */
    @Test
    void zeroDefectsBoundTheRate() {
        assertThat(100 * ProportionIntervals.upperBound(0, 130, 0.95)).isCloseTo(2.278, within(5e-4));
    }

    /** Garwood (1936) 95 % limits as printed in Pearson and Hartley, Biometrika Tables 1, table 40. */
    @ParameterizedTest
    @CsvSource({"0, 0.000, 3.69", "1, 0.0253, 5.57", "2, 0.242, 7.22", "5, 1.62, 11.67", "10, 4.80, 18.39",
            "30, 20.24, 42.83"})
    void meetsGarwoodsPoissonLimits(long count, double lower, double upper) {
        ConfidenceInterval interval = PoissonIntervals.exact(count, 1, 0.95);

        assertThat(interval.lower()).isCloseTo(lower, within(5e-3));
        assertThat(interval.upper()).isCloseTo(upper, within(5e-3));
    }

    @Test
    void aComplementMirrorsTheInterval() {
        ConfidenceInterval some = ProportionIntervals.clopperPearson(7, 30, 0.9);
        ConfidenceInterval others = ProportionIntervals.clopperPearson(23, 30, 0.9);

        assertThat(some.lower()).isCloseTo(1 - others.upper(), within(1e-13));
        assertThat(some.upper()).isCloseTo(1 - others.lower(), within(1e-13));
    }

    @Test
    void exposureScalesTheRate() {
        assertThat(PoissonIntervals.exact(6, 4, 0.95).upper()).isCloseTo(PoissonIntervals.exact(6, 1, 0.95).upper() / 4,
                within(1e-13));
    }

    @Test
    void refusesImpossibleCounts() {
        assertThatThrownBy(() -> ProportionIntervals.wilson(5, 4, 0.95)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> ProportionIntervals.clopperPearson(0, 0, 0.95)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> PoissonIntervals.exact(-1, 1, 0.95)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> PoissonIntervals.exact(1, 1, 1)).isInstanceOf(StatisticsRefusal.class);
    }
}
