package org.stroma.instruments.gating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of the tables in Gating-ML 2.0, chapter 6, and the definitions of the scales turned round. */
class CurveTests {

    /** The tables print six decimals, the last not always rounded. */
    private static final Offset<Double> SIX_DECIMALS = Offset.offset(1e-6);

    @ParameterizedTest
    @CsvSource({"0.5, 0.139794", "1, 0.2", "10, 0.4", "100, 0.6", "1000, 0.8", "1023, 0.801975", "10000, 1",
            "100000, 1.2", "262144, 1.283708"})
    void logarithm(double x, double y) {
        assertThat(new Curve.Log(10_000, 5).apply(x)).isCloseTo(y, SIX_DECIMALS);
    }

    @Test
    void logarithmBelowZeroIsNotDefined() {
        assertThat(new Curve.Log(10_000, 5).apply(-1)).isNaN();
        assertThat(new Curve.Log(10_000, 5).apply(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource({"-100, 0", "-10, 0.081818", "0, 0.090909", "100, 0.181818", "1000, 1", "2100, 2"})
    void linear(double x, double y) {
        assertThat(new Curve.Linear(1_000, 100).apply(x)).isCloseTo(y, SIX_DECIMALS);
    }

    @ParameterizedTest
    @CsvSource({"-10, -0.200009", "-5, -0.139829", "-1, -0.000856", "0, 0.2", "0.3, 0.303776", "1, 0.400856",
            "3, 0.495521", "10, 0.600009", "100, 0.8", "1000, 1"})
    void inverseHyperbolicSine(double x, double y) {
        assertThat(new Curve.Asinh(1_000, 4, 1).apply(x)).isCloseTo(y, SIX_DECIMALS);
    }

    @ParameterizedTest
    @CsvSource({"-10, 0.067574", "-5, 0.147986", "-1, 0.228752", "0, 0.25", "0.3, 0.256384", "1, 0.271248",
            "3, 0.312897", "10, 0.432426", "100, 0.739548", "1000, 1"})
    void logicle(double x, double y) {
        assertThat(new Logicle(1_000, 1, 4, 0).apply(x)).isCloseTo(y, SIX_DECIMALS);
    }

    @ParameterizedTest
    @CsvSource({"-10, 0.083554", "-5, 0.155868", "-1, 0.229477", "0, 0.25", "0.3, 0.256239", "1, 0.270523",
            "3, 0.309091", "10, 0.416446", "100, 0.731875", "1000, 1"})
    void hyperlog(double x, double y) {
        assertThat(new Hyperlog(1_000, 1, 4, 0).apply(x)).isCloseTo(y, SIX_DECIMALS);
    }

    private static final double[][] PARAMETERS = {{1_000, 1, 4, 0}, {262_144, 0.5, 4.5, 0}, {10_000, 1, 4, 0.5},
            {262_144, 2, 4.5, -0.4}, {100, 0.01, 6, 2}, {262_144, 2.25, 4.5, 0}};

    @Test
    void logicleIsTheInverseOfTheBiexponential() {
        Random random = new Random(7);
        for (double[] p : PARAMETERS) {
            Logicle logicle = new Logicle(p[0], p[1], p[2], p[3]);
            for (int i = 0; i < 400; i++) {
                double x = Math.copySign(Math.pow(10, random.nextDouble() * 9 - 3), random.nextDouble() - 0.5);
                assertThat(biexponential(p, logicle.apply(x))).isCloseTo(x, Offset.offset(1e-9 * (1 + Math.abs(x))));
            }
        }
    }

    /** B(y) as Moore and Parks define it, with d found by halving. */
    private static double biexponential(double[] p, double y) {
        double decades = p[2] + p[3];
        double width = p[1] / decades;
        double x2 = p[3] / decades;
        double x1 = x2 + width;
        if (y < x1)
            return -biexponential(p, 2 * x1 - y);
        double b = decades * Math.log(10);
        double low = 0;
        double high = b;
        for (int i = 0; i < 200; i++) {
            double d = (low + high) / 2;
            if (2 * (Math.log(d) - Math.log(b)) + width * (b + d) < 0)
                low = d;
            else
                high = d;
        }
        double c = Math.exp((x1 + width) * (b + high));
        double f = Math.exp(b * x1) - c * Math.exp(-high * x1);
        double a = p[0] / (Math.exp(b) - c * Math.exp(-high) - f);
        return a * (Math.exp(b * y) - c * Math.exp(-high * y) - f);
    }

    @Test
    void hyperlogIsTheInverseOfItsDefinition() {
        Random random = new Random(8);
        for (double[] p : PARAMETERS) {
            Hyperlog hyperlog = new Hyperlog(p[0], p[1], p[2], p[3]);
            for (int i = 0; i < 400; i++) {
                double x = Math.copySign(Math.pow(10, random.nextDouble() * 9 - 3), random.nextDouble() - 0.5);
                assertThat(defined(p, hyperlog.apply(x))).isCloseTo(x, Offset.offset(1e-9 * (1 + Math.abs(x))));
            }
        }
    }

    private static double defined(double[] p, double y) {
        double decades = p[2] + p[3];
        double width = p[1] / decades;
        double x1 = p[3] / decades + width;
        if (y < x1)
            return -defined(p, 2 * x1 - y);
        double b = decades * Math.log(10);
        double c = Math.exp(b * (x1 + width)) / width;
        double f = Math.exp(b * x1) + c * x1;
        double a = p[0] / (Math.exp(b) + c - f);
        return a * (Math.exp(b * y) + c * y - f);
    }

    @Test
    void scalesNeverTurnBack() {
        Curve[] curves = {new Logicle(262_144, 0.5, 4.5, 0), new Hyperlog(262_144, 0.5, 4.5, 0),
                new Curve.Asinh(262_144, 4.5, 0)};
        for (Curve curve : curves) {
            double before = Double.NEGATIVE_INFINITY;
            for (double x = -400_000; x < 400_000; x += 137.5) {
                double y = curve.apply(x);
                assertThat(y).isGreaterThanOrEqualTo(before);
                before = y;
            }
        }
    }

    @Test
    void whatIsNoNumberStaysNone() {
        for (Curve curve : new Curve[]{new Logicle(1_000, 1, 4, 0), new Hyperlog(1_000, 1, 4, 0)}) {
            assertThat(curve.apply(Double.NaN)).isNaN();
            assertThat(curve.apply(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void parametersOutsideTheStandardAreRefused() {
        assertThatThrownBy(() -> new Logicle(1_000, 3, 4, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Logicle(1_000, 1, 4, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Hyperlog(1_000, 0, 4, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Curve.Log(0, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Curve.Asinh(1_000, 4, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Curve.Linear(1_000, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boundsHoldValues() {
        Scale scale = new Scale("s", new Curve.Log(10_000, 4), 0, 1);

        assertThat(scale.function().applyAsDouble(0)).isZero();
        assertThat(scale.function().applyAsDouble(1e9)).isEqualTo(1);
        assertThat(scale.function().applyAsDouble(1_000)).isCloseTo(0.75, Offset.offset(1e-15));
    }

}
