package org.stroma.statistics.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.StatisticsRefusal;

class SamplingTests {

    /** Lots of 130: 0.076923, 0.334211 and 0.153846. */
    @ParameterizedTest
    @CsvSource({"130, 10, 1, 0.076923", "130, 10, 5, 0.334211", "130, 20, 1, 0.153846"})
    void detectionMeetsThePublishedChances(int lot, int sample, int defective, double chance) {
        assertThat(DetectionProbability.atLeastOne(lot, sample, defective)).isCloseTo(chance, within(5e-7));
    }

    /** Montgomery, 7th ed., ch. 15.2.2: n 89, c 2, 1 % defective: acceptance 0.9397. */
    @Test
    void acceptanceMeetsMontgomerysCurve() {
        assertThat(DetectionProbability.acceptanceOfManyUnits(89, 0.01, 2)).isCloseTo(0.9397, within(5e-5));
    }

    @Test
    void sampleSizeIsTheFewestThatDetects() {
        int n = DetectionProbability.sampleSizeFor(130, 5, 0.95);

        assertThat(DetectionProbability.atLeastOne(130, n, 5)).isGreaterThanOrEqualTo(0.95);
        assertThat(DetectionProbability.atLeastOne(130, n - 1, 5)).isLessThan(0.95);
        assertThat(DetectionProbability.sampleSizeFor(20, 1, 0.999)).isEqualTo(20);
    }

    /** Containers of materials in Chinese GMP practice and sterility samples of ChP 1101, USP 71, Ph. Eur. 2.6.1. */
    @ParameterizedTest
    @CsvSource({"2, 2, 2, 2", "3, 3, 3, 3", "4, 3, 3, 4", "30, 7, 7, 4", "100, 11, 11, 10", "101, 12, 12, 10",
            "300, 19, 19, 10",
            "301, 10, 19, 10", "501, 13, 24, 11", "900, 16, 31, 18", "5000, 37, 72, 20"})
    void countsFollowTheRules(int lot, int chinese, int root, int sterility) {
        assertThat(CountRule.CHINESE_GMP.count(lot)).isEqualTo(chinese);
        assertThat(CountRule.ROOT_PLUS_ONE.count(lot)).isEqualTo(root);
        assertThat(CountRule.STERILITY.count(lot)).isEqualTo(sterility);
    }

    /** ISO 2859-1 table 2-A at level II, arrows resolved: letter used, sample, acceptance number. */
    @ParameterizedTest
    @CsvSource({"40, 0.65, F, 20, 0", "40, 1.0, E, 13, 0", "40, 2.5, C, 5, 0", "40, 4.0, E, 13, 1",
            "70, 0.65, F, 20, 0",
            "70, 1.0, E, 13, 0", "70, 2.5, F, 20, 1", "70, 4.0, E, 13, 1", "120, 0.65, F, 20, 0", "120, 1.0, E, 13, 0",
            "120, 2.5, F, 20, 1",
            "120, 4.0, F, 20, 2", "200, 0.65, F, 20, 0", "200, 1.0, H, 50, 1", "200, 2.5, G, 32, 2",
            "200, 4.0, G, 32, 3",
            "400, 0.65, J, 80, 1", "400, 1.0, H, 50, 1", "400, 2.5, H, 50, 3", "400, 4.0, H, 50, 5",
            "900, 0.65, J, 80, 1",
            "900, 1.0, J, 80, 2", "900, 2.5, J, 80, 5", "900, 4.0, J, 80, 7", "2000, 0.65, K, 125, 2",
            "2000, 1.0, K, 125, 3",
            "2000, 2.5, K, 125, 7", "2000, 4.0, K, 125, 10"})
    void normalPlansMeetTheStandard(int lot, double limit, char letter, int size, int acceptance) {
        AcceptancePlan plan = AcceptancePlan.of(lot, InspectionLevel.II, limit, Inspection.NORMAL);

        assertThat(plan).isEqualTo(new AcceptancePlan(letter, size, acceptance, acceptance + 1, size >= lot));
    }

    /** Cells at the edges of tables II-A and II-B of MIL-STD-105E, which ISO 2859-1 keeps. */
    @ParameterizedTest
    @CsvSource({"NORMAL, 600000, III, 0.010, 1250, 0", "NORMAL, 600000, III, 0.015, 800, 0",
            "NORMAL, 600000, III, 0.025, 2000, 1",
            "NORMAL, 8, II, 10, 5, 1", "NORMAL, 8, II, 15, 3, 1", "NORMAL, 8, II, 1000, 2, 30",
            "NORMAL, 90, II, 400, 8, 44",
            "NORMAL, 90, II, 250, 13, 44", "NORMAL, 150, II, 100, 13, 21", "TIGHTENED, 2000, II, 0.25, 315, 1",
            "TIGHTENED, 2000, II, 0.65, 125, 1", "TIGHTENED, 2000, II, 2.5, 125, 5", "TIGHTENED, 2000, II, 4.0, 125, 8",
            "TIGHTENED, 2000, II, 10, 125, 18", "TIGHTENED, 100, II, 1.0, 20, 0", "TIGHTENED, 200, II, 1.0, 80, 1",
            "TIGHTENED, 600000, III, 0.025, 3150, 1", "TIGHTENED, 600000, III, 0.010, 2000, 0",
            "TIGHTENED, 9, II, 6.5, 3, 0"})
    void edgesMeetTheStandard(Inspection inspection, int lot, InspectionLevel level, double limit, int size,
            int acceptance) {
        AcceptancePlan plan = AcceptancePlan.of(lot, level, limit, inspection);

        assertThat(plan.sampleSize()).isEqualTo(Math.min(lot, size));
        assertThat(plan.acceptance()).isEqualTo(acceptance);
    }

