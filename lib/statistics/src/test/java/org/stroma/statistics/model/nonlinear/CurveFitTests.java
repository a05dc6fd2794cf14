package org.stroma.statistics.model.nonlinear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stroma.statistics.SharedData.assertDigits;
import static org.stroma.statistics.SharedData.assertPrinted;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.SharedData;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.Estimate;
import org.stroma.statistics.model.Limits;
import tools.jackson.databind.JsonNode;

class CurveFitTests {
    /**
     * Figures of the R package drc, whose optimiser stops early: its parameters carry three to six digits, and where the sum of
     * squares differs ours is the smaller. Errors are from the observed information, as drc has them.
     */
    @ParameterizedTest
    @CsvSource({"ryegrass_LL4, conc, rootl", "heartrate_baro5, pressure, rate", "terbuthylazin_LL4, dose, rgr"})
    void agreesWithFourParameterFitsOfDrc(String name, String dose, String response) {
        Map<String, List<String>> file = SharedData.csv("bioassay/nonlinear_quantal/" + name + ".csv");
        JsonNode expected = SharedData.json("bioassay/nonlinear_quantal/" + name + ".expected.json");

        CurveFit fit = CurveFits
                .fourParameter(SharedData.numbers(file.get(dose)), SharedData.numbers(file.get(response)))
                .withObservedInformation();

        JsonNode value = expected.get("coef");
        JsonNode error = expected.get("se");
        check(fit.parameter("B"), value.get("b:(Intercept)"), error.get("b:(Intercept)"));
        check(fit.parameter("A"), value.get("d:(Intercept)"), error.get("d:(Intercept)"));
        check(fit.parameter("D"), value.get("c:(Intercept)"), error.get("c:(Intercept)"));
        check(fit.derived(p -> p[2].exp()), value.get("e:(Intercept)"), error.get("e:(Intercept)"));
        assertDigits("SD", fit.sigma(), expected.get("residual_se").asDouble(), 6);
        assertThat(fit.sigma()).isLessThan(expected.get("residual_se").asDouble() * (1 + 1e-9));
        double[] shares = {0.10, 0.50, 0.90};
        for (int i = 0; i < shares.length; i++) {
            double logit = Math.log(shares[i] / (1 - shares[i]));
            Estimate effective = fit.derived(p -> p[2].add(p[1].reciprocal().multiply(logit)).exp());
            check(effective, expected.get("ED").get(i).get("est"), expected.get("ED").get(i).get("se"));
        }
    }

    private static void check(Estimate estimate, JsonNode value, JsonNode error) {
        double within = Math.max(1e-2 * error.asDouble(), 1e-5 * Math.abs(value.asDouble()));
        assertThat(estimate.value()).isCloseTo(value.asDouble(), Offset.offset(within));
        assertThat(estimate.standardError() / error.asDouble()).isCloseTo(1, Offset.offset(2e-2));
    }

