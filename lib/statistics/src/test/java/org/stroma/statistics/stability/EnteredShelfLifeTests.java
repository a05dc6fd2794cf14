package org.stroma.statistics.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.model.AnovaRow;

/** Published stability studies whose results are entered here from their source; every figure is met to its printed digits. */
class EnteredShelfLifeTests {
    private static final double[] NINE = {0, 3, 3, 6, 6, 12, 12, 24, 24};
    private static final double[] EIGHT = {0, 3, 6, 6, 12, 12, 24, 24};
    private static final double[] ELEVEN = {0, 1, 2, 3, 3, 6, 6, 12, 12, 24, 24};
    private static final double[] THIRD = {104.8, 103, 101.2, 100.8, 99.2, 98.6, 97.2, 97.6, 98};
    private static final double[] FOURTH = {104, 103.2, 102.8, 103.3, 102.4, 101.2, 99.1, 99.5};

    private static void add(List<StabilityPoint> to, String batch, double[] times, double... results) {
        assertThat(results).hasSameSizeAs(times);
        for (int i = 0; i < times.length; i++) {
            to.add(StabilityPoint.of(batch, times[i], results[i]));
        }
    }

    private static double shelfLife(ShelfLifeResult result, StabilityModel model) {
        return result.estimate(model).crossing().finite().orElseThrow();
    }

    private static void test(AnovaRow row, double f, double unit) {
        assertThat(row.f()).isCloseTo(f, within(unit / 2));
    }

    /** LeBlond, Griffith and Aubuchon, J. Valid. Technol. 17(3) 2011, tables VI and VII: potency, 23.4 months at 95 %. */
    @Test
    void meetsDifferentInterceptsWithACommonSlope() {
        List<StabilityPoint> points = new ArrayList<>();
        add(points, "3", NINE, THIRD);
        add(points, "4", EIGHT, FOURTH);
        add(points, "5", ELEVEN, 102, 101.4, 100.8, 100.2, 99.7, 98.8, 98.5, 98, 97.1, 96.6, 96.1);

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(95.0, null));

