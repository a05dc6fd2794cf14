package org.stroma.statistics.model.nonlinear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.statistics.SharedData.assertDigits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hipparchus.analysis.differentiation.Gradient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.SharedData;

/** NIST Statistical Reference Datasets, nonlinear regression, from both starting points. */
class StrdNonlinearTests {
    private static final Map<String, CurveFunction> MODELS = Map.ofEntries(
            Map.entry("Bennett5", (p, x) -> p[1].add(x[0]).pow(p[2].reciprocal().negate()).multiply(p[0])),
            Map.entry("Chwirut1", (p, x) -> p[0].multiply(-x[0]).exp().divide(p[1].add(p[2].multiply(x[0])))),
            Map.entry("DanWood", (p, x) -> p[0].multiply(p[1].multiply(Math.log(x[0])).exp())),
            Map.entry("Eckerle4", (p, x) -> p[0].divide(p[1])
                    .multiply(p[2].negate().add(x[0]).divide(p[1]).square().multiply(-0.5).exp())),
            Map.entry("Gauss2",
                    (p, x) -> p[0].multiply(p[1].multiply(-x[0]).exp()).add(bell(p, 2, x)).add(bell(p, 5, x))),
            Map.entry("Hahn1", (p, x) -> polynomial(x[0], p[0], p[1], p[2], p[3])
                    .divide(polynomial(x[0], one(p), p[4], p[5], p[6]))),
            Map.entry("Lanczos1", StrdNonlinearTests::lanczos), Map.entry("Lanczos3", StrdNonlinearTests::lanczos),
            Map.entry("MGH10", (p, x) -> p[0].multiply(p[1].divide(p[2].add(x[0])).exp())),
            Map.entry("Misra1a", (p, x) -> p[1].multiply(-x[0]).exp().negate().add(1).multiply(p[0])),
            Map.entry("Misra1c",
                    (p, x) -> p[1].multiply(2 * x[0]).add(1).sqrt().reciprocal().negate().add(1).multiply(p[0])),
            Map.entry("Nelson", (p, x) -> p[0].subtract(p[1].multiply(x[0]).multiply(p[2].multiply(-x[1]).exp()))),
            Map.entry("Rat43",
                    (p, x) -> p[0].divide(p[1].subtract(p[2].multiply(x[0])).exp().add(1).pow(p[3].reciprocal()))),
            Map.entry("Thurber", (p, x) -> polynomial(x[0], p[0], p[1], p[2], p[3])
                    .divide(polynomial(x[0], one(p), p[4], p[5], p[6]))));

    /**
     * Parameters to nine digits and their errors to eight at least. The residuals of Lanczos1 are 1e-14 of its responses, so
     * that errors there are rounding of the input: its parameters are exact and its errors are only of the right size.
     */
    @ParameterizedTest
    @CsvSource({"Misra1a", "Chwirut1", "Lanczos3", "Gauss2", "DanWood", "Misra1c", "Nelson", "Hahn1", "Lanczos1",
            "MGH10",
            "Thurber", "Rat43", "Bennett5", "Eckerle4"})
    void reproducesCertifiedValuesFromBothStarts(String name) {
        Problem problem = Problem.read(name);
        for (double[] start : List.of(problem.first(), problem.second())) {
            CurveFit fit = CurveFit.of(MODELS.get(name), problem.data(), problem.names(), start);

            for (int j = 0; j < start.length; j++) {
                String parameter = problem.names().get(j);
                assertDigits(name + " " + parameter, fit.parameter(parameter).value(), problem.certified()[j], 9);
                if (!name.equals("Lanczos1")) {
                    assertDigits(name + " se " + parameter, fit.parameter(parameter).standardError(),
                            problem.errors()[j], 8);
                }
            }
            if (!name.equals("Lanczos1")) {
                assertDigits(name + " RSS", fit.residualSumOfSquares(), problem.rss(), 9);
            } else {
                assertThat(fit.residualSumOfSquares()).isLessThan(1e-21);
            }
        }
    }

