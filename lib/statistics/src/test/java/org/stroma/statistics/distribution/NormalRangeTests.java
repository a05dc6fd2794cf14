package org.stroma.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.StatisticsRefusal;

class NormalRangeTests {

    @Test
    void meetsTheClosedForms() {
        double pi = Math.PI;

        assertThat(NormalRange.mean(2)).isCloseTo(2 / Math.sqrt(pi), within(1e-12));
        assertThat(NormalRange.mean(3)).isCloseTo(3 / Math.sqrt(pi), within(1e-12));
        assertThat(NormalRange.standardDeviation(2)).isCloseTo(Math.sqrt(2 - 4 / pi), within(1e-12));
        assertThat(NormalRange.standardDeviation(3)).isCloseTo(Math.sqrt(2 + (3 * Math.sqrt(3) - 9) / pi),
                within(1e-12));
    }

    /** Harter (1960), doi:10.1214/aoms/1177705684, moments of the range to ten decimals. */
    @ParameterizedTest
    @CsvSource({"4, 2.0587507460, 0.8798082028", "5, 2.3259289473, 0.8640819411"})
    void meetsHartersMoments(int n, double mean, double deviation) {
        assertThat(NormalRange.mean(n)).isCloseTo(mean, within(5e-11));
        assertThat(NormalRange.standardDeviation(n)).isCloseTo(deviation, within(5e-11));
    }

    /** Chances by R 4.2 ptukey with infinite degrees of freedom, good to about eight digits. */
    @ParameterizedTest
    @CsvSource({"3, 1, 0.240712641229283", "3, 2.5, 0.819491062793308", "3, 4, 0.987012338626815",
            "50, 3, 0.00314281368308343"})
    void meetsPtukey(int n, double w, double chance) {
        assertThat(NormalRange.cdf(n, w)).isCloseTo(chance, within(5e-9));
    }

    @Test
    void hasNoChanceBelowZeroAndNoneLeftFarOut() {
        assertThat(NormalRange.cdf(4, 0)).isZero();
        assertThat(NormalRange.cdf(4, -1)).isZero();
        assertThat(NormalRange.cdf(4, 30)).isCloseTo(1, within(1e-12)).isLessThanOrEqualTo(1);
        assertThat(NormalRange.cdf(2, 1)).isCloseTo(2 * StandardNormal.cdf(1 / Math.sqrt(2)) - 1, within(1e-12));
        for (int n : new int[]{1, 0, -2}) {
            assertThatThrownBy(() -> NormalRange.mean(n)).isInstanceOf(StatisticsRefusal.class);
            assertThatThrownBy(() -> NormalRange.cdf(n, 1)).isInstanceOf(StatisticsRefusal.class);
        }
    }

    /** Upper 5 % points of the range of n normal values of known spread, Harter and Balakrishnan, CRC Handbook (1997), table 1. */
    @ParameterizedTest
    @CsvSource({"2, 2.772", "3, 3.314", "5, 3.858", "10, 4.474", "20, 5.012"})
    void meetsPrintedPercentagePoints(int n, double point) {
        assertThat(NormalRange.cdf(n, point - 0.0005)).isLessThan(0.95);
        assertThat(NormalRange.cdf(n, point + 0.0005)).isGreaterThan(0.95);
    }
}