        assertThat(result.model()).isEqualTo(StabilityModel.DIFFERENT_INTERCEPTS_COMMON_SLOPE);
        assertThat(shelfLife(result, result.model())).isCloseTo(23.4, within(0.05));
        assertThat(result.selected().worstBatch()).isEqualTo("5");
        test(result.slopes(), 0.183, 0.001);
        test(result.intercepts(), 21.738, 0.001);
        double[] intercepts = {102.176, 104.255, 100.82};
        double[] units = {0.001, 0.001, 0.01};
        for (int i = 0; i < 3; i++) {
            Line line = result.selected().lines().get(i);
            assertThat(line.intercept()).isCloseTo(intercepts[i], within(units[i] / 2));
            assertThat(line.slope()).isCloseTo(-0.213121, within(5e-7));
        }
    }

    /** The same, tables XIII and XIV: moisture with two limits, 45.35 months; the printed slope 0.0022724 is 0.00227234. */
    @Test
    void meetsACommonLineBetweenTwoLimits() {
        List<StabilityPoint> points = new ArrayList<>();
        add(points, "1", ELEVEN, 2.20059, 1.70372, 3.32395, 2.75907, 2.43192, 1.76331, 1.56801, 2.19423, 3.22311,
                3.16325, 1.54837);
        add(points, "2", ELEVEN, 2.81078, 1.94915, 2.49058, 2.00485, 3.307, 2.99309, 3.30159, 2.72512, 1.88341,
                2.77215, 1.69048);
        add(points, "3", ELEVEN, 2.45301, 2.16138, 2.26631, 2.12853, 2.51775, 2.31034, 3.36915, 2.3207, 2.72001,
                2.19393, 3.45895);

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(1.5, 3.5));

        assertThat(result.model()).isEqualTo(StabilityModel.COMMON_INTERCEPT_COMMON_SLOPE);
        assertThat(shelfLife(result, result.model())).isCloseTo(45.35, within(0.005));
        test(result.slopes(), 0.748, 0.001);
        test(result.intercepts(), 0.354, 0.001);
        Line line = result.selected().lines().getFirst();
        assertThat(line.intercept()).isCloseTo(2.45678, within(5e-6));
        assertThat(line.slope()).isCloseTo(0.0022723, within(5e-8));
    }

    /** SAS Institute, JMP 12 Reliability and Survival Methods, 2015, pp. 174-176: concentration of four batches, limit 95. */
    @Test
    void meetsFourBatchesOfJmp() {
        List<StabilityPoint> points = new ArrayList<>();
        add(points, "1", NINE, 102, 101, 101, 100.5, 100.8, 100.1, 99, 96.7, 97.2);
        add(points, "2", new double[]{0, 1, 3, 3, 6, 6, 12, 12, 24, 24}, 101, 101.3, 99.8, 99.2, 99.5, 97.8, 97.4, 97.2,
                96.9, 96);
        add(points, "3", NINE, THIRD);
        add(points, "4", EIGHT, FOURTH);

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(95.0, null));

        assertThat(result.model()).isEqualTo(StabilityModel.DIFFERENT_INTERCEPTS_COMMON_SLOPE);
        assertThat(shelfLife(result, StabilityModel.DIFFERENT_INTERCEPTS_COMMON_SLOPE)).isCloseTo(23.47505,
                within(5e-6));
        assertThat(shelfLife(result, StabilityModel.DIFFERENT_INTERCEPTS_DIFFERENT_SLOPES)).isCloseTo(23.11596,
                within(5e-6));
        assertThat(shelfLife(result, StabilityModel.COMMON_INTERCEPT_COMMON_SLOPE)).isCloseTo(29.98567, within(5e-6));
        test(result.slopes(), 0.329081, 1e-6);
        test(result.intercepts(), 19.88764, 1e-5);
        double[] intercepts = {101.8332, 100.4501, 102.0666, 104.1366};
        for (int i = 0; i < 4; i++) {
            assertThat(result.selected().lines().get(i).intercept()).isCloseTo(intercepts[i], within(5e-5));
        }
    }

    /** Velagaleti in Gad, Pharmaceutical Manufacturing Handbook, 2008, p. 613: separate lines, 24, 23 and 17 whole months. */
    @Test
    void meetsThreeBatchesWithSlopesOfTheirOwn() {
        List<StabilityPoint> points = new ArrayList<>();
        double[] months = {0, 3, 6, 9, 12, 18};
        add(points, "1", new double[]{0, 3, 6, 9, 12, 18, 24}, 99.2, 97.1, 96.1, 95.2, 93.8, 93.1, 92.4);
        add(points, "2", months, 98.7, 97, 96.2, 95.1, 94.2, 93.3);
        add(points, "3", months, 102.5, 98.9, 97.1, 95.6, 94.1, 93.1);

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(90.0, null));

        assertThat(result.model()).isEqualTo(StabilityModel.DIFFERENT_INTERCEPTS_DIFFERENT_SLOPES);
        assertThat(result.slopes().p()).isCloseTo(0.02392, within(5e-6));
        assertThat(result.selected().byBatch()).extracting(crossing -> Math.floor(crossing.orderingTime()))
                .containsExactly(24.0, 23.0, 17.0);
        assertThat(result.selected().worstBatch()).isEqualTo("3");
    }

    @Test
    void namesABatchWithoutAnyResult() {
        List<StabilityPoint> points = new ArrayList<>();
        add(points, "3", NINE, THIRD);
        add(points, "4", EIGHT, FOURTH);
        points.add(new StabilityPoint("5", 0, new Reading.Below(95)));
        points.add(new StabilityPoint("5", 3, new Reading.Missing()));

        ShelfLifeResult result = ShelfLife.estimate(points, ShelfLifeSettings.of(95.0, null));

        assertThat(result.warnings())
                .filteredOn(note -> note.code().equals("shelf-life-batch-without-results")).singleElement()
                .satisfies(note -> assertThat(note.message(Locale.ENGLISH)).contains("batch 5"));
        assertThat(result.selected().byBatch()).hasSize(2);
    }
}
