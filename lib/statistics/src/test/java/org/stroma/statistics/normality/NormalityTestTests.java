package org.stroma.statistics.normality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.distribution.StandardNormal;

class NormalityTestTests {

    /** Weights of 11 men (Shapiro and Wilk 1965); A² by SciPy 1.17.1. */
    @Test
    void meetsAPublishedStatistic() {
        NormalityTest test = NormalityTest.of(Sample.of(148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236));

        assertThat(test.statistic()).isCloseTo(0.9467718795988862, within(1e-13));
        assertThat(test.pValue()).isBetween(0.005, 0.02);
        assertThat(test.rejects(0.05)).isTrue();
    }

    /** Statistic, modified statistic and p value by R nortest 1.0, one sample for each branch of the approximation. */
    @Test
    void agreesWithNortestInEachBranch() {
        assertMeets(NormalityTest.of(Sample.of(-1.38, -0.98, -0.71, -0.47, -0.26, -0.05, 0.12, 0.34, 0.55, 0.81, 1.05,
                1.51)), 0.0774860710004006, 0.0835396702973069, 0.998567281783683);
        assertMeets(NormalityTest.of(Sample.of(3.1, 4.7, 2.2, 5.9, 4.1, 3.3, 6.0, 4.4, 2.9)), 0.245556570491274,
                0.272840633879194, 0.668264567406369);
        assertMeets(NormalityTest.of(Sample.of(1, 2, 2, 3, 3, 3, 4, 5, 7, 9)), 0.516242096680475, 0.566575701106822,
                0.142321243308909);
        assertMeets(NormalityTest.of(Sample.of(148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236)),
                0.946771879598886, 1.0289297699773, 0.0104540240051478);
    }

    /** Three thousand quantiles of a lognormal law, as R's ppoints places them: far beyond where the approximation turns up again. */
    @Test
    void rejectsWhatIsFarFromNormal() {
        double[] skew = java.util.stream.IntStream.rangeClosed(1, 3000)
                .mapToDouble(i -> Math.exp(4 * StandardNormal.quantile((i - 0.5) / 3000))).toArray();

        NormalityTest test = NormalityTest.of(Sample.of(skew));

        assertThat(test.statistic()).isCloseTo(1114.38215911708, within(1e-7));
        assertThat(test.pValue()).isEqualTo(3.7e-24);
        assertThat(test.rejects(0.05)).isTrue();
        assertThat(NormalityTest.pValue(10)).isCloseTo(3.7e-24, within(1e-25));
        assertThat(NormalityTest.pValue(Double.POSITIVE_INFINITY)).isEqualTo(3.7e-24);
    }

    @Test
    void falls() {
        double last = 1;
        for (double a = 0.05; a < 30; a += 0.01) {
            assertThat(NormalityTest.pValue(a)).isLessThanOrEqualTo(last + 2e-3);
            last = NormalityTest.pValue(a);
        }
        NormalityTest test = new NormalityTest(20, 0.7, 0.75, 0.05);

        assertThat(test.rejects(0.05)).isFalse();
        assertThat(test.rejects(0.051)).isTrue();
    }

    private static void assertMeets(NormalityTest test, double statistic, double modified, double p) {
        assertThat(test.statistic()).isCloseTo(statistic, within(1e-12));
        assertThat(test.modified()).isCloseTo(modified, within(1e-12));
        assertThat(test.pValue()).isCloseTo(p, within(1e-12));
    }

    /** Stephens (1986), table 4.7: modified statistic 0.752 at 5 %, 0.631 at 10 %, 1.035 at 1 %. */
    @Test
    void pValuesMeetTheTabulatedLevels() {
        assertThat(valueAt(0.752)).isCloseTo(0.05, within(0.0015));
        assertThat(valueAt(0.631)).isCloseTo(0.10, within(0.002));
        assertThat(valueAt(1.035)).isCloseTo(0.01, within(0.0005));
    }

    @Test
    void doesNotDependOnUnits() {
        double[] x = {3.1, 4.7, 2.2, 5.9, 4.1, 3.3, 6.0, 4.4, 2.9};

        NormalityTest one = NormalityTest.of(Sample.of(x));
        NormalityTest other = NormalityTest.of(Sample.of(Arrays.stream(x).map(v -> 7 - 2 * v).toArray()));

        assertThat(other.statistic()).isCloseTo(one.statistic(), within(1e-12));
    }

    @Test
    void refusesTooLittle() {
        assertThatThrownBy(() -> NormalityTest.of(Sample.of(1, 2, 3))).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> NormalityTest.of(Sample.of(1, 1, 1, 1, 1, 1, 1, 1)))
                .isInstanceOf(StatisticsRefusal.class);
    }

    private static double valueAt(double modified) {
        return NormalityTest.pValue(modified);
    }
}
