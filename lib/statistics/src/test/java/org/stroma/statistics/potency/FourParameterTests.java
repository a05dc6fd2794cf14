package org.stroma.statistics.potency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.statistics.model.Limits;

class FourParameterTests {
    private static final PotencySettings RANDOMISED = PotencySettings.of(AssayDesign.COMPLETELY_RANDOMISED);
    private static final double[][] REFERENCE = {{5.5, 10.1, 20.5, 34.0, 47.4, 68.8, 74.8, 79.5},
            {10.1, 11.4, 18.9, 31.9, 53.1, 66.1, 75.7, 79.4}, {5.0, 11.2, 19.4, 32.6, 49.9, 66.8, 73.8, 77.8}};
    private static final double[][] TEST = {{6.3, 9.2, 17.9, 34.8, 50.9, 65.4, 73.8, 79.5},
            {7.1, 8.2, 18.0, 32.7, 53.4, 67.3, 75.2, 79.0}, {4.9, 9.8, 19.5, 31.9, 52.7, 66.3, 77.1, 79.8}};

    private static List<Observation> assay() {
        List<Observation> list = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            for (int k = 0; k < 8; k++) {
                double dose = 0.78125 * Math.pow(2, k);
                list.add(Observation.inBlock("S", dose, REFERENCE[r][k], "plate " + r));
                list.add(Observation.inBlock("T", dose, TEST[r][k], "plate " + r));
            }
        }
        return list;
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, Offset.offset(1e-5 * Math.abs(expected)));
    }

    @Test
    void reproducesTheReferenceAssay() {
        PotencyResult result = FourParameter.analyse(assay(), RANDOMISED);

        Map<String, Double> parameters = result.parameters();
        close(parameters.get("A S"), 4.66236);
        close(parameters.get("B S"), 1.36450);
        close(Math.exp(parameters.get("lnC S")), 9.32685);
        close(parameters.get("D S"), 82.0821);
        close(parameters.get("A T"), 3.01730);
        close(parameters.get("B T"), 1.38155);
        close(Math.exp(parameters.get("lnC T")), 8.79862);
        close(parameters.get("D T"), 81.9166);
        close(parameters.get("A"), 3.82806);
        close(parameters.get("B"), 1.37157);
        close(parameters.get("lnC"), 2.20835);
        close(parameters.get("D"), 82.0139);
        close(result.error().meanSquare() * result.error().df(), 85.2315);
        assertThat(result.error().df()).isEqualTo(43);
        close(result.get("T").potency(), 1.009666);
        close(result.get("T").lower(), 0.958798);
        close(result.get("T").upper(), 1.063233);
    }

    @Test
    void testsParallelismAndFit() {
        PotencyResult result = FourParameter.analyse(assay(), RANDOMISED);

        ValidityTest parallel = result.test("non-parallelism");
        ValidityTest linear = result.test("non-linearity");
        assertThat(parallel.df()).isEqualTo(3);
        close(parallel.f(), 1.42270);
        close(parallel.p(), 0.25033);
        assertThat(linear.df()).isEqualTo(8);
        close(linear.f(), 0.73058);
        close(linear.p(), 0.66377);
        assertThat(result.valid()).isTrue();
    }

    @Test
    void judgesSimilarityByEquivalence() {
        EquivalenceMargins margins = new EquivalenceMargins(new Limits(0.8, 1.25), new Limits(0.9, 1.11),
                new Limits(0.9, 1.11), new Limits(-10, 10));

        List<EquivalenceTest> tests = FourParameter.analyse(assay(), RANDOMISED.withEquivalence(margins)).equivalence();

        check(tests.get(0), 1.012495, 0.896388, 1.143641);
        check(tests.get(1), 1.019111, 0.962641, 1.078893);
        check(tests.get(2), 0.997984, 0.966735, 1.030243);
        check(tests.get(3), -1.64506, -4.18094, 0.89082);
        assertThat(tests).allMatch(EquivalenceTest::passed);
    }

    private static void check(EquivalenceTest test, double estimate, double lower, double upper) {
        close(test.estimate(), estimate);
        close(test.interval().lower(), lower);
        close(test.interval().upper(), upper);
    }

    @Test
    void profileLimitsLieCloseToWaldForAGoodAssay() {
        PreparationPotency wald = FourParameter.analyse(assay(), RANDOMISED).get("T");
        PreparationPotency profile = FourParameter.analyse(assay(), RANDOMISED.withInterval(IntervalMethod.LIKELIHOOD))
                .get("T");

        assertThat(profile.lower()).isCloseTo(wald.lower(), within(0.001)).isNotEqualTo(wald.lower());
        assertThat(profile.upper()).isCloseTo(wald.upper(), within(0.001)).isNotEqualTo(wald.upper());
    }

    @Test
    void takesShiftsBetweenBlocksOut() {
        List<Observation> shifted = assay().stream()
                .map(o -> Observation.inBlock(o.preparation(), o.dose(),
                        o.response() + 7 * ("plate 1".equals(o.block()) ? 1 : 0), String.valueOf(o.block())))
                .toList();

        PotencyResult plain = FourParameter.analyse(assay(), PotencySettings.of(AssayDesign.RANDOMISED_BLOCK));
        PotencyResult result = FourParameter.analyse(shifted, PotencySettings.of(AssayDesign.RANDOMISED_BLOCK));

        close(result.get("T").potency(), plain.get("T").potency());
        close(result.get("T").upper(), plain.get("T").upper());
        assertThat(result.error().df()).isEqualTo(41);
        assertThat(result.test("blocks").p()).isLessThan(1e-6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void doesNotDependOnOrderUnitsOrDirection(long seed) {
        Random random = new Random(seed);
        double unit = Math.exp(random.nextGaussian());
        double scale = Math.exp(random.nextGaussian());
        List<Observation> list = new ArrayList<>(assay().stream()
                .map(o -> Observation.of(o.preparation(), unit * o.dose(), 100 - scale * o.response())).toList());
        Collections.shuffle(list, random);

        PotencyResult result = FourParameter.analyse(list, RANDOMISED.withAssumed(Map.of("T", 2.0)));

        close(result.get("T").potency(), 2 * 1.009666);
        close(result.get("T").lower(), 2 * 0.958798);
        close(result.test("non-parallelism").f(), 1.42270);
    }

    /** A control at dose zero belongs to the asymptote. */
    @Test
    void acceptsControlsAtDoseZero() {
        List<Observation> list = new ArrayList<>(assay());
        list.add(Observation.of("S", 0, 4.5));
        list.add(Observation.of("T", 0, 3.4));

        PotencyResult result = FourParameter.analyse(list, RANDOMISED);

        assertThat(result.get("T").potency()).isCloseTo(1.0097, within(0.01));
        assertThat(result.error().df()).isEqualTo(45);
    }

    @Test
    void drawsTheCommonCurve() {
        PotencyResult result = FourParameter.analyse(assay(), RANDOMISED);

        Map<String, Double> p = result.parameters();
        for (FittedPoint point : result.fitted()) {
            double logC = p.get("lnC") - (point.preparation().equals("T") ? p.get("ln ratio T") : 0);
            double expected = p.get("D")
                    + (p.get("A") - p.get("D")) / (1 + Math.exp(p.get("B") * (Math.log(point.dose()) - logC)));
            assertThat(point.response()).isCloseTo(expected, within(1e-9));
        }
        PotencyResult blocked = FourParameter.analyse(assay(), PotencySettings.of(AssayDesign.RANDOMISED_BLOCK));
        assertThat(blocked.fitted().getFirst().response()).isCloseTo(result.fitted().getFirst().response(),
                within(0.5));
    }

    /** Without a margin of its own the lower asymptote may differ by a tenth of the standard's range. */
    @Test
    void derivesTheMarginOfTheLowerAsymptote() {
        PotencyResult result = FourParameter.analyse(assay(), RANDOMISED);

        Limits margins = result.equivalence().get(3).margins();
        double range = result.parameters().get("D S") - result.parameters().get("A S");
        assertThat(margins.upper()).isCloseTo(0.1 * range, within(1e-9));
        assertThat(margins.lower()).isCloseTo(-0.1 * range, within(1e-9));
    }

    @Test
    void splitsTheVariation() {
        PotencyResult result = FourParameter.analyse(assay(), RANDOMISED);

        double sum = result.anova().rows().stream().filter(row -> !row.source().equals("total"))
                .mapToDouble(org.stroma.statistics.model.AnovaRow::sumOfSquares).sum();
        assertThat(sum).isCloseTo(result.anova().get("total").sumOfSquares(), within(1e-6));
        assertThat(result.anova().get("regression").df()).isEqualTo(3);
    }

    @Test
    void refusesFewDoses() {
        List<Observation> few = assay().stream().filter(o -> o.dose() < 5).toList();

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> FourParameter.analyse(few, RANDOMISED))
                .hasFieldOrPropertyWithValue("code", "potency-too-few-doses");
    }
}
