package org.stroma.statistics.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.ReferenceData;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.distribution.StandardNormal;

class RunLengthTests {

    /** R spc 0.6.7; at λ 0.1, L 2.814 Lucas and Saccucci (1990) print 500. */
    @Test
    void ewmaMeetsThePublishedRunLengths() {
        String json = ReferenceData.text("spc/arl_ewma_cusum.expected.json");
        int end = json.indexOf("cusum_two_sided");
        int checked = 0;
        for (int at = json.indexOf("\"lambda\""); at >= 0 && at < end; at = json.indexOf("\"lambda\"", at + 1)) {
            double expected = ReferenceData.number(json, "arl", at);
            double arl = RunLength.ewma(ReferenceData.number(json, "lambda", at), ReferenceData.number(json, "L", at),
                    ReferenceData.number(json, "shift", at));

            assertThat(arl).isCloseTo(expected, within(1e-9 * expected));
            checked++;
        }
        assertThat(checked).isEqualTo(48);
    }

    /** R spc 0.6.7; Montgomery prints 465 for k 0.5, h 5 and 168 for h 4. */
    @Test
    void cusumMeetsThePublishedRunLengths() {
        String json = ReferenceData.text("spc/arl_ewma_cusum.expected.json");
        int checked = 0;
        for (int at = json.indexOf("\"k\""); at >= 0; at = json.indexOf("\"k\"", at + 1)) {
            double expected = ReferenceData.number(json, "arl", at);
            double arl = RunLength.cusumTwoSided(ReferenceData.number(json, "k", at),
                    ReferenceData.number(json, "h", at),
                    ReferenceData.number(json, "shift", at));

            assertThat(arl).isCloseTo(expected, within(1e-9 * expected));
            checked++;
        }
        assertThat(checked).isEqualTo(24);
    }

    /** Lucas and Crosier, Technometrics 24 (1982) 199, table 1: k 0.5, h 5, two-sided, with a head start of 2.5. */
    @ParameterizedTest
    @CsvSource({"0, 930.9, 896, 0.5", "1, 10.4, 6.35, 0.05"})
    void headStartShortensTheRun(double shift, double plain, double fast, double error) {
        assertThat(RunLength.cusumOneSided(0.5, 5, shift, 0)).isCloseTo(plain, within(0.05));
        assertThat(RunLength.cusumOneSided(0.5, 5, shift, 2.5)).isCloseTo(fast,
                within(error));
    }

    /** Brook and Evans, Biometrika 59 (1972) 539: a Markov chain of 401 states lies near the integral equation. */
    @Test
    void ewmaAgreesWithAMarkovChain() {
        assertThat(markov(0.2, 3, 0.5, 401)).isCloseTo(RunLength.ewma(0.2, 3, 0.5), within(0.01));
    }

    @Test
    void shewhartMeetsTheKnownRunLengths() {
        assertThat(RunLength.shewhart(3, 0)).isCloseTo(370.4, within(0.05));
        assertThat(RunLength.shewhart(3, 1)).isCloseTo(43.89, within(0.005));
        assertThat(RunLength.ewma(1, 3, 1)).isCloseTo(RunLength.shewhart(3, 1), within(1e-8));
    }

    /** R qcc 2.7: β of an X̄ chart, n 5, shifts of 0 to 3 σ. */
    @Test
    void operatingCharacteristicMeetsThePistonRings() {
        double[] expected = {0.9973002039, 0.7775460414, 0.07049208395, 0.0001043672627};
        for (int shift = 0; shift < 4; shift++) {
            assertThat(OperatingCharacteristic.mean(shift, 5, 3)).isCloseTo(expected[shift], within(5.1e-11));
        }
    }

    @Test
    void refusesImpossibleCharts() {
        assertThatThrownBy(() -> RunLength.ewma(0, 3, 0)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> RunLength.cusumOneSided(0.5, -1, 0, 0)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> RunLength.shewhart(Double.NaN, 0)).isInstanceOf(StatisticsRefusal.class);
    }

    private static double markov(double lambda, double width, double shift, int states) {
        double limit = width * Math.sqrt(lambda / (2 - lambda));
        double step = 2 * limit / states;
        RealMatrix matrix = MatrixUtils.createRealIdentityMatrix(states);
        for (int i = 0; i < states; i++) {
            double from = -limit + (i + 0.5) * step;
            for (int j = 0; j < states; j++) {
                double low = (-limit + j * step - (1 - lambda) * from) / lambda - shift;
                matrix.addToEntry(i, j, -StandardNormal.between(low, low + step / lambda));
            }
        }
        return new LUDecomposition(matrix).getSolver().solve(MatrixUtils.createRealVector(new double[states]).mapAdd(1))
                .getEntry(states / 2);
    }
}
