package org.stroma.statistics.potency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.numeric.Fieller;

class ParallelLineTests {
    private static final PotencySettings RANDOMISED = PotencySettings.of(AssayDesign.COMPLETELY_RANDOMISED);
    private static final PotencySettings BLOCKS = PotencySettings.of(AssayDesign.RANDOMISED_BLOCK);

    /** Two preparations, three doses, four blocks; the test preparation is 1.5 times as strong. */
    private static List<Observation> assay(double noise, long seed) {
        Random random = new Random(seed);
        List<Observation> list = new ArrayList<>();
        for (int block = 0; block < 4; block++) {
            for (int level = 0; level < 3; level++) {
                double dose = Math.pow(2, level);
                double mean = 50 + 20 * Math.log(dose) + 3 * block;
                list.add(Observation.inBlock("S", dose, mean + noise * random.nextGaussian(), "b" + block));
                list.add(Observation.inBlock("T", dose, mean + 20 * Math.log(1.5) + noise * random.nextGaussian(),
                        "b" + block));
            }
        }
        return list;
    }

    @Test
    void findsThePotencyOfExactResponses() {
        PotencyResult result = ParallelLine.analyse(assay(1e-6, 7), BLOCKS);

        assertThat(result.get("T").potency()).isCloseTo(1.5, within(1e-6));
        assertThat(result.parameters().get("slope")).isCloseTo(20, within(1e-5));
        assertThat(result.valid()).isTrue();
        assertThat(result.equivalence().getFirst().estimate()).isCloseTo(1, within(1e-6));
        assertThat(result.equivalence().getFirst().passed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void doesNotDependOnOrderUnitsOrSign(long seed) {
        List<Observation> plain = assay(1, seed);
        Random random = new Random(seed);
        double dose = Math.exp(random.nextGaussian());
        double scale = -Math.exp(random.nextGaussian());
        List<Observation> moved = new ArrayList<>(plain.stream().map(
                o -> Observation.inBlock(o.preparation(), dose * o.dose(), 7 + scale * o.response(),
                        String.valueOf(o.block())))
                .toList());
        Collections.shuffle(moved, random);

        PotencyResult expected = ParallelLine.analyse(plain, BLOCKS);
        PotencyResult result = ParallelLine.analyse(moved, BLOCKS.withAssumed(Map.of("T", 3.0)));

        assertThat(result.get("T").potency()).isCloseTo(3 * expected.get("T").potency(), within(1e-9));
        assertThat(result.get("T").lower()).isCloseTo(3 * expected.get("T").lower(), within(1e-9));
        assertThat(result.get("T").upper()).isCloseTo(3 * expected.get("T").upper(), within(1e-9));
        for (ValidityTest test : expected.validity()) {
            assertThat(result.test(test.test()).f()).isCloseTo(test.f(), within(1e-6 * Math.max(1, test.f())));
        }
    }

    /** Exchanging standard and test inverts the potency and its limits. */
    @Test
    void invertsWhenStandardAndTestChangePlaces() {
        PreparationPotency forth = ParallelLine.analyse(assay(1, 3), BLOCKS).get("T");
        PreparationPotency back = ParallelLine.analyse(assay(1, 3), BLOCKS.withStandard("T")).get("S");

        assertThat(back.potency()).isCloseTo(1 / forth.potency(), within(1e-12));
        assertThat(back.lower()).isCloseTo(1 / forth.upper(), within(1e-12));
        assertThat(back.upper()).isCloseTo(1 / forth.lower(), within(1e-12));
    }

    /** A missing value estimated by least squares leaves the fit unchanged: replacing it by its fitted mean changes no estimate. */
    @Test
    void treatsALostResponseAsLeastSquaresDoes() {
        List<Observation> lost = new ArrayList<>(assay(1, 5));
        Observation gone = lost.remove(5);
        lost.add(new Observation(gone.preparation(), gone.dose(), null, gone.block(), null, null));

        PotencyResult result = ParallelLine.analyse(lost, BLOCKS);
        PotencyResult whole = ParallelLine.analyse(assay(1, 5), BLOCKS);

        assertThat(result.error().df()).isEqualTo(whole.error().df() - 1);
        assertThat(result.warnings()).extracting(note -> note.code()).contains("potency-missing-left-out");
        assertThat(result.get("T").potency()).isCloseTo(whole.get("T").potency(), within(0.1));
    }

    @Test
    void takesUnequalReplicationAndUnequalDoses() {
        List<Observation> list = new ArrayList<>();
        double[][] standard = {{1, 10.1}, {1, 9.8}, {2, 16.9}, {4, 23.8}, {4, 24.3}, {4, 24.0}};
        double[][] test = {{0.5, 7.2}, {1.5, 15.0}, {1.5, 14.6}, {3, 21.9}};
        for (double[] row : standard) {
            list.add(Observation.of("S", row[0], row[1]));
        }
        for (double[] row : test) {
            list.add(Observation.of("T", row[0], row[1]));
        }

        PotencyResult result = ParallelLine.analyse(list, RANDOMISED);

        assertThat(result.anova().get("non-linearity").df()).isEqualTo(2);
        assertThat(result.error().df()).isEqualTo(4);
        assertThat(result.get("T").potency()).isCloseTo(1.1, within(0.1));
    }

    @Test
    void fallsBackToDeviationsFromTheLinesWithoutReplicates() {
        List<Observation> single = assay(1, 2).stream().filter(o -> "b0".equals(o.block())).toList();

        PotencyResult result = ParallelLine.analyse(single, RANDOMISED);

        assertThat(result.error().df()).isEqualTo(3);
        assertThat(result.warnings()).extracting(note -> note.code()).contains("potency-error-from-model");
    }

    @Test
    void saysWhenTheRegressionCannotBoundThePotency() {
        List<Observation> flat = new ArrayList<>();
        double[] noise = {1, -2, 0.5, 2, -1, 0.3, -0.7, 1.1};
        for (int i = 0; i < 8; i++) {
            flat.add(Observation.of(i % 2 == 0 ? "S" : "T", i < 4 ? 1 : 2, noise[i]));
        }

        PotencyResult result = ParallelLine.analyse(flat, RANDOMISED);

        assertThat(result.get("T").shape()).isNotEqualTo(Fieller.Shape.BOUNDED);
        assertThat(result.get("T").lower()).isNaN();
        assertThat(result.valid()).isFalse();
        assertThat(result.warnings()).extracting(note -> note.code()).contains("potency-limits-unbounded");
    }

    @Test
    void refusesByName() {
        List<Observation> good = assay(1, 1);
        List<Observation> unblocked = List.of(Observation.of("S", 1, 1), Observation.of("T", 1, 2));
        List<Observation> oneDose = List.of(Observation.of("S", 1, 1), Observation.of("S", 1, 2),
                Observation.of("T", 1, 2));
        List<Observation> zero = List.of(Observation.of("S", 0, 1), Observation.of("S", 1, 2),
                Observation.of("T", 1, 2));
        List<Observation> four = List.of(Observation.of("S", 1, 1), Observation.of("S", 2, 3),
                Observation.of("T", 1, 2));
        List<Observation> equal = List.of(Observation.of("S", 1, 2), Observation.of("S", 2, 2),
                Observation.of("T", 1, 2));

        assertRefused("potency-no-standard", good, BLOCKS.withStandard("X"));
        assertRefused("potency-no-test-preparation", good.stream().filter(o -> o.preparation().equals("S")).toList(),
                BLOCKS);
        assertRefused("potency-block-missing", unblocked, BLOCKS);
        assertRefused("potency-column-missing", good, PotencySettings.of(AssayDesign.LATIN_SQUARE));
        assertRefused("potency-too-few-doses", oneDose, RANDOMISED);
        assertRefused("potency-too-few-doses", four, RANDOMISED);
        assertRefused("potency-dose-zero", zero, RANDOMISED);
        assertRefused("potency-no-variation", equal, RANDOMISED);
        assertRefused("potency-no-data", List.of(), RANDOMISED);
        assertRefused("potency-transformation-impossible",
                List.of(Observation.of("S", 1, -1), Observation.of("T", 1, 2)),
                RANDOMISED.withTransformation(ResponseTransformation.LN));
        assertThatThrownBy(() -> RANDOMISED.withAssumed(Map.of("T", -1.0))).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> RANDOMISED.withConfidence(1)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> Observation.of("S", -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Observation.of("S", 1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String code, List<Observation> observations, PotencySettings settings) {
        assertThatThrownBy(() -> ParallelLine.analyse(observations, settings))
                .isInstanceOfSatisfying(StatisticsRefusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.message(Locale.SIMPLIFIED_CHINESE)).doesNotContain("{").doesNotContain(code);
                });
    }

    @Test
    void drawsParallelLinesThroughTheMeans() {
        PotencyResult result = ParallelLine.analyse(assay(1e-6, 7), BLOCKS);

        // three doses in four blocks: block means add 4.5
        for (FittedPoint point : result.fitted()) {
            double shift = point.preparation().equals("T") ? 20 * Math.log(1.5) : 0;
            assertThat(point.response()).isCloseTo(54.5 + 20 * Math.log(point.dose()) + shift, within(1e-4));
        }
        assertThat(result.fitted().getFirst().dose()).isCloseTo(1, within(1e-12));
        assertThat(result.fitted().getLast().dose()).isCloseTo(4, within(1e-12));
    }

    @Test
    void comparesSlopesByAnIntervalOfNinetyPerCent() {
        List<Observation> steep = assay(0.5, 4).stream()
                .map(o -> o.preparation().equals("T")
                        ? Observation.inBlock("T", o.dose(), o.response() + 15 * Math.log(o.dose()),
                                String.valueOf(o.block()))
                        : o)
                .toList();

        EquivalenceTest test = ParallelLine.analyse(steep, BLOCKS).equivalence().getFirst();

        assertThat(test.estimate()).isCloseTo(1.75, within(0.1));
        assertThat(test.interval().lower()).isLessThan(test.estimate()).isGreaterThan(1.25);
        assertThat(test.interval().upper()).isGreaterThan(test.estimate());
        assertThat(test.passed()).isFalse();
        assertThat(test.preparation()).isEqualTo("T");
    }

    @Test
    void offersBlocksForInformation() {
        PotencyResult result = ParallelLine.analyse(assay(1, 8), BLOCKS);

        assertThat(result.test("blocks").expectation()).isEqualTo(ValidityTest.Expectation.INFORMATIVE);
        assertThat(result.test("blocks").passed()).isTrue();
        assertThat(result.anova().get("regression").meanSquare())
                .isEqualTo(result.anova().get("regression").sumOfSquares());
        assertThat(result.anova().get("blocks").meanSquare())
                .isEqualTo(result.anova().get("blocks").sumOfSquares() / 3);
    }
}
