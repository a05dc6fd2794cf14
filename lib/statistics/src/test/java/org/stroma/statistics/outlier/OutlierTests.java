package org.stroma.statistics.outlier;

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

class OutlierTests {

    /** NIST/SEMATECH e-Handbook 1.3.5.17.3, data of Rosner (1983), 54 values. */
    private static final double[] ROSNER = {-0.25, 0.68, 0.94, 1.15, 1.20, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49,
            1.55, 1.56, 1.58, 1.65,
            1.69, 1.70, 1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.10, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35,
            2.37, 2.40, 2.47, 2.54,
            2.62, 2.64, 2.90, 2.92, 2.92, 2.93, 3.21, 3.26, 3.30, 3.59, 3.68, 4.30, 4.64, 5.34, 5.42, 6.01};

    /** Six values, two-sided at 0.05: G 1.976796, critical 1.887145. */
    @Test
    void grubbsMeetsThePublishedExample() {
        OutlierTest test = GrubbsTest.of(Sample.of(54.1, 52.8, 55.0, 53.6, 54.4, 46.9), Side.BOTH, 0.05);

        assertThat(test.statistic()).isCloseTo(1.976796, within(5e-7));
        assertThat(test.critical()).isCloseTo(1.887145, within(5e-7));
        assertThat(test.outlier()).isTrue();
        assertThat(test.position()).isEqualTo(6);
    }

    /** NIST/SEMATECH e-Handbook 1.3.5.17.1, uranium data of Tietjen and Moore: G 2.468765, critical 2.032. */
    @Test
    void grubbsMeetsTheNistExample() {
        String json = ReferenceData.text("qc_calcs/grubbs_nist.json");
        Sample uranium = Sample.of(ReferenceData.numbers(json, "y", 0));

        OutlierTest upper = GrubbsTest.of(uranium, Side.UPPER, 0.05);

        assertThat(upper.statistic()).isCloseTo(2.468764611, within(5.1e-10));
        assertThat(upper.critical()).isCloseTo(2.031652002, within(5.1e-10)).isCloseTo(2.032, within(5e-4));
        assertThat(GrubbsTest.critical(8, Side.BOTH, 0.05)).isCloseTo(2.126645087, within(5.1e-10));
        assertThat(GrubbsTest.of(uranium, Side.LOWER, 0.05).outlier()).isFalse();
    }

    /** Grubbs and Beck, Technometrics 14 (1972) 847, one-sided 5 % and 1 % points to three decimals. */
    @ParameterizedTest
    @CsvSource({"3, 1.153, 1.155", "10, 2.176, 2.410", "20, 2.557, 2.884", "30, 2.745, 3.103"})
    void grubbsMeetsThePrintedCriticalValues(int n, double five, double one) {
        assertThat(GrubbsTest.critical(n, Side.UPPER, 0.05)).isCloseTo(five, within(5.1e-4));
        assertThat(GrubbsTest.critical(n, Side.UPPER, 0.01)).isCloseTo(one, within(5.1e-4));
    }

    @Test
    void generalizedEsdMeetsTheNistExample() {
        double[] statistics = {3.119, 2.943, 3.179, 2.810, 2.816, 2.848, 2.279, 2.310, 2.102, 2.067};
        double[] criticals = {3.159, 3.151, 3.144, 3.136, 3.128, 3.120, 3.112, 3.103, 3.094, 3.085};

        GeneralizedEsd esd = GeneralizedEsd.of(Sample.of(ROSNER), 10, 0.05);

        for (int i = 0; i < 10; i++) {
            assertThat(esd.steps().get(i).statistic()).as("step %d", i + 1).isCloseTo(statistics[i], within(5.1e-4));
            assertThat(esd.steps().get(i).critical()).as("step %d", i + 1).isCloseTo(criticals[i], within(5.1e-4));
        }
        assertThat(esd.outliers()).isEqualTo(3);
        assertThat(esd.positions()).containsExactly(54, 53, 52);
    }

    /**
     * One-sided points by an independent integration with SciPy 1.17.1 (300 by 200 Gauss-Legendre points), 5 decimals.
     */
    @ParameterizedTest
    @CsvSource({"R10, 3, 0.94126, 0.97021, 0.98798, 0.99397", "R10, 4, 0.76553, 0.82975, 0.88942, 0.92066",
            "R10, 7, 0.50733, 0.56895, 0.63722, 0.68108", "R10, 10, 0.41186, 0.46559, 0.52627, 0.56613"})
    void dixonMeetsAnIndependentIntegration(DixonTest.Ratio ratio, int n, double five, double twoAndAHalf, double one,
            double half) {
        assertThat(DixonTest.critical(n, Side.UPPER, 0.05, ratio)).isCloseTo(five, within(5.1e-6));
        assertThat(DixonTest.critical(n, Side.BOTH, 0.05, ratio)).isCloseTo(twoAndAHalf, within(5.1e-6));
        assertThat(DixonTest.critical(n, Side.UPPER, 0.01, ratio)).isCloseTo(one, within(5.1e-6));
        assertThat(DixonTest.critical(n, Side.LOWER, 0.005, ratio)).isCloseTo(half, within(5.1e-6));
    }

