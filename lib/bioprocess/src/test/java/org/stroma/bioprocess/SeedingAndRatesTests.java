package org.stroma.bioprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;

class SeedingAndRatesTests {

    private static final SeedingDensity FOUR_THOUSAND = new SeedingDensity(new BigDecimal(4000));
    private static final Growth P5 = new Growth(Cells.viable("7.0784e8"), Cells.viable("5.486e9"), 96);
    private static final MediumChange GLUCOSE = new MediumChange(5.55, 3.10, 44.24);
    private static final MediumChange LACTATE = new MediumChange(0.60, 5.10, 44.24);

    private static org.assertj.core.data.Offset<Double> sixDigits(double value) {
        return within(Math.abs(value) * 1e-6);
    }

    @Test
    void needsDensityTimesArea() {
        assertThat(FOUR_THOUSAND.cellsNeeded(new BigDecimal(7 * 25_280))).isEqualTo(Cells.viable("7.0784e8"));
        assertThat(FOUR_THOUSAND.cellsNeeded(new BigDecimal(8 * 632))).isEqualTo(Cells.viable("2.0224e7"));
    }

    @Test
    void splitRatioIsHarvestOverNeed() {
        assertThat(FOUR_THOUSAND.splitRatio(Cells.viable("1.62e8"), new BigDecimal(5056)).doubleValue())
                .isCloseTo(8.01028481012658, within(1e-12));
    }

    @Test
    void vesselsAreCountedWhole() {
        BigDecimal factory = new BigDecimal(25_280);

        assertThat(FOUR_THOUSAND.vessels(Cells.viable("7.0784e8"), factory)).isEqualTo(7);
        assertThat(FOUR_THOUSAND.vessels(Cells.viable("707839999.999999999999"), factory)).isEqualTo(6);
        assertThat(FOUR_THOUSAND.vessels(Cells.viable("0"), factory)).isZero();
    }

    @Test
    void densityFollowsFromCellsAndArea() {
        // worked campaign, step 12: 7.04e7 on 18 960 cm² is 3 713/cm²
        assertThat(SeedingDensity.of(Cells.viable("7.04e7"), new BigDecimal(18_960)).cellsPerCm2().doubleValue())
                .isCloseTo(3713.080168776371, within(1e-9));
    }

    @Test
    void ratesOfTheLastPassageAgreeWithTheReference() {
        ViableCellCurve curve = ViableCellCurve.exponential(P5);

        assertThat(curve.integralCellHours()).isCloseTo(2.24005e11, sixDigits(2.24005e11)).isCloseTo(224005060896.13975,
                within(0.3));
        assertThat(GLUCOSE.consumedMmol()).isCloseTo(108.388, sixDigits(108.388));
        assertThat(GLUCOSE.consumptionBy(curve).pmolPerCellHour()).isCloseTo(0.483864, sixDigits(0.483864));
        assertThat(GLUCOSE.consumptionBy(curve).pmolPerCellDay()).isCloseTo(11.61274, sixDigits(11.61274));
        assertThat(LACTATE.producedMmol()).isCloseTo(199.08, sixDigits(199.08));
        assertThat(LACTATE.productionBy(curve).pmolPerCellDay()).isCloseTo(21.3295, within(5e-5));
        assertThat(LACTATE.productionBy(curve).pmolPerCellDay()).isCloseTo(21.329518096090200, within(2e-11));
    }

    @Test
    void lactateYieldIsFlaggedOnlyAboveItsLimit() {
        MediumChange.LactateYield yield = MediumChange.LactateYield.of(GLUCOSE, LACTATE, 2.0);

        assertThat(yield.molPerMol()).isCloseTo(1.83673, within(5e-6)).isCloseTo(1.8367346938775511, within(1e-13));
        assertThat(yield.aboveLimit()).isFalse();
        assertThat(MediumChange.LactateYield.of(new MediumChange(5, 3, 1), new MediumChange(0, 4, 1), 2.0).aboveLimit())
                .isFalse();
        assertThat(MediumChange.LactateYield.of(GLUCOSE, LACTATE, 1.8).aboveLimit()).isTrue();
    }

    @Test
    void refusesAYieldWithoutGlucose() {
        MediumChange unchanged = new MediumChange(5.5, 5.5, 1);

        assertThatThrownBy(() -> MediumChange.LactateYield.of(unchanged, LACTATE, 2.0))
                .isInstanceOf(UnusableNumber.class);
    }

    @Test
    void moreThanTwoCountsAreJoinedByStraightLines() {
        ViableCellCurve curve = new ViableCellCurve(List.of(new ViableCellCurve.Point(0, Cells.viable("100")),
                new ViableCellCurve.Point(24, Cells.viable("200")),
                new ViableCellCurve.Point(72, Cells.viable("600"))));

        assertThat(curve.integralCellHours()).isEqualTo(24 * 150 + 48 * 400);
    }

    @Test
    void constantCultureIntegratesToCellsTimesTime() {
        ViableCellCurve flat = ViableCellCurve.exponential(new Growth(Cells.viable("1e6"), Cells.viable("1e6"), 48));

        assertThat(flat.integralCellHours()).isEqualTo(48e6);
    }

    @Test
    void slightGrowthKeepsItsDigits() {
        // relative change 1e-12: the integral is X0 t (1 + 0.5e-12), which (X1 - X0)/ln(X1/X0) would lose
        ViableCellCurve slight = ViableCellCurve
                .exponential(new Growth(Cells.viable("1e6"), Cells.viable("1000000.000001"), 48));

        assertThat(slight.integralCellHours()).isCloseTo(48e6 * (1 + 0.5e-12), within(48e6 * 2e-16));
    }

    @Test
    void refusesCountsOutOfOrderOrTooFew() {
        ViableCellCurve.Point point = new ViableCellCurve.Point(5, Cells.viable("10"));

        assertThatThrownBy(() -> new ViableCellCurve(List.of(point))).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new ViableCellCurve(List.of(point, point))).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new ViableCellCurve.Point(Double.NaN, Cells.viable("1")))
                .isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new MediumChange(Double.NaN, 1, 1)).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new MediumChange(1, -1, 1)).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new MediumChange(1, 1, 0)).isInstanceOf(UnusableNumber.class);
    }
}
