package org.stroma.statistics.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.equivalence.Equivalence.Margins;

class EquivalenceTests {

    private static final Sample TEST = Sample.of(10.1, 9.8, 10.4, 10.0, 9.9, 10.6, 10.2);
    private static final Sample REFERENCE = Sample.of(9.7, 10.0, 9.5, 9.9, 10.3, 9.6);

    /** SAS/STAT User's Guide, PROC TTEST, Equivalence Testing with Lognormal Data (Wellek 2003): ratio 0.9412, 90 % limits 0.8634, 1.0260. */
    @Test
    void pairedMeetsThePublishedBioequivalence() {
        double[] test = {103.4, 59.92, 68.17, 94.54, 69.48, 72.17, 74.37, 84.44, 96.74, 94.26, 48.52, 95.68};
        double[] reference = {90.11, 77.71, 77.71, 97.51, 58.21, 101.3, 79.84, 96.06, 89.30, 97.22, 61.62, 85.80};

        Equivalence equivalence = Equivalence.paired(logs(test), logs(reference),
                new Margins(Math.log(0.8), Math.log(1.25)), 0.05);

        assertThat(Math.exp(equivalence.difference())).isCloseTo(0.9412, within(5e-5));
        assertThat(Math.exp(equivalence.lower())).isCloseTo(0.8634, within(5e-5));
        assertThat(Math.exp(equivalence.upper())).isCloseTo(1.0260, within(5e-5));
        assertThat(equivalence.equivalent()).isTrue();
    }

    /** One-sided t tests against the margins by SciPy 1.17.1, ttest_ind and ttest_1samp. */
    @Test
    void theOtherDesignsMeetScipy() {
        Equivalence pooled = Equivalence.pooled(TEST, REFERENCE, Margins.within(0.8), 0.05);
        Equivalence welch = Equivalence.welch(TEST, REFERENCE, Margins.within(0.8), 0.05);
        Equivalence one = Equivalence.oneSample(TEST, 10, Margins.within(0.5), 0.05);

        assertThat(pooled.pLower()).isCloseTo(1.2406336230920406e-05, within(1e-13));
        assertThat(pooled.pUpper()).isCloseTo(0.005384365846297895, within(1e-13));
        assertThat(welch.degreesOfFreedom()).isCloseTo(10.529900241732268, within(1e-11));
        assertThat(welch.pLower()).isCloseTo(1.6021813532646347e-05, within(1e-13));
        assertThat(welch.pUpper()).isCloseTo(0.005756233756928832, within(1e-13));
        assertThat(one.pLower()).isCloseTo(0.00046924854012332824, within(1e-13));
        assertThat(one.pUpper()).isCloseTo(0.007702498587345758, within(1e-13));
    }

    @Test
    void theIntervalAndTheTestsAgree() {
        for (double margin = 0.2; margin < 1; margin += 0.05) {
            Equivalence equivalence = Equivalence.welch(TEST, REFERENCE, Margins.within(margin), 0.05);
            boolean inside = equivalence.lower() > -margin && equivalence.upper() < margin;

            assertThat(equivalence.equivalent()).isEqualTo(inside);
        }
    }

    @Test
    void exchangingTheSamplesMirrorsTheAnswer() {
        Equivalence one = Equivalence.pooled(TEST, REFERENCE, new Margins(-0.3, 0.9), 0.05);
        Equivalence other = Equivalence.pooled(REFERENCE, TEST, new Margins(-0.9, 0.3), 0.05);

        assertThat(other.pValue()).isCloseTo(one.pValue(), within(1e-14));
        assertThat(other.lower()).isCloseTo(-one.upper(), within(1e-12));
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> Margins.within(0)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> Equivalence.oneSample(Sample.of(3, 3, 3), 3, Margins.within(1), 0.05))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> Equivalence.paired(new double[]{1, 2}, new double[]{1}, Margins.within(1), 0.05))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> Equivalence.pooled(TEST, REFERENCE, Margins.within(1), 0.5))
                .isInstanceOf(StatisticsRefusal.class);
    }

    private static double[] logs(double[] values) {
        return Arrays.stream(values).map(Math::log).toArray();
    }
}
