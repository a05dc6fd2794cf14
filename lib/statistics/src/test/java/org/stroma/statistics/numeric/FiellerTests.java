package org.stroma.statistics.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiellerTests {
    /** By definition a limit is a ratio at which the numerator less ratio times denominator is just significant. */
    @ParameterizedTest
    @CsvSource({"3, 2, 0.1, 0.05, 0.02, 2.1", "-3, 2, 0.1, 0.05, -0.03, 1.7", "0.1, -5, 0.3, 0.2, 0.1, 2"})
    void limitsAreJustSignificant(double num, double den, double varNum, double varDen, double cov, double t) {
        Fieller.Pair pair = new Fieller.Pair(num, den, varNum, varDen, cov);

        Fieller.Interval interval = Fieller.limits(pair, t);

        assertThat(interval.shape()).isEqualTo(Fieller.Shape.BOUNDED);
        assertThat(interval.ratio()).isEqualTo(num / den).isBetween(interval.lower(), interval.upper());
        for (double limit : new double[]{interval.lower(), interval.upper()}) {
            double variance = varNum + limit * limit * varDen - 2 * limit * cov;
            assertThat(Math.abs(num - limit * den) / Math.sqrt(variance)).isCloseTo(t, within(1e-10));
        }
    }

    @Test
    void becomesTheRatioWithoutVariance() {
        Fieller.Interval interval = Fieller.limits(new Fieller.Pair(3, 2, 0, 0, 0), 2);

        assertThat(interval.lower()).isEqualTo(1.5);
        assertThat(interval.upper()).isEqualTo(1.5);
        assertThat(interval.g()).isZero();
    }

    @Test
    void opensWhenTheDenominatorIsNotSignificant() {
        Fieller.Interval outside = Fieller.limits(new Fieller.Pair(10, 1, 1, 1, 0), 2);
        Fieller.Interval everything = Fieller.limits(new Fieller.Pair(1, 1, 1, 1, 0), 2);

        assertThat(outside.shape()).isEqualTo(Fieller.Shape.EXCLUSIVE);
        assertThat(outside.g()).isEqualTo(4);
        assertThat(outside.lower()).isLessThan(0);
        assertThat(outside.upper()).isGreaterThan(0).isLessThan(10);
        assertThat(everything.shape()).isEqualTo(Fieller.Shape.WHOLE_LINE);
        assertThat(everything.upper()).isInfinite();
    }

    /** Beside Wilson and Hilferty's cube, another expansion; both sides of the change of method. */
    @ParameterizedTest
    @CsvSource({"9.9e9, 0.025", "1.01e10, 0.025", "1.01e10, 0.9", "1e13, 0.05", "1e14, 0.99"})
    void chiSquaredQuantilesReachManyDegrees(double df, double tail) {
        double z = Tails.normalQuantile(tail);
        double cube = df * Math.pow(1 - 2 / (9 * df) + z * Math.sqrt(2 / (9 * df)), 3);

        double quantile = Tails.chiSquaredQuantile(tail, df);

        assertThat((quantile - df) / (cube - df)).isCloseTo(1, within(1e-7));
    }

    @Test
    void tailsAndQuantilesMatchTables() {
        assertThat(Tails.studentQuantile(0.025, 10)).isCloseTo(2.228138852, within(1e-9));
        assertThat(Tails.studentQuantile(0.025, Double.POSITIVE_INFINITY)).isCloseTo(1.959963985, within(1e-9));
        assertThat(Tails.studentTwoSided(-2.228138852, 10)).isCloseTo(0.05, within(1e-9));
        assertThat(Tails.f(4.102821015, 2, 10)).isCloseTo(0.05, within(1e-9));
        assertThat(Tails.f(0, 2, 10)).isEqualTo(1);
        assertThat(Tails.f(Double.NaN, 2, 10)).isNaN();
        assertThat(Tails.fQuantile(0.05, 2, 10)).isCloseTo(4.102821015, within(1e-8));
        assertThat(Tails.chiSquared(3.841458821, 1)).isCloseTo(0.05, within(1e-9));
        assertThat(Tails.chiSquared(0, 1)).isEqualTo(1);
        assertThat(Tails.chiSquaredQuantile(0.05, 1)).isCloseTo(3.841458821, within(1e-8));
        assertThat(Tails.normal(1.959963985)).isCloseTo(0.975, within(1e-9));
        assertThat(Tails.normalDensity(0)).isCloseTo(0.3989422804, within(1e-10));
    }

    @Test
    void limitsOfAnOpenSetAreJustSignificantToo() {
        Fieller.Interval outside = Fieller.limits(new Fieller.Pair(10, 1, 1, 1, 0.2), 2);

        for (double limit : new double[]{outside.lower(), outside.upper()}) {
            double variance = 1 + limit * limit - 2 * limit * 0.2;
            assertThat(Math.abs(10 - limit) / Math.sqrt(variance)).isCloseTo(2, within(1e-10));
        }
        assertThat(Fieller.limits(new Fieller.Pair(3, 2, 1, 0.25, 0), 2).g()).isEqualTo(0.25);
    }
}