    @Test
    void profilesAreOpenWhereTheDataSayNothingAndClosedWithoutResidual() {
        double[] x = {1, 2, 3, 4};
        CurveData line = CurveData.of(Arrays.stream(x).mapToObj(v -> new double[]{v}).toList(),
                new double[]{2.1, 3.9, 6.2, 7.8});
        CurveData exact = CurveData.of(Arrays.stream(x).mapToObj(v -> new double[]{v}).toList(),
                new double[]{2, 4, 6, 8});

        CurveFit idle = CurveFit.of((p, at) -> p[0].multiply(at[0]).add(p[1].multiply(0)), line, List.of("b", "idle"),
                1, 1);
        CurveFit perfect = CurveFit.of((p, at) -> p[0].multiply(at[0]), exact, List.of("b"), 1);

        assertThat(idle.profile("idle", 0.95))
                .isEqualTo(new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(perfect.profile("b", 0.95)).isEqualTo(new Limits(2, 2));
    }

    /** Printed to five decimals in Ritz et al., PLoS ONE 10 (2015) e0146021; their optimiser stops at the fifth. */
    @Test
    void reproducesThePrintedParametersOfRyegrass() {
        Map<String, List<String>> file = SharedData.csv("bioassay/nonlinear_quantal/ryegrass_LL4.csv");

        CurveFit fit = CurveFits.fourParameter(SharedData.numbers(file.get("conc")),
                SharedData.numbers(file.get("rootl")));

        assertPrinted("b", fit.parameter("B").value(), "2.9822");
        assertPrinted("c", fit.parameter("D").value(), "0.48141");
        assertPrinted("d", fit.parameter("A").value(), "7.79296");
        assertPrinted("e", Math.exp(fit.parameter("lnC").value()), "3.058");
    }

    /** The plate reader's own fit of an AlphaLISA standard curve: A 346, B 1.5, C 122, D 1.43E+06. */
    @Test
    void agreesWithThePlateReadersOwnCurve() {
        List<String> lines = SharedData.text("bioassay/vendor_curve_fits/alphalisa_test_2.txt").lines().toList();
        double[] levels = {100, 50, 25, 12.5, 6.25, 3.125, 1.5625, 0.78125, 0.39063, 0.19531, 0.097656, 0};
        double[] x = new double[48];
        double[] y = new double[48];
        for (int row = 0; row < 2; row++) {
            String prefix = row == 0 ? "D\t" : "E\t";
            String[] cells = lines.stream().filter(l -> l.startsWith(prefix) && l.endsWith("Alpha")).findFirst()
                    .orElseThrow().split("\t");
            for (int j = 0; j < 24; j++) {
                x[24 * row + j] = levels[j / 2];
                y[24 * row + j] = Double.parseDouble(cells[j + 1]);
            }
        }

        CurveFit fit = CurveFits.fourParameter(x, y);

        assertPrinted("A", fit.parameter("A").value(), "346");
        assertPrinted("B", fit.parameter("B").value(), "1.5");
        assertPrinted("C", Math.exp(fit.parameter("lnC").value()), "122");
        assertPrinted("D", fit.parameter("D").value(), "1.43E+06");
    }

    /** A SoftMax Pro standard curve (ng/mL, duplicates) and the concentrations the program read from it. */
    @Test
    void readsConcentrationsAsSoftMaxDoes() {
        SharedData.path("bioassay/vendor_curve_fits/softmaxpro_example_reduced.txt");
        double[] x = {100, 100, 40, 40, 12, 12, 3, 3, 1, 1, 0, 0};
        double[] y = {1.8566, 1.8386, .9178, .9146, .3449, .3415, .1667, .1570, .1102, .1107, .0869, .0918};
        double[][] printed = {{2.0092, 113.062}, {1.9141, 105.243}, {.2026, 5.292}, {.1988, 5.116}};

        CurveFit fit = CurveFits.fourParameter(x, y);

        for (double[] pair : printed) {
            Estimate dose = fit.derived(p -> p[2].add(p[0].subtract(pair[0]).divide(p[3].negate().add(pair[0])).log()
                    .divide(p[1])).exp());
            assertPrinted("dose", dose.value(), String.valueOf(pair[1]));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void findsTheParametersOfExactCurves(long seed) {
        Random random = new Random(seed);
        double[] x = java.util.stream.IntStream.range(0, 15).mapToDouble(i -> 0.5 * i).toArray();
        double k = 5 + 10 * random.nextDouble();
        double r = 0.5 + random.nextDouble();
        double m = 2 + 3 * random.nextDouble();

        CurveFit logistic = CurveFits.logistic(x, map(x, t -> k / (1 + Math.exp(-r * (t - m)))));
        CurveFit gompertz = CurveFits.gompertz(x, map(x, t -> k * Math.exp(-Math.exp(-r * (t - m)))));
        CurveFit exponential = CurveFits.exponential(x, map(x, t -> k + m * Math.exp(-r * t)));
        CurveFit five = CurveFits.fiveParameter(x, map(x, t -> 2 + (k - 2) / Math.pow(1 + Math.pow(t / m, 2), 0.6)));

        assertThat(logistic.parameters()).containsExactly(new double[]{k, r, m}, Offset.offset(1e-9));
        assertThat(gompertz.parameters()).containsExactly(new double[]{k, r, m}, Offset.offset(1e-9));
        assertThat(exponential.parameters()).containsExactly(new double[]{k, m, r}, Offset.offset(1e-9));
        assertThat(five.parameters()).containsExactly(new double[]{k, 2, Math.log(m), 2, 0.6}, Offset.offset(1e-6));
    }

    private static double[] map(double[] x, java.util.function.DoubleUnaryOperator curve) {
        return Arrays.stream(x).map(curve).toArray();
    }

    /** Bates and Watts 1988, puromycin, treated: theta 212.7 and 0.06412; profile limits as in their chapter 6. */
    @Test
    void givesProfileLimitsOfPuromycin() {
        double[] x = {0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10};
        double[] y = {76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200};

        CurveFit fit = CurveFit.of((p, v) -> p[0].multiply(v[0]).divide(p[1].add(v[0])), CurveData.of(x, y),
                List.of("Vm", "K"), 205, 0.08);

        assertPrinted("Vm", fit.parameter("Vm").value(), "212.7");
        assertPrinted("K", fit.parameter("K").value(), "0.06412");
        assertPrinted("se Vm", fit.parameter("Vm").standardError(), "6.947");
        assertPrinted("SD", fit.sigma(), "10.93");
        Limits vm = fit.profile("Vm", 0.95);
        Limits k = fit.profile("K", 0.95);
        assertPrinted("Vm lower", vm.lower(), "197.3");
        assertPrinted("Vm upper", vm.upper(), "229.3");
        assertPrinted("K lower", k.lower(), "0.0469");
        assertPrinted("K upper", k.upper(), "0.0862");
    }

    @Test
    void leavesAProfileOpenWhereTheDataDoNotBoundIt() {
        double[] x = {1, 2, 3, 4, 5};
        double[] y = {1.0, 2.1, 2.9, 4.2, 4.9};

        CurveFit fit = CurveFit.of((p, v) -> p[0].multiply(v[0]).divide(p[1].multiply(v[0]).add(1)), CurveData.of(x, y),
                List.of("s", "q"), 1, 0.01);

        assertThat(fit.profile("q", 0.95).lower()).isLessThan(0);
        assertThat(fit.profile("q", 0.95).upper()).isGreaterThan(0);
    }

    @Test
    void refusesByName() {
        double[] two = {1, 2};

        assertThatThrownBy(() -> CurveFits.fourParameter(two, two)).isInstanceOf(StatisticsRefusal.class)
                .hasMessageContaining("2");
        assertThatThrownBy(() -> CurveFits.fourParameter(new double[]{-1, 2, 3}, new double[]{1, 2, 3}))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> CurveData.of(new double[]{1, Double.NaN}, two)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> CurveFit.of((p, v) -> p[0].log(), CurveData.of(two, two), List.of("a"), -1))
                .isInstanceOfSatisfying(StatisticsRefusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("curve-start-not-finite"));
    }
}
