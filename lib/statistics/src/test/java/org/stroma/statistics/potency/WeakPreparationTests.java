package org.stroma.statistics.potency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.StatisticsRefusal;

/** Four-parameter assays whose constrained curves are determined although those of a preparation alone are not. */
class WeakPreparationTests {
    private static final PotencySettings RANDOMISED = PotencySettings.of(AssayDesign.COMPLETELY_RANDOMISED);

    /** A test preparation so weak that it never nears the upper plateau; R's nls cannot fit it alone either. */
    private static List<Observation> weak() {
        double[][] standard = {{7.9, 9.7, 18.3, 31.3, 46.2, 66.1, 79.2, 91.9},
                {7.6, 9.1, 19.6, 27, 47.2, 65, 80.2, 90.8}};
        double[][] test = {{7.6, 3.5, 4.9, 9.2, 7.7, 7.3, 17.5, 22.5}, {5.4, 3.4, 5.3, 9.4, 9, 8.5, 13.5, 25}};
        List<Observation> list = new ArrayList<>();
        for (int j = 0; j < 2; j++) {
            for (int i = 0; i < 8; i++) {
                list.add(Observation.of("S", 0.5 * Math.pow(2, i), standard[j][i]));
                list.add(Observation.of("T", 0.5 * Math.pow(2, i), test[j][i]));
            }
        }
        return list;
    }

    /** R 4.2.2, nls with common A, B, D: ratio 0.0471637, 95 % limits 0.0402089 and 0.0553214, 27 df, residual 82.56614. */
    @Test
    void givesTheRatioOfTheConstrainedCurves() {
        PotencyResult result = FourParameter.analyse(weak(), RANDOMISED);

        PreparationPotency potency = result.get("T");
        assertThat(potency.potency()).isCloseTo(0.0471637, within(5e-8));
        assertThat(potency.lower()).isCloseTo(0.0402089, within(5e-8));
        assertThat(potency.upper()).isCloseTo(0.0553214, within(5e-8));
        assertThat(result.error().df()).isEqualTo(27);
        assertThat(result.error().meanSquare() * 27).isCloseTo(82.56614, within(5e-6));
    }

    @Test
    void saysThatSimilarityCouldNotBeJudged() {
        PotencyResult result = FourParameter.analyse(weak(), RANDOMISED);

        assertThat(result.warnings()).extracting(note -> note.code()).contains("potency-curves-not-separate",
                "potency-not-testable");
        assertThat(result.valid()).isFalse();
        assertThat(result.equivalence()).isEmpty();
        assertThat(result.test("non-parallelism").p()).isNull();
        assertThat(result.anova().get("non-linearity").df()).isEqualTo(11);
        assertThat(result.parameters()).doesNotContainKey("A T");
    }

    /** Common troubles, fifty assays each: plateaus not reached, slopes with no dose on them, flat curves, much noise. */
    @ParameterizedTest
    @CsvSource({"0.1, 1.2, 2, 1", "10, 1.2, 2, 1", "0.5, 6, 2, 1", "0.5, 0.6, 2, 1", "0.5, 1.2, 8, 1",
            "0.5, 1.2, 2, 0.05"})
    void findsTheRatioOfImperfectAssays(double lowest, double slope, double noise, double ratio) {
        Random random = new Random(5);
        int near = 0;
        for (int trial = 0; trial < 50; trial++) {
            List<Observation> assay = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                double dose = lowest * Math.pow(2, i / 3);
                assay.add(Observation.of("S", dose, response(dose, slope) + noise * random.nextGaussian()));
                assay.add(Observation.of("T", dose, response(dose * ratio, slope) + noise * random.nextGaussian()));
            }
            double found = FourParameter.analyse(assay, RANDOMISED).get("T").potency();
            near += Math.abs(Math.log(found / ratio)) < 1 ? 1 : 0;
        }
        assertThat(near).isGreaterThanOrEqualTo(49);
    }

    private static double response(double dose, double slope) {
        return 100 - 95 / (1 + Math.pow(dose / 10, slope));
    }

    @Test
    void refusesBlanksUnderANameOfTheirOwn() {
        List<Observation> assay = new ArrayList<>(weak());
        assay.add(Observation.of("blank", 0, 5));

        assertThatThrownBy(() -> FourParameter.analyse(assay, RANDOMISED)).isInstanceOfSatisfying(
                StatisticsRefusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo("potency-blank-without-curve"));
    }

    @Test
    void refusesWhatNoCurveCanFit() {
        List<Observation> rising = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rising.add(Observation.of("S", Math.pow(2, i), Math.exp(i)));
            rising.add(Observation.of("T", Math.pow(2, i), Math.exp(1.1 * i)));
        }

        assertThatThrownBy(() -> FourParameter.analyse(rising, RANDOMISED)).isInstanceOf(StatisticsRefusal.class);
    }
}
