package org.stroma.statistics.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.stroma.statistics.SharedData.assertPrinted;
import static org.stroma.statistics.stability.StabilityFixtures.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.linear.LinearFit;
import org.stroma.statistics.model.linear.ModelFrame;
import org.stroma.statistics.model.linear.Term;

class ShelfLifeTests {
    @Test
    void keepsInterceptsApartForFrozenLots() {
        ShelfLifeSettings settings = ShelfLifeSettings.of(80.0, null);

        ShelfLifeResult result = ShelfLife.estimate(StabilityFixtures.frozen(), settings);

        assertPrinted("F slopes", result.slopes().f(), "0.226783");
        assertPrinted("p slopes", result.slopes().p(), "0.799778");
        assertPrinted("F full", result.intercepts().f(), "48.9293");
        assertThat(result.intercepts().p()).isCloseTo(2.67e-7, Offset.offset(0.005e-7));
        assertThat(result.model()).isEqualTo(StabilityModel.DIFFERENT_INTERCEPTS_COMMON_SLOPE);
        List<Line> lines = result.selected().lines();
        assertPrinted("slope", lines.getFirst().slope(), "-0.0872921");
        assertPrinted("L1", lines.get(0).intercept(), "92.1121");
        assertPrinted("L2", lines.get(1).intercept(), "91.5264");
        assertPrinted("L3", lines.get(2).intercept(), "92.4836");
        assertPrinted("L1", result.selected().byBatch().get(0).orderingTime(), "127.366");
        assertPrinted("L2", result.selected().byBatch().get(1).orderingTime(), "121.244");
        assertPrinted("L3", result.selected().byBatch().get(2).orderingTime(), "131.248");
        assertThat(result.selected().worstBatch()).isEqualTo("L2");
    }

    @Test
    void testsInterceptsAgainstTheReducedModelOnRequest() {
        ShelfLifeSettings settings = ShelfLifeSettings.of(85.0, null).withError(PoolingError.REDUCED);

        ShelfLifeResult result = ShelfLife.estimate(StabilityFixtures.frozen(), settings);

        assertPrinted("F reduced", result.intercepts().f(), "53.8256");
        assertThat(result.intercepts().p()).isCloseTo(4.42e-8, Offset.offset(0.005e-8));
        assertPrinted("L1", result.selected().byBatch().get(0).orderingTime(), "75.08");
        assertPrinted("L2", result.selected().byBatch().get(1).orderingTime(), "68.95");
        assertPrinted("L3", result.selected().byBatch().get(2).orderingTime(), "78.97");
    }

    @Test
    void fitsFreshLotsOneByOne() {
        ShelfLifeResult result = ShelfLife.estimate(StabilityFixtures.fresh(), ShelfLifeSettings.of(80.0, null));

        assertPrinted("F", result.slopes().f(), "61.1178");
        assertThat(result.slopes().p()).isCloseTo(5.10e-7, Offset.offset(0.005e-7));
        assertThat(result.model()).isEqualTo(StabilityModel.DIFFERENT_INTERCEPTS_DIFFERENT_SLOPES);
        assertPrinted("F1", result.selected().byBatch().get(0).orderingTime(), "75.779");
        assertPrinted("F2", result.selected().byBatch().get(1).orderingTime(), "50.344");
        assertPrinted("F3", result.selected().byBatch().get(2).orderingTime(), "70.385");
        assertThat(result.warnings()).extracting(Note::code).contains("shelf-life-curved");
    }

    @Test
    void agreesWithTheGeneralLinearModelOnUnbalancedLots() {
        List<StabilityPoint> points = new ArrayList<>(StabilityFixtures.frozen());
        points.removeIf(point -> point.batch().equals("L3") && point.time() > 12 || point.time() == 6);
        points.add(StabilityPoint.of("L1", 7.3, 91.4));
        ModelFrame frame = ModelFrame.of(points.size())
                .factor("batch", points.stream().map(StabilityPoint::batch).toList())
                .covariate("time", points.stream().mapToDouble(StabilityPoint::time).toArray());
        double[] values = points.stream().mapToDouble(StabilityFixtures::value).toArray();
        LinearFit separate = LinearFit.of(
                frame.design(Term.INTERCEPT, Term.of("batch"), Term.of("time"), Term.of("batch", "time")), values);
        LinearFit parallel = LinearFit.of(frame.design(Term.INTERCEPT, Term.of("batch"), Term.of("time")), values);

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(80.0, null));

