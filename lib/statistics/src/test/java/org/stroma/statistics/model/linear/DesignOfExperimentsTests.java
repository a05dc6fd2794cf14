package org.stroma.statistics.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.statistics.SharedData.assertDigits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.statistics.SharedData;
import tools.jackson.databind.JsonNode;

/**
 * Published designs of experiments as linear models: NIST/SEMATECH e-Handbook 5.4.7.1, 5.4.7.3 and 5.5.3.1.1; Lenth, J. Stat.
 * Softw. 32(7) 2009 (chemical reactor). Figures to ten digits from R.
 */
class DesignOfExperimentsTests {
    private static double[] numbers(Map<String, List<String>> file, String column) {
        return file.getOrDefault(column, List.of()).stream().mapToDouble(Double::parseDouble).toArray();
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    private static LinearFit fit(Map<String, double[]> columns, double[] y) {
        ModelFrame frame = ModelFrame.of(y.length);
        List<Term> terms = new ArrayList<>(List.of(Term.INTERCEPT));
        columns.forEach((name, values) -> {
            frame.covariate(name, values);
            terms.add(Term.of(name));
        });
        return LinearFit.of(frame.design(terms.toArray(Term[]::new)), y);
    }

    private static Map<String, double[]> secondOrder(double[] x1, double[] x2) {
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("x1", x1);
        columns.put("x2", x2);
        columns.put("x1:x2", product(x1, x2));
        columns.put("x1^2", product(x1, x1));
        columns.put("x2^2", product(x2, x2));
        return columns;
    }

    private static void check(LinearFit fit, JsonNode expected) {
        for (String name : expected.get("coef").propertyNames()) {
            String own = name.equals("(Intercept)") ? "(intercept)" : name;
            assertDigits(name, fit.coefficient(own).value(), expected.get("coef").get(name).asDouble(), 9);
            if (expected.has("se")) {
                assertDigits("se " + name, fit.coefficient(own).standardError(),
                        expected.get("se").get(name).asDouble(), 9);
            }
        }
        assertDigits("R2", fit.rSquared(), expected.get("r2").asDouble(), 9);
        assertDigits("sigma", fit.sigma(), expected.get("sigma").asDouble(), 9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniformity", "stress"})
    void reproducesAResponseSurface(String response) {
        Map<String, List<String>> file = SharedData.csv("doe_bo/nist_5473_rsm.csv");

        LinearFit fit = fit(secondOrder(numbers(file, "x1"), numbers(file, "x2")), numbers(file, response));

        check(fit, SharedData.json("doe_bo/nist_5473_rsm.expected.json").get(response));
    }

    @Test
    void reproducesAResponseSurfaceInBlocks() {
        Map<String, List<String>> file = SharedData.csv("doe_bo/chemreact.csv");
        double[] x1 = java.util.Arrays.stream(numbers(file, "Time")).map(t -> (t - 85) / 5).toArray();
        double[] x2 = java.util.Arrays.stream(numbers(file, "Temp")).map(t -> (t - 175) / 5).toArray();
        Map<String, double[]> columns = secondOrder(x1, x2);
        columns.put("BlockB2", file.getOrDefault("Block", List.of()).stream()
                .mapToDouble(block -> block.equals("B2") ? 1 : 0).toArray());

        check(fit(columns, numbers(file, "Yield")), SharedData.json("doe_bo/chemreact.expected.json"));
    }

    @Test
    void reproducesTheDirectionOfSteepestAscent() {
        Map<String, List<String>> file = SharedData.csv("doe_bo/nist_55311_first_order.csv");
        Map<String, double[]> columns = new LinkedHashMap<>();
        columns.put("x1", numbers(file, "x1"));
        columns.put("x2", numbers(file, "x2"));

        check(fit(columns, numbers(file, "y")), SharedData.json("doe_bo/nist_55311_first_order.expected.json"));
    }

    /** A coefficient is half an effect when levels are coded -1 and 1. */
    @Test
    void reproducesAllEffectsOfAFactorial() {
        Map<String, List<String>> file = SharedData.csv("doe_bo/nist_ceramic_2to5.csv");
        JsonNode expected = SharedData.json("doe_bo/nist_ceramic_2to5.expected.json");
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (String name : expected.get("effects").propertyNames()) {
            double[] column = null;
            for (String factor : name.split(":", -1)) {
                double[] level = numbers(file, factor);
                column = column == null ? level : product(column, level);
            }
            columns.put(name, java.util.Objects.requireNonNull(column));
        }

        LinearFit fit = fit(columns, numbers(file, "y"));

        assertDigits("mean", fit.coefficient("(intercept)").value(), expected.get("mean").asDouble(), 9);
        assertThat(columns).hasSize(31);
        for (String name : columns.keySet()) {
            assertDigits(name, 2 * fit.coefficient(name).value(), expected.get("effects").get(name).asDouble(), 9);
        }
    }
}
