package org.stroma.bioprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;

class CountingTests {

    private static final CountingChamber NEUBAUER = new CountingChamber(BigDecimal.ONE, new BigDecimal("0.1"));

    @Test
    void countsPerVolumeAndDilution() {
        CellConcentration c = CellConcentration.counted(new BigDecimal(126), BigDecimal.TWO, new BigDecimal("0.0004"),
                CellKind.TOTAL);

        assertThat(c.cellsPerMl()).isEqualByComparingTo("630000");
    }

    @Test
    void haemocytometerMultipliesTheMeanOfItsSquaresByTenThousand() {
        assertThat(NEUBAUER.squareVolumeMl()).isEqualByComparingTo("0.0001");
        assertThat(NEUBAUER.concentration(List.of(52, 48, 55, 49), BigDecimal.TWO, CellKind.TOTAL).cellsPerMl())
                .isEqualByComparingTo("1020000");
    }

    @Test
    void deeperChamberHoldsMore() {
        CountingChamber fuchsRosenthal = new CountingChamber(BigDecimal.ONE, new BigDecimal("0.2"));

        assertThat(fuchsRosenthal.concentration(List.of(100), BigDecimal.ONE, CellKind.TOTAL).cellsPerMl())
                .isEqualByComparingTo("500000");
    }

    @Test
    void viabilityIsThePartOfLivingCells() {
        ViabilityCount count = new ViabilityCount(456, 44);

        assertThat(count.percent()).isEqualByComparingTo("91.2");
        assertThat(count.viableOf(new CellConcentration(new BigDecimal("6.9e6"), CellKind.TOTAL)))
                .isEqualTo(CellConcentration.viable("6.2928e6"));
    }

    @Test
    void wilsonIntervalAgreesWithTheReference() {
        ViabilityCount.Interval interval = new ViabilityCount(456, 44).wilson(0.95);

        // mpmath 1.3 at 40 digits; the upper end is often quoted as 93.3795, one unit too high in its last place
        assertThat(interval.lowerPercent()).isCloseTo(88.392352793460988, within(1e-11));
        assertThat(interval.upperPercent()).isCloseTo(93.379401552507108, within(1e-11));
    }

    @Test
    void wilsonIntervalWidensWithItsConfidence() {
        ViabilityCount.Interval interval = new ViabilityCount(9, 1).wilson(0.99);

        assertThat(interval.lowerPercent()).isCloseTo(49.276822876710642, within(1e-11));
        assertThat(interval.upperPercent()).isCloseTo(98.814849658896706, within(1e-11));
    }

    @Test
    void wilsonIntervalTouchesItsEndsExactly() {
        assertThat(new ViabilityCount(20, 0).wilson(0.95).upperPercent()).isEqualTo(100);
        assertThat(new ViabilityCount(0, 20).wilson(0.95).lowerPercent()).isZero();
        assertThat(new ViabilityCount(20, 0).wilson(0.95).lowerPercent()).isCloseTo(83.887484194718061, within(1e-11));
    }

    @Test
    void refusesAViabilityOfNothing() {
        assertThatThrownBy(() -> new ViabilityCount(0, 0)).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new ViabilityCount(-1, 3)).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new ViabilityCount(5, 5).wilson(Double.NaN)).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new ViabilityCount(5, 5).wilson(1)).isInstanceOf(UnusableNumber.class);
    }

    @Test
    void refusesADilutionThatConcentrates() {
        assertThatThrownBy(() -> CellConcentration.counted(BigDecimal.TEN, new BigDecimal("0.5"), BigDecimal.ONE,
                CellKind.TOTAL)).isInstanceOfSatisfying(UnusableNumber.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("bioprocess.number.out-of-range"));
    }

    @Test
    void refusesAnEmptyChamberAndANegativeSquare() {
        assertThatThrownBy(() -> NEUBAUER.concentration(List.of(), BigDecimal.ONE, CellKind.TOTAL))
                .isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> NEUBAUER.concentration(List.of(3, -1), BigDecimal.ONE, CellKind.TOTAL))
                .isInstanceOf(UnusableNumber.class);
    }

    @Test
    void neverMixesViableAndTotalCells() {
        Cells viable = Cells.viable("5");
        Cells total = Cells.total(BigDecimal.TEN);

        assertThatThrownBy(() -> viable.plus(total)).isInstanceOf(UnlikeCells.class);
        assertThatThrownBy(() -> viable.per(total)).isInstanceOf(UnlikeCells.class);
        assertThatThrownBy(() -> viable.minus(Cells.viable("6"))).isInstanceOf(UnusableNumber.class);
    }

    @Test
    void numbersOfOneSizeAreEqualHoweverTheyAreWritten() {
        assertThat(Cells.viable("2.0224e7")).isEqualTo(Cells.viable("20224000.00"));
    }

    @Test
    void refusesNumbersThatOnlyASlipOfTheKeyboardMakes() {
        assertThatThrownBy(() -> Cells.viable("1e999999999")).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> Cells.viable("1e-999999999")).isInstanceOf(UnusableNumber.class);
    }

    @Test
    void recoveryComparesWithTheSameContainerBeforeFreezing() {
        // worked campaign, release: 6.31e6/mL of 7.0e6/mL, 5.2 mL filled
        Cells thawed = CellConcentration.viable("6.31e6").in(new BigDecimal("5.2"));
        Recovery recovery = Recovery.afterThaw(thawed, CellConcentration.viable("7.0e6"), new BigDecimal("5.2"));

        assertThat(recovery.percent().doubleValue()).isCloseTo(90.142857142857142, within(1e-12));
        assertThat(recovery.aboveOne()).isFalse();
    }

    @Test
    void recoveryOfNothingIsZeroAndFromNothingIsRefused() {
        Cells some = Cells.viable("1e6");

        assertThat(Recovery.of(some, Cells.viable("0")).fraction()).isEqualByComparingTo("0");
        assertThatThrownBy(() -> Recovery.of(Cells.viable("0"), some)).isInstanceOf(UnusableNumber.class);
    }
}