        for (String source : List.of("batch", "time", "batch:time", "residual", "total")) {
            assertThat(result.anova().get(source).sumOfSquares())
                    .isCloseTo(separate.sequentialAnova().get(source).sumOfSquares(), Offset.offset(1e-10));
        }
        Line second = result.estimate(StabilityModel.DIFFERENT_INTERCEPTS_COMMON_SLOPE).lines().get(1);
        assertThat(second.mean(30).value()).isCloseTo(parallel.estimate(1, 1, 0, 30).value(), Offset.offset(1e-10));
        assertThat(second.mean(30).standardError()).isCloseTo(parallel.estimate(1, 1, 0, 30).standardError(),
                Offset.offset(1e-12));
    }

    @Test
    void meetsBothLimitsWithATwoSidedInterval() {
        ShelfLifeSettings both = ShelfLifeSettings.of(80.0, 110.0);

        double twoSided = ShelfLife.estimate(StabilityFixtures.frozen(), both).shelfLife().orElseThrow();

        double oneSided = ShelfLife.estimate(StabilityFixtures.frozen(),
                ShelfLifeSettings.of(80.0, null).withConfidence(0.975)).shelfLife().orElseThrow();
        assertThat(both.sides()).isEqualTo(2);
        assertThat(twoSided).isCloseTo(oneSided, Offset.offset(1e-9));
    }

    @Test
    void boundMeetsTheLimitAtTheShelfLife() {
        ShelfLifeResult result = ShelfLife.estimate(StabilityFixtures.fresh(), ShelfLifeSettings.of(80.0, null));

        for (int i = 0; i < 3; i++) {
            Line line = result.selected().lines().get(i);
            double bound = line.mean(result.selected().byBatch().get(i).orderingTime()).limits(0.90).lower();
            assertThat(bound).isCloseTo(80, Offset.offset(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doesNotDependOnOrderUnitOrLimitSide(long seed) {
        List<StabilityPoint> points = new ArrayList<>(StabilityFixtures.fresh());
        double reference = ShelfLife.estimate(points, ShelfLifeSettings.of(80.0, null)).shelfLife().orElseThrow();
        Random random = new Random(seed);
        double scale = Math.exp(random.nextGaussian());
        double shift = 50 * random.nextGaussian();
        double timeScale = Math.exp(random.nextGaussian());
        Collections.shuffle(points, random);
        List<StabilityPoint> mirrored = points.stream().map(point -> StabilityPoint.of(point.batch(),
                timeScale * point.time(), shift - scale * value(point))).toList();

        ShelfLifeResult result = ShelfLife.estimate(mirrored, ShelfLifeSettings.of(null, shift - scale * 80));

        assertThat(result.shelfLife().orElseThrow() / timeScale).isCloseTo(reference, Offset.offset(1e-8));
        assertThat(result.selected().worstBatch()).isEqualTo("F2");
    }

    @Test
    void logTransformationEqualsAnalysisOfLogarithms() {
        List<StabilityPoint> logs = StabilityFixtures.fresh().stream()
                .map(point -> StabilityPoint.of(point.batch(), point.time(), Math.log(value(point)))).toList();
        ShelfLifeSettings logarithmic = ShelfLifeSettings.of(80.0, null).withTransformation(Transformation.LOG);

        ShelfLifeResult result = ShelfLife.estimate(StabilityFixtures.fresh(), logarithmic);

        assertThat(result.shelfLife())
                .isEqualTo(ShelfLife.estimate(logs, ShelfLifeSettings.of(Math.log(80), null)).shelfLife());
    }

    @Test
    void leavesOutMissingAndCensoredValuesAndSaysSo() {
        List<StabilityPoint> points = new ArrayList<>(StabilityFixtures.fresh());
        points.add(new StabilityPoint("F1", 60, new Reading.Missing()));
        points.add(new StabilityPoint("F1", 60, new Reading.Below(85)));

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(80.0, null));
        ShelfLifeResult atLimit = ShelfLife.estimate(points,
                ShelfLifeSettings.of(80.0, null).withCensored(CensoredValues.AT_LIMIT));

        assertPrinted("F2", result.shelfLife().orElseThrow(), "50.344");
        assertThat(result.warnings()).extracting(Note::code).contains("shelf-life-missing-left-out",
                "shelf-life-censored-left-out");
        assertThat(atLimit.selected().byBatch().getFirst().orderingTime()).isNotCloseTo(75.779, Offset.offset(0.5));
        assertThat(atLimit.warnings()).extracting(Note::code).contains("shelf-life-censored-substituted");
    }

    @Test
    void saysThatAnImprovingAttributeNeverCrosses() {
        List<StabilityPoint> rising = new ArrayList<>();
        for (StabilityPoint point : StabilityFixtures.fresh()) {
            rising.add(StabilityPoint.of(point.batch(), point.time(), 200 - value(point)));
        }

        ShelfLifeResult result = ShelfLife.estimate(rising, ShelfLifeSettings.of(80.0, null));

        assertThat(result.shelfLife()).isEmpty();
        assertThat(result.selected().worstBatch()).isNull();
        assertThat(result.warnings()).extracting(Note::code).contains("shelf-life-never-crosses");
    }

    @Test
    void meetsTheLimitOfAPerfectLineWhereTheLineDoes() {
        List<StabilityPoint> points = new ArrayList<>();
        for (int month = 0; month <= 12; month += 3) {
            points.add(StabilityPoint.of("A", month, 100 - 0.5 * month));
        }

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(90.0, null));

        assertThat(result.shelfLife().orElseThrow()).isCloseTo(20, Offset.offset(1e-9));
    }

    @Test
    void refusesNonsenseByName() {
        ShelfLifeSettings settings = ShelfLifeSettings.of(80.0, null);
        List<StabilityPoint> censored = List.of(new StabilityPoint("A", 0, new Reading.Below(1)),
                new StabilityPoint("A", 3, new Reading.Missing()));
        List<StabilityPoint> constant = List.of(StabilityPoint.of("A", 0, 90), StabilityPoint.of("A", 3, 90),
                StabilityPoint.of("A", 6, 90));
        List<StabilityPoint> single = List.of(StabilityPoint.of("A", 0, 90), StabilityPoint.of("A", 0, 91),
                StabilityPoint.of("A", 0, 92));
        List<StabilityPoint> two = List.of(StabilityPoint.of("A", 0, 90), StabilityPoint.of("A", 3, 89));

        assertRefused("shelf-life-no-data", () -> ShelfLife.estimate(List.of(), settings));
        assertRefused("shelf-life-all-censored", () -> ShelfLife.estimate(censored, settings));
        assertRefused("shelf-life-no-variation", () -> ShelfLife.estimate(constant, settings));
        assertRefused("shelf-life-batch-too-small", () -> ShelfLife.estimate(single, settings));
        assertRefused("shelf-life-too-few-results", () -> ShelfLife.estimate(two, settings));
        assertRefused("shelf-life-crossed-at-start",
                () -> ShelfLife.estimate(StabilityFixtures.frozen(), ShelfLifeSettings.of(92.0, null)));
        assertRefused("shelf-life-without-limit", () -> ShelfLifeSettings.of(null, null));
        assertRefused("shelf-life-limits-crossed", () -> ShelfLifeSettings.of(2.0, 1.0));
        assertRefused("out-of-range", () -> settings.withAlpha(0));
        assertRefused("out-of-range", () -> settings.withSides(3));
        assertRefused("shelf-life-limit-not-positive", () -> ShelfLife.estimate(StabilityFixtures.fresh(),
                ShelfLifeSettings.of(0.0, null).withTransformation(Transformation.LOG)));
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatisticsRefusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.message(Locale.SIMPLIFIED_CHINESE)).doesNotContain("{").doesNotContain(code);
            assertThat(refusal.message(Locale.ENGLISH)).doesNotContain("{").doesNotContain(code);
        });
    }

    /** A common quadratic term of the general linear model, beside separate lines. */
    @Test
    void measuresCurvatureLikeTheGeneralLinearModel() {
        List<StabilityPoint> points = StabilityFixtures.fresh();
        double[] times = points.stream().mapToDouble(StabilityPoint::time).toArray();
        ModelFrame frame = ModelFrame.of(points.size())
                .factor("batch", points.stream().map(StabilityPoint::batch).toList())
                .covariate("time", times).covariate("square", java.util.Arrays.stream(times).map(t -> t * t).toArray());
        LinearFit fit = LinearFit
                .of(frame.design(Term.INTERCEPT, Term.of("batch"), Term.of("time"), Term.of("batch", "time"),
                        Term.of("square")), points.stream().mapToDouble(StabilityFixtures::value).toArray());

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(80.0, null));

        assertThat(result.curvature().sumOfSquares()).isCloseTo(fit.sequentialAnova().get("square").sumOfSquares(),
                Offset.offset(1e-10));
        assertThat(result.curvature().f()).isCloseTo(fit.sequentialAnova().get("square").f(), Offset.offset(1e-6));
        assertThat(result.curvature().df()).isEqualTo(1);
    }

    @Test
    void warnsOfNothingWhenThreeBatchesBehave() {
        ShelfLifeResult result = ShelfLife.estimate(StabilityFixtures.frozen(), ShelfLifeSettings.of(89.0, null));

        assertThat(result.warnings()).isEmpty();
        assertThat(result.lastTime()).isEqualTo(24);
        assertThat(result.assumptions()).extracting(Note::code).containsExactly("shelf-life-assumes-linear",
                "shelf-life-assumes-errors", "shelf-life-error-full");
    }

    @Test
    void warnsOfAPeriodFarBeyondTheData() {
        ShelfLifeResult far = ShelfLife.estimate(StabilityFixtures.frozen(), ShelfLifeSettings.of(80.0, null));
        ShelfLifeResult reduced = ShelfLife.estimate(StabilityFixtures.frozen(),
                ShelfLifeSettings.of(80.0, null).withError(PoolingError.REDUCED)
                        .withTransformation(Transformation.LOG));

        assertThat(far.warnings()).extracting(Note::code).containsExactly("shelf-life-far-beyond-data");
        assertThat(reduced.assumptions()).extracting(Note::code).contains("shelf-life-error-reduced",
                "shelf-life-assumes-log");
    }

    @Test
    void saysWhichModelsStartOutside() {
        ShelfLifeResult result = ShelfLife.estimate(StabilityFixtures.frozen(),
                ShelfLifeSettings.of(91.6, null).withAlpha(1e-12));

        assertThat(result.model()).isEqualTo(StabilityModel.COMMON_INTERCEPT_COMMON_SLOPE);
        assertThat(result.warnings()).extracting(Note::code).contains("shelf-life-model-crossed-at-start");
        assertThat(result.estimate(StabilityModel.DIFFERENT_INTERCEPTS_COMMON_SLOPE).crossing().orderingTime())
                .isZero();
    }

    @Test
    void knowsWhenABatchIsTooSmallForItsOwnLine() {
        List<StabilityPoint> points = new ArrayList<>(StabilityFixtures.frozen());
        points.removeIf(point -> point.batch().equals("L3") && point.time() > 3);

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(80.0, null));

        assertThat(result.estimate(StabilityModel.DIFFERENT_INTERCEPTS_DIFFERENT_SLOPES).crossing())
                .isInstanceOf(Crossing.Unknown.class);
        assertThat(result.warnings()).extracting(Note::code).contains("shelf-life-model-unknown");
        assertThat(result.shelfLife().orElseThrow()).isCloseTo(117.216954, within(5e-7));
    }

    /** Figures of R 4.2.2: lm, predict with interval "confidence", uniroot to 1e-12. */
    @Test
    void judgesSeparateLinesByThePooledResidualWhenABatchHasNone() {
        List<StabilityPoint> points = new ArrayList<>(StabilityFixtures.frozen());
        points.removeIf(point -> point.batch().equals("L3") && point.time() > 3);

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(80.0, null).withAlpha(0.999));

        assertThat(result.model()).isEqualTo(StabilityModel.DIFFERENT_INTERCEPTS_DIFFERENT_SLOPES);
        assertThat(result.shelfLife().orElseThrow()).isCloseTo(45.2753008423, within(5e-9));
        assertThat(result.selected().worstBatch()).isEqualTo("L3");
        assertThat(result.warnings()).extracting(Note::code).contains("shelf-life-pooled-error-used");
    }

    /** Figures of R 4.2.2: anova of nested lm, which leaves the slope of the third lot out. */
    @Test
    void keepsABatchSeenAtOneTimeForItsLevel() {
        List<StabilityPoint> points = new ArrayList<>(StabilityFixtures.frozen());
        points.removeIf(point -> point.batch().equals("L3") && point.time() > 0);

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(80.0, null));

        assertThat(result.anova().get("batch:time").df()).isEqualTo(1);
        assertThat(result.anova().get("batch:time").f()).isCloseTo(0.19531, within(5e-6));
        assertThat(result.anova().get("residual").df()).isEqualTo(10);
        assertThat(java.util.Objects.requireNonNull(result.intercepts()).f()).isCloseTo(27.40752, within(5e-6));
        assertThat(result.shelfLife().orElseThrow()).isCloseTo(117.026347498, within(5e-9));
        assertRefused("shelf-life-batch-too-small",
                () -> ShelfLife.estimate(points, ShelfLifeSettings.of(80.0, null).withAlpha(0.999)));
    }

    @Test
    void replacesCensoredValuesByHalfTheirLimit() {
        List<StabilityPoint> half = new ArrayList<>(StabilityFixtures.fresh());
        List<StabilityPoint> value = new ArrayList<>(half);
        half.add(new StabilityPoint("F1", 60, new Reading.Below(166)));
        half.add(new StabilityPoint("F3", 60, new Reading.Above(82)));
        value.add(StabilityPoint.of("F1", 60, 83));
        value.add(StabilityPoint.of("F3", 60, 82));
        ShelfLifeSettings settings = ShelfLifeSettings.of(80.0, null).withCensored(CensoredValues.AT_HALF_LIMIT);

        ShelfLifeResult result = ShelfLife.estimate(half, settings);

        assertThat(result.shelfLife()).isEqualTo(ShelfLife.estimate(value, settings).shelfLife());
        assertThat(result.warnings().getFirst().parameters()).containsEntry("count", 2);
    }
}
