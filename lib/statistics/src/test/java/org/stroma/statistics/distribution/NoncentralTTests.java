package org.stroma.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.StatisticsRefusal;

class NoncentralTTests {

    /** The defining integral evaluated with mpmath 1.3.0 at 30 digits. */
    @ParameterizedTest
    @CsvSource({"0, 5, 1, 0.1586552539314571", "2, 3, 1, 0.7436298684076653", "5, 10, 3.5, 0.8216358027397195",
            "-1, 4, 0.5, 0.08614956903656274", "30, 2, 10, 0.8940669456093984", "60, 20, 50, 0.8346770609590291",
            "1.5, 1, 0, 0.8128329581890012", "3, 7.5, 2, 0.7619402644331677"})
    void agreesWithHighPrecisionIntegration(double t, double df, double delta, double expected) {
        assertThat(NoncentralT.of(df, delta).cdf(t)).isCloseTo(expected, within(2e-14));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "5, -2", "30, 1.7", "1e6, 2.1"})
    void isStudentsDistributionWithoutNoncentrality(double df, double t) {
        assertThat(NoncentralT.of(df, 0).cdf(t)).isCloseTo(TDistribution.of(df).cumulativeProbability(t),
                within(1e-13));
    }

    @ParameterizedTest
    @CsvSource({"4, 3, 0.95", "1, 0.5, 0.001", "200, 40, 0.99", "11, -2, 0.2"})
    void quantileInvertsTheDistribution(double df, double delta, double p) {
        NoncentralT t = NoncentralT.of(df, delta);

        assertThat(t.cdf(t.quantile(p))).isCloseTo(p, within(1e-13));
    }

    @Test
    void mirrorsWithItsNoncentrality() {
        assertThat(NoncentralT.of(6, 1.5).cdf(2.2)).isCloseTo(1 - NoncentralT.of(6, -1.5).cdf(-2.2), within(1e-14));
    }

    @Test
    void refusesImpossibleParameters() {
        assertThatThrownBy(() -> NoncentralT.of(0, 1)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> NoncentralT.of(3, Double.NaN)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> NoncentralT.of(3, 1).quantile(1)).isInstanceOf(StatisticsRefusal.class);
    }
}