    /**
     * NIST StRD BoxBOD (Box, Hunter and Hunter 1978, pp. 483-487), higher difficulty, entered here: from its first start the curve
     * is flat where a long step lands.
     */
    @ParameterizedTest
    @CsvSource({"1, 1", "100, 0.75"})
    void reproducesBoxBodFromBothStarts(double first, double second) {
        CurveData data = CurveData.of(List.of(new double[]{1}, new double[]{2}, new double[]{3}, new double[]{5},
                new double[]{7}, new double[]{10}), new double[]{109, 149, 149, 191, 213, 224});

        CurveFit fit = CurveFit.of(MODELS.get("Misra1a"), data, List.of("b1", "b2"), first, second);

        assertDigits("b1", fit.parameter("b1").value(), 2.1380940889E+02, 9);
        assertDigits("b2", fit.parameter("b2").value(), 5.4723748542E-01, 9);
        assertDigits("se b1", fit.parameter("b1").standardError(), 1.2354515176E+01, 9);
        assertDigits("se b2", fit.parameter("b2").standardError(), 1.0455993237E-01, 9);
        assertDigits("RSS", fit.residualSumOfSquares(), 1.1680088766E+03, 9);
    }

    private static Gradient one(Gradient[] p) {
        return Gradient.constant(p.length, 1);
    }

    private static Gradient polynomial(double x, Gradient... coefficients) {
        Gradient sum = coefficients[coefficients.length - 1];
        for (int k = coefficients.length - 2; k >= 0; k--) {
            sum = sum.multiply(x).add(coefficients[k]);
        }
        return sum;
    }

    private static Gradient bell(Gradient[] p, int from, double[] x) {
        return p[from].multiply(p[from + 1].negate().add(x[0]).divide(p[from + 2]).square().negate().exp());
    }

    private static Gradient lanczos(Gradient[] p, double[] x) {
        Gradient sum = p[0].multiply(p[1].multiply(-x[0]).exp());
        return sum.add(p[2].multiply(p[3].multiply(-x[0]).exp())).add(p[4].multiply(p[5].multiply(-x[0]).exp()));
    }

    /** A problem file: starts, certified values and errors from line 41, data from line 61. */
    private record Problem(List<String> names, double[] first, double[] second, double[] certified, double[] errors,
            double rss, CurveData data) {
        static Problem read(String name) {
            List<String> lines = SharedData.text("nist_strd/nonlinear/" + name + ".dat").lines().toList();
            List<String> names = new ArrayList<>();
            List<double[]> rows = new ArrayList<>();
            for (String line : lines) {
                if (line.matches("\\s*b\\d+ =.*")) {
                    names.add(line.strip().split("\\s+")[0]);
                    rows.add(numbers(line.substring(line.indexOf('=') + 1)));
                }
            }
            String rss = lines.stream().filter(l -> l.startsWith("Residual Sum of Squares")).findFirst().orElseThrow();
            List<double[]> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (String line : lines.subList(60, lines.size())) {
                double[] cells = line.isBlank() ? new double[0] : numbers(line);
                if (cells.length > 1) {
                    y.add(name.equals("Nelson") ? Math.log(cells[0]) : cells[0]);
                    x.add(java.util.Arrays.copyOfRange(cells, 1, cells.length));
                }
            }
            CurveData data = CurveData.of(x, y.stream().mapToDouble(Double::doubleValue).toArray());
            return new Problem(names, column(rows, 0), column(rows, 1), column(rows, 2), column(rows, 3),
                    numbers(rss.substring(rss.indexOf(':') + 1))[0], data);
        }

        private static double[] column(List<double[]> rows, int index) {
            return rows.stream().mapToDouble(row -> row[index]).toArray();
        }

        private static double[] numbers(String text) {
            return java.util.Arrays.stream(text.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
        }
    }
}
