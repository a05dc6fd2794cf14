package org.stroma.statistics.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.statistics.SharedData.assertDigits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.statistics.SharedData;
import org.stroma.statistics.model.AnovaRow;
import tools.jackson.databind.JsonNode;

/**
 * Published shelf lives: Velagaleti in Gad (ed.), Pharmaceutical Manufacturing Handbook, 2008, p. 602-615; LeBlond, Griffith
 * and Aubuchon, J. Valid. Technol. 17(3) 2011, 47-68. Twelve-digit figures of the same sets from the R package expirest.
 */
class PublishedShelfLifeTests {
    /** R's uniroot, behind the reference figures, stops within eps^(1/4) = 1.2e-4 of the root. */
    private static final Offset<Double> ROOT_FINDER = Offset.offset(1.2e-4);

    private static final Map<String, StabilityModel> MODELS = Map.of("cics",
            StabilityModel.COMMON_INTERCEPT_COMMON_SLOPE, "dics", StabilityModel.DIFFERENT_INTERCEPTS_COMMON_SLOPE,
            "dids",
            StabilityModel.DIFFERENT_INTERCEPTS_DIFFERENT_SLOPES);

    @ParameterizedTest
    @ValueSource(strings = {"gad_p609_three_batches", "gad_p615_three_batches", "leblond_cics_b2b5b7",
            "leblond_dids_b4b5b8", "leblond_impurity_exp2"})
    void reproducesModelIntersectionsAndAnova(String name) {
        JsonNode expected = SharedData.json("stability/" + name + ".expected.json");

        ShelfLifeResult result = ShelfLife.estimate(points(name), settings(expected));

        assertThat(result.model()).isEqualTo(MODELS.get(expected.get("selected_model").asString()));
        for (Map.Entry<String, StabilityModel> model : MODELS.entrySet()) {
            double life = result.estimate(model.getValue()).crossing().finite().orElseThrow();
            assertThat(life).isCloseTo(expected.get("poi_months").get(model.getKey()).asDouble(), ROOT_FINDER);
        }
        assertThat(result.pooledError().crossing().finite().orElseThrow())
                .isCloseTo(expected.get("poi_months").get("dids.pmse").asDouble(), ROOT_FINDER);
        checkAnova(result, expected);
        checkWorstBatches(result, expected, name);
    }

    private static void checkAnova(ShelfLifeResult result, JsonNode expected) {
        JsonNode table = expected.get("anova_sequential");
        for (int i = 0; i < 4; i++) {
            AnovaRow row = result.anova().rows().get(i);
            assertThat(row.df()).isEqualTo(table.get("df").get(i).asInt());
            assertDigits(row.source(), row.sumOfSquares(), table.get("ss").get(i).asDouble(), 11);
            if (i < 3) {
                assertDigits("F " + row.source(), row.f(), table.get("F").get(i).asDouble(), 10);
                assertDigits("p " + row.source(), row.p(), table.get("p").get(i).asDouble(), 9);
            }
        }
        assertDigits("F batch", result.intercepts().f(), expected.get("F_batch_given_common").asDouble(), 10);
        assertDigits("F batch:time", result.slopes().f(), expected.get("F_batch_time").asDouble(), 10);
    }

    private static void checkWorstBatches(ShelfLifeResult result, JsonNode expected, String name) {
        List<String> batches = SharedData.csv("stability/" + name + ".csv").get("Batch").stream().distinct().toList();
        for (String model : List.of("dics", "dids")) {
            int number = expected.get("worst_case_batch").get(model).asInt();
            assertThat(result.estimate(MODELS.get(model)).worstBatch()).isEqualTo(batches.get(number - 1));
        }
    }

    @Test
    void reproducesASingleBatch() {
        JsonNode expected = SharedData.json("stability/gad_p602_single_batch.expected.json");

        ShelfLifeResult result = ShelfLife.estimate(points("gad_p602_single_batch"), settings(expected));

        Line line = result.selected().lines().getFirst();
        assertThat(result.shelfLife().orElseThrow()).isCloseTo(expected.get("poi_months").asDouble(), ROOT_FINDER);
        assertDigits("intercept", line.intercept(), expected.get("coef").get("(Intercept)").asDouble(), 11);
        assertDigits("slope", line.slope(), expected.get("coef").get("Month").asDouble(), 11);
        assertDigits("sigma", line.error().standardDeviation(), expected.get("sigma").asDouble(), 11);
        assertThat(result.warnings()).extracting(note -> note.code()).contains("shelf-life-few-batches");
    }

    /** LeBlond et al. compare with JMP, which fits each batch on its own. */
    @Test
    void agreesWithIndividualFitsOfJmp() {
        ShelfLifeResult result = ShelfLife.estimate(points("leblond_dids_b4b5b8"), ShelfLifeSettings.of(95.0, null));

        SharedData.assertPrinted("JMP", result.shelfLife().orElseThrow(), "15.844877978");
    }

