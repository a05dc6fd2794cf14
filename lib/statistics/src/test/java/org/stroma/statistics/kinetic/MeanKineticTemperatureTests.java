package org.stroma.statistics.kinetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.stroma.statistics.ReferenceData;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.kinetic.MeanKineticTemperature.Activation;

class MeanKineticTemperatureTests {

    private static final double[] FRIDGE = {5.1, 4.8, 5.0, 5.3, 9.6, 12.4, 7.9, 5.2};

    /** Eight readings, ΔH/R 10 000 K: 7.367455 °C, arithmetic mean 6.9125 °C. */
    @Test
    void meetsThePublishedExample() {
        MeanKineticTemperature mkt = MeanKineticTemperature.of(FRIDGE, Activation.USP);

        assertThat(mkt.celsius()).isCloseTo(7.367455, within(5e-7));
        assertThat(mkt.mean()).isCloseTo(6.9125, within(1e-12));
        assertThat(mkt.warnings()).isEmpty();
    }

    @Test
    void meetsTheFormulaVectors() {
        String json = ReferenceData.text("qc_calcs/mkt_formula_vectors.json");
        int checked = 0;
        for (int at = json.indexOf("\"temps_C\""); at >= 0; at = json.indexOf("\"temps_C\"", at + 1)) {
            double expected = ReferenceData.number(json, "mkt_C", at);
            Activation activation = new Activation(ReferenceData.number(json, "Ea_kJ_mol", at),
                    ReferenceData.number(json, "R", at));

            assertThat(MeanKineticTemperature.of(ReferenceData.numbers(json, "temps_C", at), activation).celsius())
                    .isCloseTo(expected,
                            within(5.1e-10));
            checked++;
        }
        assertThat(checked).isEqualTo(18);
    }

    @Test
    void repeatedReadingsEqualDurations() {
        double repeated = MeanKineticTemperature.of(new double[]{5, 5, 5, 20}, Activation.USP).celsius();

        assertThat(MeanKineticTemperature.of(new double[]{5, 20}, new double[]{3, 1}, Activation.USP).celsius())
                .isCloseTo(repeated,
                        within(1e-12));
    }

    @Test
    void liesBetweenTheMeanAndTheWarmestReading() {
        MeanKineticTemperature mkt = MeanKineticTemperature.of(FRIDGE, Activation.of(400));

        assertThat(mkt.celsius()).isBetween(mkt.mean(), mkt.highest());
    }

    @Test
    void warnsOfFrozenStock() {
        assertThat(MeanKineticTemperature.of(new double[]{-80, -75}, Activation.USP).warnings())
                .extracting(note -> note.code())
                .containsExactly("meaningless-for-frozen");
    }

    @Test
    void refusesImpossibleInput() {
        assertThatThrownBy(() -> MeanKineticTemperature.of(new double[0], Activation.USP))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> MeanKineticTemperature.of(new double[]{-300}, Activation.USP))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> MeanKineticTemperature.of(new double[]{5}, new double[]{0}, Activation.USP))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> Activation.of(-1)).isInstanceOf(StatisticsRefusal.class);
    }
}
