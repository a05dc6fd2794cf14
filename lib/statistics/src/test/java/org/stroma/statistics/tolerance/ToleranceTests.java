package org.stroma.statistics.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.ReferenceData;
import org.stroma.statistics.Sample;
import org.stroma.statistics.Side;
import org.stroma.statistics.StatisticsRefusal;

class ToleranceTests {

    private static final Sample VIABILITY = Sample.of(91.2, 92.0, 90.4, 91.8, 93.1, 90.9, 91.5, 92.4, 89.8, 91.1, 92.7,
            90.6);

    /** Printed factors at 95 % confidence: one-sided 99 and 95 %, two-sided 99 % exact, Howe 99 %, two-sided 95 %. */
    @ParameterizedTest
    @CsvSource({"5, 5.7411, 4.2027, 6.5980, 6.6940, 5.0769", "10, 3.9811, 2.9110, 4.4369, 4.4446, 3.3934",
            "12, 3.7471, 2.7363, 4.1555, 4.1573, 3.1747", "15, 3.5201, 2.5660, 3.8853, 3.8832, 2.9649",
            "20, 3.2952, 2.3960, 3.6210, 3.6171, 2.7603", "30, 3.0639, 2.2198, 3.3546, 3.3508, 2.5549",
            "50, 2.8624, 2.0650, 3.1288, 3.1262, 2.3816"})
    void meetsThePrintedFactors(int n, double one99, double one95, double two99, double howe99, double two95) {
        assertThat(ToleranceFactors.oneSided(n, 0.99, 0.95)).isCloseTo(one99, within(5.1e-5));
        assertThat(ToleranceFactors.oneSided(n, 0.95, 0.95)).isCloseTo(one95, within(5.1e-5));
        assertThat(ToleranceFactors.twoSided(n, 0.99, 0.95)).isCloseTo(two99, within(5.1e-5));
        assertThat(ToleranceFactors.howe(n, 0.99, 0.95)).isCloseTo(howe99, within(5.1e-5));
        assertThat(ToleranceFactors.twoSided(n, 0.95, 0.95)).isCloseTo(two95, within(5.1e-5));
    }

    /** ISO 16269-6:2014 and Odeh and Owen (1980), exact two-sided factors for small samples. */
    @ParameterizedTest
    @CsvSource({"2, 0.90, 0.95, 31.092", "2, 0.95, 0.95, 36.519", "3, 0.99, 0.95, 12.647", "4, 0.95, 0.95, 6.341"})
    void meetsExactTwoSidedFactorsOfVerySmallSamples(int n, double coverage, double confidence, double factor) {
        assertThat(ToleranceFactors.twoSided(n, coverage, confidence)).isCloseTo(factor, within(5e-4));
    }

    /** One-sided by the noncentral t of scipy 1.17, two-sided by scipy's quadrature over the mean of the sample. */
    @Test
    void holdsToTheEdgesOfWhatItTakes() {
        assertThat(ToleranceFactors.oneSided(500, 1 - 1e-9, 0.95)).isCloseTo(6.337236205839, within(1e-9));
        assertThat(ToleranceFactors.twoSided(2, 0.5, 1 - 1e-9)).isPositive().isFinite();
        assertThat(ToleranceFactors.twoSided(2, 1 - 1e-9, 1e-9)).isPositive().isFinite();
        for (double beyond : new double[]{1e-10, 1 - 1e-10, 1e-300, Math.nextDown(1.0)}) {
            assertThatThrownBy(() -> ToleranceFactors.twoSided(5, beyond, 0.95))
                    .isInstanceOf(StatisticsRefusal.class).hasMessageContaining("coverage must lie in [1.0E-9");
            assertThatThrownBy(() -> ToleranceFactors.oneSided(5, 0.95, beyond))
                    .isInstanceOf(StatisticsRefusal.class).hasMessageContaining("confidence must lie in [1.0E-9");
        }
    }

    /** NIST/SEMATECH e-Handbook 7.2.6.3: n 43, coverage 90 %, confidence 99 %. */
    @Test
    void meetsTheNistExample() {
        String json = ReferenceData.text("qc_calcs/tolerance_interval_nist.json");
        double howe = ToleranceFactors.howe(43, 0.9, 0.99);
        double natrella = ToleranceFactors.oneSidedNatrella(43, 0.9, 0.99);

        assertThat(howe).isCloseTo(ReferenceData.number(json, "k2_howe", 0), within(5e-10)).isCloseTo(2.2173,
                within(5e-5));
        assertThat(97.07 - howe * 0.0268).isCloseTo(97.010576, within(5e-6));
        assertThat(97.07 + howe * 0.0268).isCloseTo(97.12942, within(5e-6));
        assertThat(natrella).isCloseTo(1.8752, within(5e-5)).isCloseTo(ReferenceData.number(json, "k1_natrella", 0),
                within(5e-10));
        assertThat(97.07 + natrella * 0.0268).isCloseTo(97.120255, within(5e-7));
        assertThat(97.07 - natrella * 0.0268).isCloseTo(97.019745, within(5e-7));
        assertThat(ToleranceFactors.oneSided(43, 0.9, 0.99)).isCloseTo(
                ReferenceData.number(json, "k1_exact_noncentral_t", 0),
                within(5e-10));
    }

