package org.stroma.statistics.potency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.statistics.SharedData.assertPrinted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SlopeRatioTests {
    private static final PotencySettings RANDOMISED = PotencySettings.of(AssayDesign.COMPLETELY_RANDOMISED);

    /** Factor VIII, chromogenic assay, absorbances at 0.01, 0.02 and 0.03 IU/ml: Ph. Eur. 5.3, example 5.2.1. */
    static List<Observation> factorEight() {
        double[][] standard = {{.133, .133, .131, .136, .137, .136, .138, .137},
                {.215, .215, .216, .218, .220, .220, .219, .218}, {.299, .299, .299, .297, .297, .305, .299, .302}};
        double[][] test = {{.120, .119, .118, .120, .120, .121, .121, .121},
                {.188, .188, .190, .190, .190, .191, .191, .190}, {.254, .253, .255, .258, .257, .257, .255, .254}};
        List<Observation> list = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 8; j++) {
                list.add(Observation.of("S", (i + 1) / 100.0, standard[i][j]));
                list.add(Observation.of("T", (i + 1) / 100.0, test[i][j]));
            }
        }
        return list;
    }

    private static List<Observation> withBlanks() {
        List<Observation> list = new ArrayList<>(factorEight());
        for (double blank : new double[]{.022, .024, .024, .026, .023, .022, .022, .023}) {
            list.add(Observation.of("B", 0, blank));
        }
        return list;
    }

    /** Printed: intercept 0.05298, potency 0.823 with limits 0.817 and 0.829, C = 1.000083. */
    @Test
    void reproducesFactorEightWithoutBlanks() {
        PotencyResult result = SlopeRatio.analyse(factorEight(), RANDOMISED);

        assertPrinted("potency", result.get("T").potency(), "0.823");
        assertPrinted("lower", result.get("T").lower(), "0.817");
        assertPrinted("upper", result.get("T").upper(), "0.829");
        assertPrinted("intercept", result.parameters().get("intercept"), "0.05298");
        assertPrinted("regression", result.anova().get("regression").sumOfSquares(), "0.1917");
        assertPrinted("non-linearity F", result.anova().get("non-linearity").f(), "2.984");
        assertThat(result.anova().get("residual").sumOfSquares()).isCloseTo(1.62e-4, Offset.offset(5e-7));
        assertThat(result.anova().get("residual").df()).isEqualTo(42);
        assertThat(result.valid()).isTrue();
    }

    /** Formulas of Ph. Eur. 5.3, table 3.3.3.2-I, for three doses in each of two preparations. */
    @Test
    void agreesWithTheBalancedFormulas() {
        double[] meanS = means("S");
        double[] meanT = means("T");
        double pS = meanS[0] + meanS[1] + meanS[2];
        double pT = meanT[0] + meanT[1] + meanT[2];
        double lS = meanS[0] + 2 * meanS[1] + 3 * meanS[2];
        double lT = meanT[0] + 2 * meanT[1] + 3 * meanT[2];
        double d = 3;
        double aS = (4 * d + 2) * pS - 6 * lS;
        double aT = (4 * d + 2) * pT - 6 * lT;
        double a = (aS + aT) / (2 * (d * d - d));
        double slopeS = 6 * lS / (d * (d + 1) * (2 * d + 1)) - 3 * a / (2 * d + 1);
        double slopeT = 6 * lT / (d * (d + 1) * (2 * d + 1)) - 3 * a / (2 * d + 1);

        PotencyResult result = SlopeRatio.analyse(factorEight(), RANDOMISED);

        assertThat(result.parameters().get("intercept")).isCloseTo(a, Offset.offset(1e-12));
        assertThat(result.get("T").potency()).isCloseTo(slopeT / slopeS, Offset.offset(1e-12));
    }

    private static double[] means(String preparation) {
        return java.util.stream.IntStream.rangeClosed(1, 3)
                .mapToDouble(level -> factorEight().stream()
                        .filter(o -> o.preparation().equals(preparation) && o.dose() == level / 100.0)
                        .mapToDouble(Observation::response).average().orElseThrow())
                .toArray();
    }

    /** The pharmacopoeia leaves the blanks out because the response bends near zero; the test of blanks says the same. */
    @Test
    void findsThatBlanksLieOffTheLines() {
        PotencyResult result = SlopeRatio.analyse(withBlanks(), RANDOMISED);

        assertThat(result.test("blanks").passed()).isFalse();
        assertThat(result.anova().get("blanks").df()).isEqualTo(1);
        assertThat(result.anova().get("intersection").df()).isEqualTo(1);
        assertThat(result.anova().get("treatments").df()).isEqualTo(6);
        assertThat(result.warnings()).extracting(note -> note.code()).contains("potency-invalid");
    }

    @Test
    void scalesWithDoseUnitAndAssumedPotency() {
        List<Observation> scaled = factorEight().stream().map(o -> Observation.of(o.preparation(),
                o.preparation().equals("T") ? o.dose() * 7 : o.dose(), 3 * o.response())).toList();

        PreparationPotency plain = SlopeRatio.analyse(factorEight(), RANDOMISED).get("T");
        PreparationPotency other = SlopeRatio.analyse(scaled, RANDOMISED.withAssumed(Map.of("T", 14.0))).get("T");

        assertThat(other.potency()).isCloseTo(2 * plain.potency(), Offset.offset(1e-12));
        assertThat(other.lower()).isCloseTo(2 * plain.lower(), Offset.offset(1e-12));
        assertThat(other.upper()).isCloseTo(2 * plain.upper(), Offset.offset(1e-12));
    }

    /** Shifting a block leaves the ratio and its limits alone, and shows in the table. */
    @Test
    void takesShiftsBetweenBlocksOut() {
        List<Observation> plain = new ArrayList<>();
        List<Observation> shifted = new ArrayList<>();
        for (int i = 0; i < factorEight().size(); i++) {
            Observation o = factorEight().get(i);
            int block = i / 2 % 8;
            plain.add(Observation.inBlock(o.preparation(), o.dose(), o.response(), "b" + block));
            shifted.add(Observation.inBlock(o.preparation(), o.dose(), o.response() + 0.1 * block, "b" + block));
        }
        PotencySettings blocks = PotencySettings.of(AssayDesign.RANDOMISED_BLOCK);

        PotencyResult expected = SlopeRatio.analyse(plain, blocks);
        PotencyResult result = SlopeRatio.analyse(shifted, blocks);

        assertThat(result.get("T").potency()).isCloseTo(expected.get("T").potency(), Offset.offset(1e-10));
        assertThat(result.get("T").lower()).isCloseTo(expected.get("T").lower(), Offset.offset(1e-10));
        assertThat(result.error().df()).isEqualTo(35);
        assertThat(result.test("blocks").p()).isLessThan(1e-9);
        assertThat(result.test("blocks").df()).isEqualTo(7);
        assertThat(result.anova().get("treatments").sumOfSquares()).isCloseTo(0.1917, Offset.offset(5e-5));
    }

    @Test
    void fallsBackToDeviationsFromTheLinesAndRefusesWithoutAny() {
        List<Observation> single = List.of(Observation.of("S", 1, 2.1), Observation.of("S", 2, 3.9),
                Observation.of("S", 3, 6.1), Observation.of("T", 1, 3.1), Observation.of("T", 2, 5.8),
                Observation.of("T", 3, 9.2));
        List<Observation> three = List.of(Observation.of("B", 0, 1), Observation.of("S", 1, 2),
                Observation.of("T", 1, 3));
        List<Observation> short2 = List.of(Observation.of("S", 1, 2), Observation.of("S", 1, 2.1),
                Observation.of("T", 1, 3),
                Observation.of("T", 2, 4));

        PotencyResult result = SlopeRatio.analyse(single, RANDOMISED);

        assertThat(result.error().df()).isEqualTo(3);
        assertThat(result.warnings()).extracting(note -> note.code()).containsExactly("potency-error-from-model");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> SlopeRatio.analyse(three, RANDOMISED))
                .hasFieldOrPropertyWithValue("code", "potency-no-error");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> SlopeRatio.analyse(short2, RANDOMISED))
                .hasFieldOrPropertyWithValue("code", "potency-too-few-doses");
    }

    @Test
    void drawsLinesThatMeetAtTheIntercept() {
        PotencyResult result = SlopeRatio.analyse(factorEight(), RANDOMISED);

        for (FittedPoint point : result.fitted()) {
            double expected = result.parameters().get("intercept")
                    + result.parameters().get("slope " + point.preparation()) * point.dose();
            assertThat(point.response()).isCloseTo(expected, Offset.offset(1e-12));
        }
        assertThat(result.fitted()).hasSize(82);
    }
}