    /** Printed in LeBlond et al.: 26, 15.6 and 15.61 months. */
    @ParameterizedTest
    @CsvSource({"leblond_cics_b2b5b7, 26", "leblond_dids_b4b5b8, 15.6", "leblond_impurity_exp2, 15.61"})
    void agreesWithPrintedMonths(String name, String printed) {
        ShelfLifeResult result = ShelfLife.estimate(points(name),
                settings(SharedData.json("stability/" + name + ".expected.json")));

        ShelfLifeEstimate estimate = result.model() == StabilityModel.COMMON_INTERCEPT_COMMON_SLOPE
                ? result.selected()
                : result.pooledError();
        SharedData.assertPrinted(name, estimate.crossing().finite().orElseThrow(), printed);
    }

    /** Textbook and programs print whole months reached, and for page 615 whole months per batch (Minitab). */
    @Test
    void agreesWithPrintedWholeMonths() {
        ShelfLifeSettings settings = ShelfLifeSettings.of(90.0, null);

        assertThat(ShelfLife.estimate(points("gad_p602_single_batch"), settings).shelfLife().orElseThrow()).isBetween(
                23.0,
                24.0);
        assertThat(ShelfLife.estimate(points("gad_p609_three_batches"), settings).shelfLife().orElseThrow()).isBetween(
                32.0,
                33.0);
        assertThat(ShelfLife.estimate(points("gad_p615_three_batches"), settings).selected().byBatch())
                .extracting(crossing -> (int) crossing.orderingTime()).containsExactly(17, 21, 33);
    }

    /** Velagaleti 2008, p. 613: batches of unequal length; whole months 24, 23 and 17 by the program stab. */
    @Test
    void agreesWithPrintedMonthsOfUnequalBatches() {
        List<StabilityPoint> points = new ArrayList<>();
        enter(points, "1", new double[]{0, 3, 6, 9, 12, 18, 24}, 99.2, 97.1, 96.1, 95.2, 93.8, 93.1, 92.4);
        enter(points, "2", new double[]{0, 3, 6, 9, 12, 18}, 98.7, 97, 96.2, 95.1, 94.2, 93.3);
        enter(points, "3", new double[]{0, 3, 6, 9, 12, 18}, 102.5, 98.9, 97.1, 95.6, 94.1, 93.1);

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(90.0, null));

        assertThat(result.model()).isEqualTo(StabilityModel.DIFFERENT_INTERCEPTS_DIFFERENT_SLOPES);
        assertThat(result.selected().byBatch()).extracting(crossing -> (int) crossing.orderingTime())
                .containsExactly(24, 23, 17);
        assertThat(result.selected().worstBatch()).isEqualTo("3");
        SharedData.assertPrinted("F batch", java.util.Objects.requireNonNull(result.anova().get("batch").f()),
                "5.4055");
        SharedData.assertPrinted("F slopes", java.util.Objects.requireNonNull(result.anova().get("batch:time").f()),
                "5.0432");
    }

    /** Moisture with both limits, two-sided 95 %: LeBlond et al. 2011; months from expirest's own tests (R uniroot). */
    @Test
    void agreesOnMoistureWithBothLimits() {
        double[] months = {0, 1, 2, 3, 3, 6, 6, 12, 12, 24, 24};
        List<StabilityPoint> points = new ArrayList<>();
        enter(points, "b1", months, 2.20059, 1.70372, 3.32395, 2.75907, 2.43192, 1.76331, 1.56801, 2.19423, 3.22311,
                3.16325, 1.54837);
        enter(points, "b2", months, 2.81078, 1.94915, 2.49058, 2.00485, 3.307, 2.99309, 3.30159, 2.72512, 1.88341,
                2.77215, 1.69048);
        enter(points, "b3", months, 2.45301, 2.16138, 2.26631, 2.12853, 2.51775, 2.31034, 3.36915, 2.3207, 2.72001,
                2.19393, 3.45895);

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(1.5, 3.5));
        ShelfLifeResult lower = ShelfLife.estimate(points, ShelfLifeSettings.of(1.5, null).withSides(2));
        ShelfLifeResult upper = ShelfLife.estimate(points, ShelfLifeSettings.of(null, 4.5));

        assertThat(result.model()).isEqualTo(StabilityModel.COMMON_INTERCEPT_COMMON_SLOPE);
        assertThat(result.shelfLife().orElseThrow()).isCloseTo(45.3460440833, ROOT_FINDER);
        assertThat(lower.shelfLife().orElseThrow()).isCloseTo(50.7665191694, ROOT_FINDER);
        assertThat(upper.shelfLife().orElseThrow()).isCloseTo(96.3055219561, ROOT_FINDER);
    }

    private static void enter(List<StabilityPoint> to, String batch, double[] months, double... values) {
        for (int i = 0; i < values.length; i++) {
            to.add(StabilityPoint.of(batch, months[i], values[i]));
        }
    }

    private static ShelfLifeSettings settings(JsonNode expected) {
        double limit = expected.get("specification_limit").asDouble();
        return expected.get("side").asString().equals("lower")
                ? ShelfLifeSettings.of(limit, null)
                : ShelfLifeSettings.of(null, limit);
    }

    private static List<StabilityPoint> points(String name) {
        Map<String, List<String>> file = SharedData.csv("stability/" + name + ".csv");
        List<StabilityPoint> points = new ArrayList<>();
        for (int i = 0; i < file.get("Batch").size(); i++) {
            points.add(StabilityPoint.of(file.get("Batch").get(i), Double.parseDouble(file.get("Month").get(i)),
                    Double.parseDouble(file.get("response").get(i))));
        }
        return points;
    }
}
