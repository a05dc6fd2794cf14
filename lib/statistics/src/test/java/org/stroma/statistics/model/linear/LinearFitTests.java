package org.stroma.statistics.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.stroma.statistics.SharedData.assertPrinted;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.AnovaRow;
import org.stroma.statistics.model.ErrorTerm;
import org.stroma.statistics.model.Limits;

class LinearFitTests {
    private static final double[] MONTHS = {0, 3, 6, 9, 12, 18};
    private static final double[] VIABILITY = {92.1, 91.8, 91.9, 91.2, 91.0, 90.6};

    private static LinearFit line(double[] x, double... y) {
        return LinearFit.of(ModelFrame.of(x.length).covariate("x", x).design(Term.INTERCEPT, Term.of("x")), y);
    }

    /** Out-of-trend check of one lot: 24 months predicted from the first 18. */
    @Test
    void predictsTheNextPoint() {
        LinearFit fit = line(MONTHS, VIABILITY);

        Limits prediction = fit.prediction(0.95, 1, 24);

        assertPrinted("mean", fit.estimate(1, 24).value(), "90.0314");
        assertPrinted("lower", prediction.lower(), "89.2851");
        assertPrinted("upper", prediction.upper(), "90.7777");
        assertThat(fit.confidence(0.95, 1, 24).lower()).isGreaterThan(prediction.lower());
    }

    /** Calibration of six levels: slope, intercept, R squared and residual standard deviation. */
    @Test
    void fitsACalibration() {
        double[] x = {0.05, 0.1, 0.25, 0.5, 1, 2.5};

        LinearFit fit = line(x, 0.061, 0.113, 0.262, 0.517, 1.021, 2.533);

        assertPrinted("slope", fit.coefficient("x").value(), "1.0088271");
        assertPrinted("intercept", fit.coefficient("(intercept)").value(), "0.0113601");
        assertPrinted("R2", fit.rSquared(), "0.9999986");
        assertThat(fit.sigma()).isCloseTo(0.00122662, within(5e-9));
    }

    @Test
    void addsSequentialSquaresUpToTheTotal() {
        Anova anova = twoWay(List.of(Term.INTERCEPT, Term.of("a"), Term.of("b"), Term.of("a", "b"))).sequentialAnova();

        double sum = anova.rows().stream().filter(row -> !row.source().equals("total"))
                .mapToDouble(AnovaRow::sumOfSquares).sum();
        assertThat(sum).isCloseTo(anova.get("total").sumOfSquares(), within(1e-10));
        assertThat(anova.rows()).extracting(AnovaRow::df).containsExactly(1, 2, 2, 6, 11);
    }

    private static final List<String> A = List.of("p", "p", "p", "p", "p", "p", "p", "q", "q", "q", "q", "q");
    private static final List<String> B = List.of("u", "u", "u", "v", "v", "w", "w", "u", "v", "v", "v", "w");
    private static final double[] Y = {4.1, 5.2, 4.4, 6.9, 7.4, 8.8, 9.9, 3.2, 9.1, 8.7, 8.2, 11.3};

    private static LinearFit twoWay(List<Term> terms) {
        return LinearFit.of(frame().design(terms, Coding.TREATMENT), Y);
    }

    private static ModelFrame frame() {
        return ModelFrame.of(Y.length).factor("a", A).factor("b", B);
    }

    /** Weighted squares of means (Yates, J. Am. Stat. Assoc. 29, 1934, 51-66) is the Type III test of a full two-way table. */
    @Test
    void agreesWithYatesOnUnbalancedCells() {
        double[] means = new double[2];
        double[] weights = new double[2];
        for (int i = 0; i < 2; i++) {
            double inverse = 0;
            for (String level : List.of("u", "v", "w")) {
                double[] cell = cell(i == 0 ? "p" : "q", level);
                means[i] += Arrays.stream(cell).average().orElseThrow() / 3;
                inverse += 1.0 / cell.length;
            }
            weights[i] = 9 / inverse;
        }
        double centre = (weights[0] * means[0] + weights[1] * means[1]) / (weights[0] + weights[1]);
        double expected = weights[0] * Math.pow(means[0] - centre, 2) + weights[1] * Math.pow(means[1] - centre, 2);

        Anova anova = TypeThree.of(frame(), List.of(Term.INTERCEPT, Term.of("a"), Term.of("b"), Term.of("a", "b")), Y);

        assertThat(anova.get("a").sumOfSquares()).isCloseTo(expected, within(1e-12));
        assertThat(anova.get("a").df()).isEqualTo(1);
        assertThat(anova.get("b").df()).isEqualTo(2);
        assertThat(anova.get("residual").df()).isEqualTo(6);
    }

    private static double[] cell(String a, String b) {
        return java.util.stream.IntStream.range(0, Y.length).filter(i -> A.get(i).equals(a) && B.get(i).equals(b))
                .mapToDouble(i -> Y[i]).toArray();
    }

    /** Without interaction the last term of a sequence is adjusted for all others, as in Type III. */
    @Test
    void adjustsTheLastSequentialTermLikeTypeThree() {
        List<Term> terms = List.of(Term.INTERCEPT, Term.of("a"), Term.of("b"));

        AnovaRow sequential = twoWay(terms).sequentialAnova().get("b");
        AnovaRow partial = TypeThree.of(frame(), terms, Y).get("b");

        assertThat(partial.sumOfSquares()).isCloseTo(sequential.sumOfSquares(), within(1e-12));
        assertThat(partial.p()).isCloseTo(sequential.p(), within(1e-12));
    }

