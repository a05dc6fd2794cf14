package org.stroma.statistics.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.StatisticsRefusal;

class ValidationTests {

    private static final double[] AMOUNTS = {0.05, 0.1, 0.25, 0.5, 1, 2.5};
    private static final double[] RESPONSES = {0.061, 0.113, 0.262, 0.517, 1.021, 2.533};

    /** Nine determinations over three levels: mean recovery 99.762963 %, s 1.415730, 95 % limits 98.674737 and 100.851189. */
    @Test
    void accuracyMeetsThePublishedExample() {
        Accuracy accuracy = Accuracy.of(new double[]{50, 50, 50, 100, 100, 100, 150, 150, 150},
                new double[]{49.1, 50.6, 48.8, 101.2, 98.7, 99.9, 148.9, 152.3, 150.4}, 0.95);

        assertThat(accuracy.meanRecovery()).isCloseTo(99.762963, within(5e-7));
        assertThat(accuracy.standardDeviation()).isCloseTo(1.415730, within(5e-7));
        assertThat(accuracy.lower()).isCloseTo(98.674737, within(5e-7));
        assertThat(accuracy.upper()).isCloseTo(100.851189, within(5e-7));
        assertThat(accuracy.warnings()).isEmpty();
        assertThat(accuracy.byLevel()).containsOnlyKeys(50.0, 100.0, 150.0);
    }

    /** Slope 1.0088271, intercept 0.0113601, R² 0.9999986, S_{y/x} 0.00122662, LOD 0.00401243, LOQ 0.01215888. */
    @Test
    void linearityMeetsThePublishedExample() {
        Linearity line = Linearity.of(AMOUNTS, RESPONSES, 0.95);

        assertThat(line.slope()).isCloseTo(1.0088271, within(5e-8));
        assertThat(line.intercept()).isCloseTo(0.0113601, within(5.1e-8));
        assertThat(line.rSquared()).isCloseTo(0.9999986, within(5e-8));
        assertThat(line.residualDeviation()).isCloseTo(0.00122662, within(5e-9));
        assertThat(line.detectionLimit()).isCloseTo(0.00401243, within(5e-9));
        assertThat(line.quantitationLimit()).isCloseTo(0.01215888, within(5e-9));
        assertThat(line.lackOfFit()).isNull();
    }

    /**
     * Load cell of NIST/SEMATECH e-Handbook 4.6.1, least squares in 40-digit arithmetic. The handbook prints the same line and, from
     * single precision, a lack of fit of F 214.7534.
     */
    @Test
    void lackOfFitMeetsTheNistLoadCell() {
        double[][] rows = org.stroma.statistics.ReferenceData.text("spc/nist_raw/LOAD_CELL_CAL.DAT").lines()
                .map(String::strip)
                .filter(row -> row.matches("[0-9.]+\\s+[0-9]+"))
                .map(row -> Arrays.stream(row.split("\\s+")).mapToDouble(Double::parseDouble).toArray())
                .toArray(double[][]::new);

        Linearity line = Linearity.of(Arrays.stream(rows).mapToDouble(row -> row[1]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> row[0]).toArray(), 0.95);

        assertThat(line.slope()).isCloseTo(7.22102581453634e-7, within(1e-18));
        assertThat(line.intercept()).isCloseTo(6.14968421052632e-3, within(1e-13));
        assertThat(line.residualDeviation()).isCloseTo(2.17127259605675e-3, within(1e-12));
        assertThat(line.lackOfFit().f()).isCloseTo(214.746923653909, within(1e-5));
        assertThat(line.lackOfFit().degreesOfFit()).isEqualTo(18);
        assertThat(line.lackOfFit().degreesOfError()).isEqualTo(20);
        assertThat(line.warnings()).extracting(note -> note.code()).containsExactly("line-does-not-fit");
    }

    @Test
    void detectionLimitScalesWithTheAmount() {
        Linearity milli = Linearity.of(Arrays.stream(AMOUNTS).map(a -> 1000 * a).toArray(), RESPONSES, 0.95);

        assertThat(milli.detectionLimit()).isCloseTo(1000 * Linearity.of(AMOUNTS, RESPONSES, 0.95).detectionLimit(),
                within(1e-9));
    }

    @Test
    void warnsBelowTheGuideline() {
        assertThat(Accuracy.of(new double[]{10, 20}, new double[]{9.9, 20.2}, 0.95).warnings()).hasSize(1);
        assertThat(Linearity.of(new double[]{1, 2, 3}, new double[]{1, 2.1, 2.9}, 0.95).warnings()).hasSize(1);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> Accuracy.of(new double[]{0, 1}, new double[]{1, 1}, 0.95))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> Linearity.of(new double[]{1, 1, 1}, new double[]{1, 2, 3}, 0.95))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> Linearity.of(new double[]{1, 2, 3}, new double[]{1, 2}, 0.95))
                .isInstanceOf(StatisticsRefusal.class);
    }
}