    /**
     * Dixon (1951) and Rorabacher (1991), doi:10.1021/ac00002a010, three decimals, one-sided levels. Their other entries are off by up
     * to 0.003, as McBane (2006) found and two integrations and 2·10⁷ simulated samples confirm here, for example 0.821 for 0.8232 (n 5, 0.5 %).
     */
    @ParameterizedTest
    @CsvSource({"R10, 3, 0.05, 0.941", "R10, 3, 0.025, 0.970", "R10, 3, 0.005, 0.994", "R10, 5, 0.05, 0.642",
            "R10, 5, 0.025, 0.710",
            "R10, 6, 0.01, 0.698", "R10, 7, 0.05, 0.507", "R10, 7, 0.01, 0.637", "R10, 8, 0.025, 0.526",
            "R10, 8, 0.005, 0.634",
            "R10, 10, 0.05, 0.412", "R10, 10, 0.025, 0.466", "R11, 8, 0.05, 0.554", "R21, 11, 0.1, 0.517",
            "R21, 12, 0.05, 0.546",
            "R21, 13, 0.1, 0.467", "R21, 13, 0.05, 0.521", "R22, 20, 0.1, 0.401", "R22, 20, 0.05, 0.450",
            "R22, 25, 0.05, 0.406"})
    void dixonMeetsThePrintedTables(DixonTest.Ratio ratio, int n, double level, double point) {
        assertThat(DixonTest.critical(n, Side.UPPER, level, ratio)).isCloseTo(point, within(5.1e-4));
    }

    /** For three values the density of r10 is {@code 3√3/(2π(r² − r + 1))}, Dixon (1951). */
    @Test
    void dixonMeetsItsClosedFormForThreeValues() {
        double r = 0.7;
        double density = 0;
        int steps = 100000;
        for (int i = 0; i < steps; i++) {
            double x = r + (1 - r) * (i + 0.5) / steps;
            density += 3 * Math.sqrt(3) / (2 * Math.PI * (x * x - x + 1)) * (1 - r) / steps;
        }
        assertThat(org.stroma.statistics.distribution.DixonRatio.of(1, 1, 3).survival(r)).isCloseTo(density,
                within(1e-7));
    }

    @Test
    void dixonFindsTheSuspect() {
        OutlierTest test = DixonTest.of(Sample.of(0.189, 0.167, 0.187, 0.183, 0.186, 0.182, 0.181, 0.184, 0.181, 0.177),
                Side.BOTH, 0.10,
                DixonTest.Ratio.R10);

        // Q of 0.167 is 0.455, above 0.412: the textbook example of Dean and Dixon's Q.
        assertThat(test.statistic()).isCloseTo(0.455, within(5e-4));
        assertThat(test.position()).isEqualTo(2);
        assertThat(test.outlier()).isTrue();
    }

    @Test
    void mirroredAndScaledDataGiveTheSameAnswers() {
        double[] x = {54.1, 52.8, 55.0, 53.6, 54.4, 46.9, 53.3, 52.2};
        Sample other = Sample.of(Arrays.stream(x).map(v -> 9 - 3 * v).toArray());

        assertThat(GrubbsTest.of(other, Side.UPPER, 0.05).statistic()).isCloseTo(
                GrubbsTest.of(Sample.of(x), Side.LOWER, 0.05).statistic(),
                within(1e-12));
        assertThat(DixonTest.of(other, Side.UPPER, 0.05).statistic()).isCloseTo(
                DixonTest.of(Sample.of(x), Side.LOWER, 0.05).statistic(),
                within(1e-12));
    }

    @Test
    void refusesWhatItCannotTest() {
        assertThatThrownBy(() -> GrubbsTest.of(Sample.of(1, 2), Side.BOTH, 0.05)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> DixonTest.of(Sample.of(new double[31]), Side.BOTH, 0.05))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> GeneralizedEsd.of(Sample.of(1, 2, 3, 4), 2, 0.05))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> GrubbsTest.critical(5, Side.BOTH, 0)).isInstanceOf(StatisticsRefusal.class);
    }
}
