package org.stroma.statistics.model.linear;

import static org.stroma.statistics.SharedData.assertDigits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.core.DD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.SharedData;
import tools.jackson.databind.JsonNode;

/** NIST Statistical Reference Datasets, linear regression and one-way analysis of variance (itl.nist.gov/div898/strd). */
class StrdLinearTests {
    @ParameterizedTest
    @CsvSource({"norris, 1, true", "noint1, 1, false", "wampler1, 5, true", "wampler3, 5, true", "wampler5, 5, true",
            "filip, 10, true"})
    void reproducesCertifiedPolynomials(String name, int degree, boolean intercept) {
        Map<String, List<String>> file = SharedData.csv("nist_strd/linear/" + name + ".csv");
        JsonNode certified = SharedData.json("nist_strd/linear/" + name + ".certified.json");
        DD[] x = decimals(file.get(file.containsKey("x") ? "x" : "x1"));
        DD[] y = decimals(file.get("y"));
        Design design = intercept
                ? Design.polynomial(degree, x)
                : ModelFrame.of(x.length).covariate("x", x).design(Term.of("x"));

        LinearFit fit = LinearFit.of(design, y);

        checkCoefficients(fit, certified, 12);
        assertDigits("RSS", fit.residualSumOfSquares(), number(certified, "rss"), 12);
        assertDigits("SD", fit.sigma(), number(certified, "residual_sd"), 12);
        assertDigits("R2", fit.rSquared(), number(certified, "r_squared"), 12);
        if (number(certified, "rss") > 0) {
            assertDigits("F", fit.regression().f(), number(certified, "F"), 12);
        }
    }

    /** Input rounded to doubles moves the exact answer of Filip itself: seven digits is what the rounded data say. */
    @Test
    void keepsSevenDigitsOfFilipFromDoubles() {
        Map<String, List<String>> file = SharedData.csv("nist_strd/linear/filip.csv");
        DD[] x = java.util.Arrays.stream(SharedData.numbers(file.get("x1"))).mapToObj(DD::of).toArray(DD[]::new);

        LinearFit fit = LinearFit.of(Design.polynomial(10, x), SharedData.numbers(file.get("y")));

        checkCoefficients(fit, SharedData.json("nist_strd/linear/filip.certified.json"), 7);
    }

    private static void checkCoefficients(LinearFit fit, JsonNode certified, double digits) {
        for (int j = 0; j < certified.get("beta").size(); j++) {
            double beta = Double.parseDouble(certified.get("beta").get(j).asString());
            double error = Double.parseDouble(certified.get("se").get(j).asString());
            assertDigits("b" + j, fit.coefficients().get(j).estimate().value(), beta, digits);
            assertDigits("se" + j, fit.coefficients().get(j).estimate().standardError(), error, digits);
        }
    }

    /**
     * Longley (1967), J. Am. Stat. Assoc. 62:819-841, certified values of StRD: higher difficulty, six collinear predictors.
     */
    @Test
    void reproducesLongley() {
        double[][] rows = Longley.ROWS;
        ModelFrame frame = ModelFrame.of(rows.length);
        Term[] terms = new Term[7];
        terms[0] = Term.INTERCEPT;
        for (int k = 1; k <= 6; k++) {
            int column = k;
            frame.covariate("x" + k, java.util.Arrays.stream(rows).mapToDouble(row -> row[column]).toArray());
            terms[k] = Term.of("x" + k);
        }

        LinearFit fit = LinearFit.of(frame.design(terms),
                java.util.Arrays.stream(rows).mapToDouble(row -> row[0]).toArray());

        for (int j = 0; j < 7; j++) {
            assertDigits("b" + j, fit.coefficients().get(j).estimate().value(), Longley.ESTIMATES[j], 13);
            assertDigits("se" + j, fit.coefficients().get(j).estimate().standardError(), Longley.ERRORS[j], 13);
        }
        assertDigits("SD", fit.sigma(), 304.854073561965, 13);
        assertDigits("R2", fit.rSquared(), 0.995479004577296, 13);
        assertDigits("F", fit.regression().f(), 330.285339234588, 13);
    }

    @ParameterizedTest
    @CsvSource({"AtmWtAg", "SmLs01", "SmLs04", "SmLs07"})
    void reproducesCertifiedAnova(String name) {
        List<String> lines = SharedData.text("nist_strd/anova/" + name + ".dat").lines().toList();
        List<List<BigDecimal>> groups = groups(lines.subList(60, lines.size()));

        OneWay result = OneWay.of(groups);

        double[] between = numbersAfter(lines, "Between");
        double[] within = numbersAfter(lines, "Within");
        assertDigits("SSB", result.table().get("between").sumOfSquares(), between[1], 13);
        assertDigits("F", result.table().get("between").f(), between[3], 13);
        assertDigits("SSW", result.table().get("within").sumOfSquares(), within[1], 13);
        assertDigits("R2", result.rSquared(), numbersAfter(lines, "Certified R-Squared")[0], 13);
    }

    private static List<List<BigDecimal>> groups(List<String> lines) {
        Map<String, List<BigDecimal>> groups = new java.util.TreeMap<>();
        for (String line : lines) {
            String[] cells = line.strip().split("\\s+");
            if (cells.length == 2) {
                groups.computeIfAbsent(cells[0], key -> new ArrayList<>()).add(new BigDecimal(cells[1]));
            }
        }
        return List.copyOf(groups.values());
    }

    private static double[] numbersAfter(List<String> lines, String label) {
        String line = lines.stream().filter(l -> l.contains(label)).findFirst().orElseThrow();
        return java.util.Arrays.stream(line.substring(line.indexOf(label) + label.length()).strip().split("\\s+"))
                .filter(cell -> cell.matches("[-+.0-9Ee]+")).mapToDouble(Double::parseDouble).toArray();
    }

    private static DD[] decimals(List<String> cells) {
        return cells.stream().map(cell -> DD.from(new BigDecimal(cell))).toArray(DD[]::new);
    }

    private static double number(JsonNode node, String field) {
        return Double.parseDouble(node.get(field).asString());
    }
}