    @Test
    void meetsTheWholeGridOfFactors() {
        String json = ReferenceData.text("qc_calcs/tolerance_k_grid.json");
        int checked = 0;
        for (int at = json.indexOf("\"n\""); at >= 0; at = json.indexOf("\"n\"", at + 1)) {
            int n = (int) ReferenceData.number(json, "n", at);
            double coverage = ReferenceData.number(json, "p", at);
            double confidence = ReferenceData.number(json, "conf", at);
            double one = ReferenceData.number(json, "k1_exact", at);
            double two = ReferenceData.number(json, "k2_howe", at);

            assertThat(ToleranceFactors.oneSided(n, coverage, confidence)).isCloseTo(one, within(1e-9 * one));
            assertThat(ToleranceFactors.howe(n, coverage, confidence)).isCloseTo(two, within(1e-9 * two));
            checked++;
        }
        assertThat(checked).isGreaterThan(70);
    }

    /** Twelve lots: lower 99 % limit at 95 % confidence 87.7715. */
    @Test
    void meetsTheViabilityExample() {
        ToleranceInterval interval = ToleranceInterval.of(VIABILITY, Side.LOWER, 0.99, 0.95, ToleranceMethod.EXACT);

        assertThat(interval.lower()).isCloseTo(87.7715, within(5e-5));
        assertThat(interval.upper()).isNull();
        assertThat(interval.warnings()).isEmpty();
    }

    /** Wilks: 59 values for a one-sided, 93 for a two-sided 95 %/95 % interval; NIST/SEMATECH e-Handbook 7.2.6.4. */
    @ParameterizedTest
    @CsvSource({"LOWER, 0.95, 0.95, 59", "BOTH, 0.95, 0.95, 93", "UPPER, 0.90, 0.95, 29", "BOTH, 0.90, 0.95, 46",
            "BOTH, 0.99, 0.95, 473", "LOWER, 0.99, 0.99, 459"})
    void meetsTheKnownNonparametricSampleSizes(Side side, double coverage, double confidence, int n) {
        assertThat(NonparametricTolerance.fewest(side, coverage, confidence)).isEqualTo(n);
    }

    @Test
    void orderStatisticsGiveTheInnermostLimitsAllowed() {
        double[] values = new double[181];
        Arrays.setAll(values, i -> (i * 67) % 181);

        ToleranceInterval interval = ToleranceInterval.of(Sample.of(values), Side.UPPER, 0.95, 0.95,
                ToleranceMethod.NONPARAMETRIC);

        // Conover, Practical Nonparametric Statistics: 181 values let four lie above the limit.
        assertThat(interval.upper()).isEqualTo(176);
        assertThat(interval.achievedConfidence()).isBetween(0.95, 0.96);
    }

    @Test
    void movesWithShiftAndScale() {
        Sample moved = Sample.of(Arrays.stream(VIABILITY.values()).map(x -> 3 - 2 * x).toArray());
        ToleranceInterval one = ToleranceInterval.of(VIABILITY, Side.BOTH, 0.95, 0.9, ToleranceMethod.EXACT);
        ToleranceInterval other = ToleranceInterval.of(moved, Side.BOTH, 0.95, 0.9, ToleranceMethod.EXACT);

        assertThat(other.lower()).isCloseTo(3 - 2 * one.upper(), within(1e-10));
        assertThat(other.upper()).isCloseTo(3 - 2 * one.lower(), within(1e-10));
    }

    @Test
    void refusesWhatItCannotCarry() {
        Sample five = Sample.of(1, 2, 3, 4, 5);

        assertThatThrownBy(() -> ToleranceInterval.of(five, Side.BOTH, 0.99, 0.95, ToleranceMethod.HOWE))
                .hasMessageContaining("At least 10");
        assertThatThrownBy(() -> ToleranceInterval.of(five, Side.BOTH, 0.95, 0.95, ToleranceMethod.NONPARAMETRIC))
                .hasMessageContaining("At least 93");
        assertThatThrownBy(() -> ToleranceInterval.of(Sample.of(2, 2, 2), Side.BOTH, 0.95, 0.95, ToleranceMethod.EXACT))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> ToleranceFactors.oneSided(1, 0.95, 0.95)).isInstanceOf(StatisticsRefusal.class);
    }

    @Test
    void warnsOfAnUnnormalSample() {
        Sample skewed = Sample.of(1, 1, 1.1, 1, 1.2, 1, 1.1, 1, 9, 14, 30);

        assertThat(ToleranceInterval.of(skewed, Side.UPPER, 0.95, 0.95, ToleranceMethod.EXACT).warnings())
                .extracting(note -> note.code()).containsExactly("not-normal");
    }
}