    /** ISO 2859-1:1999 table 2-C, code letter K (50) and J (32), where the gap between Ac and Re of MIL-STD-105E is gone. */
    @ParameterizedTest
    @CsvSource({"2000, 0.10, 50, 0", "2000, 0.65, 50, 1", "2000, 1.0, 50, 2", "2000, 1.5, 50, 3", "2000, 2.5, 50, 5",
            "2000, 4.0, 50, 6",
            "2000, 6.5, 50, 8", "2000, 10, 50, 10", "2000, 0.15, 32, 0", "2000, 0.40, 80, 1", "900, 1.0, 32, 1"})
    void reducedPlansMeetTheStandard(int lot, double limit, int size, int acceptance) {
        AcceptancePlan plan = AcceptancePlan.of(lot, InspectionLevel.II, limit, Inspection.REDUCED);

        assertThat(plan.sampleSize()).isEqualTo(size);
        assertThat(plan.acceptance()).isEqualTo(acceptance);
        assertThat(plan.rejection()).isEqualTo(acceptance + 1);
    }

    @Test
    void codeLettersMeetTableOne() {
        assertThat(InspectionLevel.II.letter(8)).isEqualTo('A');
        assertThat(InspectionLevel.II.letter(9)).isEqualTo('B');
        assertThat(InspectionLevel.II.letter(501)).isEqualTo('J');
        assertThat(InspectionLevel.II.letter(10000)).isEqualTo('L');
        assertThat(InspectionLevel.S1.letter(1_000_000)).isEqualTo('D');
        assertThat(InspectionLevel.S4.letter(3200)).isEqualTo('G');
        assertThat(InspectionLevel.III.letter(600000)).isEqualTo('R');
    }

    @Test
    void aSmallLotIsInspectedWhole() {
        AcceptancePlan plan = AcceptancePlan.of(15, InspectionLevel.II, 0.65, Inspection.NORMAL);

        assertThat(plan.everyUnit()).isTrue();
        assertThat(plan.sampleSize()).isEqualTo(15);
    }

    @Test
    void twoFailuresInFiveTighten() {
        InspectionHistory history = InspectionHistory.start().after(lot(9)).after(lot(0)).after(lot(0)).after(lot(0));
        assertThat(history.inspection()).isEqualTo(Inspection.NORMAL);

        assertThat(history.after(lot(9)).inspection()).isEqualTo(Inspection.TIGHTENED);
        assertThat(history.after(lot(0)).after(lot(9)).inspection()).isEqualTo(Inspection.NORMAL);
    }

    @Test
    void fivePassesReturnToNormal() {
        InspectionHistory history = InspectionHistory.start().after(lot(9)).after(lot(9));
        for (int i = 0; i < 4; i++) {
            history = history.after(lot(0));
            assertThat(history.inspection()).isEqualTo(Inspection.TIGHTENED);
        }
        assertThat(history.after(lot(0)).inspection()).isEqualTo(Inspection.NORMAL);
    }

    @Test
    void fiveFailuresTightenedStop() {
        InspectionHistory history = InspectionHistory.start().after(lot(9)).after(lot(9));
        for (int i = 0; i < 5; i++) {
            history = history.after(lot(0)).after(lot(9));
        }
        InspectionHistory stopped = history;

        assertThat(stopped.discontinued()).isTrue();
        assertThatThrownBy(() -> stopped.after(lot(0))).isInstanceOf(StatisticsRefusal.class);
        assertThat(stopped.resumed().inspection()).isEqualTo(Inspection.TIGHTENED);
    }

    /** Ac is 3 at limit 2.5 and 2 one step tighter: ten lots with at most 2 units reach 30; a lot with 3 passes but starts again. */
    @Test
    void aScoreOfThirtyReduces() {
        InspectionHistory history = InspectionHistory.start();
        for (int i = 0; i < 9; i++) {
            history = history.after(lot(2));
        }
        assertThat(history.switchingScore()).isEqualTo(27);
        assertThat(history.after(lot(3)).switchingScore()).isZero();
        assertThat(history.after(new InspectionHistory.Lot(400, InspectionLevel.II, 2.5, 2, false)).inspection())
                .isEqualTo(Inspection.NORMAL);

        InspectionHistory reduced = history.after(lot(2));
        assertThat(reduced.inspection()).isEqualTo(Inspection.REDUCED);
        assertThat(reduced.after(lot(0)).inspection()).isEqualTo(Inspection.REDUCED);
        assertThat(reduced.after(lot(9)).inspection()).isEqualTo(Inspection.NORMAL);
    }

    @Test
    void refusesWhatTheStandardLacks() {
        assertThatThrownBy(() -> AcceptancePlan.of(1, InspectionLevel.II, 1.0, Inspection.NORMAL))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> AcceptancePlan.of(100, InspectionLevel.II, 0.5, Inspection.NORMAL))
                .hasMessageContaining("0.5 is not an acceptance quality limit");
        assertThatThrownBy(() -> AcceptancePlan.of(100, InspectionLevel.II, 15, Inspection.REDUCED))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> CountRule.STERILITY.count(0)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> DetectionProbability.atLeastOne(10, 11, 1)).isInstanceOf(StatisticsRefusal.class);
    }

    private static InspectionHistory.Lot lot(int nonconforming) {
        return new InspectionHistory.Lot(400, InspectionLevel.II, 2.5, nonconforming, true);
    }
}
