package org.stroma.statistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuadratureTests {
    /** A Gauss-Legendre rule of 21 points is exact to degree 41 (Davis and Rabinowitz, Methods of Numerical Integration, 2.7). */
    @ParameterizedTest
    @CsvSource({"0, 2, 1", "-1, 3, 1", "-1, 3, 4", "2, 2.5, 3"})
    void integratesPolynomialsExactly(double from, double to, int panels) {
        Quadrature.Rule rule = Quadrature.panels(from, to, panels);

        for (int degree : new int[]{0, 1, 2, 7, 41}) {
            double exact = (Math.pow(to, degree + 1) - Math.pow(from, degree + 1)) / (degree + 1);
            assertThat(rule.integrate(x -> Math.pow(x, degree)) / exact).isCloseTo(1, within(1e-12));
        }
        assertThat(rule.nodes()).hasSize(21 * panels).isSorted();
        assertThat(rule.nodes()[0]).isBetween(from, to);
        assertThat(Arrays.stream(rule.weights()).sum()).isCloseTo(to - from, within(1e-13));
    }

    @Test
    void halvesUntilAPeakIsResolved() {
        double narrow = 0.03;
        double peak = Quadrature.adaptive(x -> Math.exp(-0.5 * Math.pow((x - 0.5) / narrow, 2)), -1, 2, 1e-13);

        assertThat(peak).isCloseTo(narrow * Math.sqrt(2 * Math.PI), within(1e-14));
        assertThat(Quadrature.adaptive(Math::cos, 0, Math.PI / 2, 1e-14)).isCloseTo(1, within(1e-14));
    }

    @Test
    void endsAtADiscontinuityAndIsZeroWithoutLength() {
        assertThat(Quadrature.adaptive(x -> x < 1 / 3.0 ? 0 : 1, 0, 1, 1e-15)).isCloseTo(2 / 3.0, within(1e-5));
        assertThat(Quadrature.adaptive(x -> 1, 2, 2, 1e-9)).isZero();
        assertThat(Quadrature.adaptive(x -> 1, 3, 2, 1e-9)).isZero();
    }

    /** By R 4.2 pnorm with log.p; the second lies below the smallest double. */
    @Test
    void logarithmsReachBeyondTheTail() {
        assertThat(StandardNormal.logSurvival(-1)).isCloseTo(-0.172753779023450, within(1e-14));
        assertThat(StandardNormal.logSurvival(40)).isCloseTo(-804.608442013754, within(1e-10));
        assertThat(StandardNormal.logSurvival(30 - 1e-9)).isCloseTo(StandardNormal.logSurvival(30 + 1e-9),
                within(1e-6));
        assertThat(StandardNormal.logSurvival(1e5)).isCloseTo(-5000000012.431863, within(1e-5));
    }

    /** Tails by R 4.2 pnorm. */
    @Test
    void normalTailsKeepTheirDigits() {
        assertThat(StandardNormal.survival(9) / 1.12858840595384e-19).isCloseTo(1, within(1e-13));
        assertThat(StandardNormal.between(8, 9) / 6.21983198586583e-16).isCloseTo(1, within(1e-13));
        assertThat(StandardNormal.between(-9, -8) / 6.21983198586583e-16).isCloseTo(1, within(1e-13));
        assertThat(StandardNormal.between(-1, 1)).isCloseTo(0.682689492137086, within(1e-14));
        assertThat(StandardNormal.between(0, 1)).isCloseTo(0.341344746068543, within(1e-14));
        assertThat(StandardNormal.density(1.5)).isCloseTo(0.129517595665892, within(1e-14));
        assertThat(StandardNormal.density(-1.5)).isCloseTo(0.129517595665892, within(1e-14));
        assertThat(StandardNormal.quantile(1e-10)).isCloseTo(-6.36134090240406, within(1e-12));
    }
}
