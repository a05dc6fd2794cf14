package org.stroma.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.StatisticsRefusal;

class DixonRatioTests {
    /** Of three values r10 has the density 3√3/(2π(r² − r + 1)) (Dixon, Ann. Math. Statist. 22 (1951) 68), so the tail is an arc tangent. */
    @ParameterizedTest
    @CsvSource({"0.1", "0.5", "0.9", "0.97"})
    void meetsTheClosedFormOfThreeValues(double r) {
        double expected = 3 / Math.PI * (Math.PI / 6 - Math.atan((2 * r - 1) / Math.sqrt(3)));

        assertThat(DixonRatio.of(1, 1, 3).survival(r)).isCloseTo(expected, within(1e-7));
    }

    /** Upper 5 % points of a one-sided test, D. B. Rorabacher, Anal. Chem. 63 (1991) 139, tables of r10, r11 and r22 (two-sided 90 %). */
    @ParameterizedTest
    @CsvSource({"1, 1, 3, 0.941", "1, 1, 7, 0.507", "1, 2, 8, 0.554", "2, 3, 14, 0.546",
            "2, 3, 20, 0.450"})
    void meetsPrintedPoints(int gap, int low, int n, double point) {
        DixonRatio ratio = DixonRatio.of(gap, low, n);

        assertThat(ratio.upperPoint(0.05)).isCloseTo(point, within(0.0011));
        assertThat(ratio.survival(ratio.upperPoint(0.2))).isCloseTo(0.2, within(1e-7));
    }

    @Test
    void staysBetweenZeroAndOne() {
        DixonRatio ratio = DixonRatio.of(1, 1, 5);

        assertThat(ratio.survival(0)).isEqualTo(1);
        assertThat(ratio.survival(-0.1)).isEqualTo(1);
        assertThat(ratio.survival(1)).isZero();
        assertThat(ratio.survival(1e-9)).isCloseTo(1, within(1e-6));
        assertThatThrownBy(() -> DixonRatio.of(2, 3, 5)).isInstanceOf(StatisticsRefusal.class);
        assertThat(DixonRatio.of(2, 3, 6).survival(0.5)).isBetween(0.0, 1.0);
    }
}