    /** Snedecor's rule for one covariate: the adjusted means differ by the raw difference less slope times covariate shift. */
    @Test
    void adjustsMeansForACovariate() {
        List<String> groups = List.of("c", "c", "c", "d", "d", "d");
        double[] x = {1, 2, 4, 3, 5, 6};
        double[] y = {2.1, 3.9, 8.2, 5.0, 9.1, 10.8};

        LinearFit fit = LinearFit.of(ModelFrame.of(6).factor("g", groups).covariate("x", x).design(Term.INTERCEPT,
                Term.of("g"), Term.of("x")), y);

        double slope = fit.coefficient("x").value();
        double raw = (5.0 + 9.1 + 10.8 - 2.1 - 3.9 - 8.2) / 3;
        double shift = (3 + 5 + 6 - 1 - 2 - 4) / 3.0;
        assertThat(fit.coefficient("g=d").value()).isCloseTo(raw - slope * shift, within(1e-12));
        assertThat(fit.residualDf()).isEqualTo(3);
    }

    @Test
    void leavesOutDependentColumnsAndSaysWhich() {
        double[] twice = Arrays.stream(MONTHS).map(x -> 0.1 * x).toArray();

        LinearFit fit = LinearFit.of(ModelFrame.of(6).covariate("x", MONTHS).covariate("x2", twice)
                .design(Term.INTERCEPT, Term.of("x"), Term.of("x2")), VIABILITY);

        assertThat(fit.rank()).isEqualTo(2);
        assertThat(fit.coefficients().get(2).aliased()).isTrue();
        assertThat(fit.coefficients().get(1).aliased()).isFalse();
        assertThatThrownBy(() -> fit.estimate(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(fit.unscaledCovariance(2, 2)).isZero();
        assertThat(fit.fitted()).containsExactly(line(MONTHS, VIABILITY).fitted(), within(1e-12));
    }

    @Test
    void weightsCountLikeReplicates() {
        double[] x = {1, 2, 3, 4};
        double[] y = {1.1, 2.3, 2.8, 4.4};
        Design design = ModelFrame.of(4).covariate("x", x).design(Term.INTERCEPT, Term.of("x"));

        LinearFit weighted = LinearFit.weighted(design, y, new double[]{1, 2, 1, 3});
        LinearFit repeated = line(new double[]{1, 2, 2, 3, 4, 4, 4}, 1.1, 2.3, 2.3, 2.8, 4.4, 4.4, 4.4);

        assertThat(weighted.coefficient("x").value()).isCloseTo(repeated.coefficient("x").value(), within(1e-13));
        assertThat(weighted.residualSumOfSquares()).isCloseTo(repeated.residualSumOfSquares(), within(1e-13));
        assertThat(weighted.leverage(1, 2.5)).isCloseTo(repeated.leverage(1, 2.5), within(1e-13));
        assertThat(weighted.totalSumOfSquares()).isCloseTo(repeated.totalSumOfSquares(), within(1e-12));
        assertThatThrownBy(() -> LinearFit.weighted(design, y, new double[]{1, 0, 1, 1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void doesNotDependOnOrderOrUnits(long seed) {
        Random random = new Random(seed);
        double[] order = random.doubles(6).toArray();
        int[] places = java.util.stream.IntStream.range(0, 6).boxed()
                .sorted(java.util.Comparator.comparingDouble(i -> order[i])).mapToInt(Integer::intValue).toArray();
        double unit = Math.exp(random.nextGaussian());
        double scale = Math.exp(random.nextGaussian());
        double[] x = Arrays.stream(places).mapToDouble(i -> unit * MONTHS[i] + 5).toArray();
        double[] y = Arrays.stream(places).mapToDouble(i -> scale * VIABILITY[i] - 40).toArray();

        LinearFit moved = line(x, y);
        LinearFit plain = line(MONTHS, VIABILITY);

        assertThat(moved.coefficient("x").value()).isCloseTo(plain.coefficient("x").value() * scale / unit,
                within(1e-11));
        assertThat(moved.regression().f()).isCloseTo(plain.regression().f(), within(1e-9));
        assertThat(moved.sigma()).isCloseTo(plain.sigma() * scale, within(1e-11));
        assertThat(moved.p("x")).isCloseTo(plain.p("x"), within(1e-12));
    }

    @Test
    void keepsResidualsOrthogonalToTheDesign() {
        LinearFit fit = line(MONTHS, VIABILITY);

        double sum = Arrays.stream(fit.residuals()).sum();
        double product = 0;
        double squares = 0;
        for (int i = 0; i < MONTHS.length; i++) {
            product += MONTHS[i] * fit.residuals()[i];
            squares += fit.residuals()[i] * fit.residuals()[i];
        }
        assertThat(sum).isCloseTo(0, within(1e-12));
        assertThat(product).isCloseTo(0, within(1e-11));
        assertThat(squares).isCloseTo(fit.residualSumOfSquares(), within(1e-12));
    }

    @Test
    void givesNoTestWithoutResidual() {
        LinearFit exact = line(new double[]{1, 2}, 3, 5);

        assertThat(exact.regression().f()).isNull();
        assertThat(exact.sigma()).isNaN();
        assertThat(exact.error().df()).isZero();
        assertThat(AnovaRow.tested("x", 0, 0, new ErrorTerm(1, 5)).p()).isNull();
        assertThat(AnovaRow.tested("x", 1, 4, new ErrorTerm(2, 5)).f()).isEqualTo(2);
    }

    @Test
    void refusesValuesThatAreNotFinite() {
        ModelFrame frame = ModelFrame.of(2);

        assertThatThrownBy(() -> frame.covariate("x", 1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> frame.covariate("x", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> frame.design(Term.of("y"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OneWay.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
