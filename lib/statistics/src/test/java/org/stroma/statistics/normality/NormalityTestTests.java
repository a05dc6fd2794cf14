package org.stroma.statistics.normality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;

class NormalityTestTests {

    /** Weights of 11 men (Shapiro and Wilk 1965); A² by SciPy 1.17.1. */
    @Test
    void meetsAPublishedStatistic() {
        NormalityTest test = NormalityTest.of(Sample.of(148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236));

        assertThat(test.statistic()).isCloseTo(0.9467718795988862, within(1e-13));
        assertThat(test.pValue()).isBetween(0.005, 0.02);
        assertThat(test.rejects(0.05)).isTrue();
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
