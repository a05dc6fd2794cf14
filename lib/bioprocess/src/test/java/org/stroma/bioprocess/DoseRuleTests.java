package org.stroma.bioprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoseRuleTests {

    private static final CellConcentration LOT = CellConcentration.viable("6.31e6");
    private static final DoseBasis PER_KG = new DoseBasis.PerKilogram(new BigDecimal("1e6"));
    private static final Presentation VIAL = new Presentation(CellConcentration.viable("6.0e6"), new BigDecimal(5),
            Optional.of(new Solvent(new BigDecimal("0.10"), new BigDecimal("1.10"))));

    private static Drawing drawing(Drawing.Concentration by, String step) {
        return new Drawing(by, new BigDecimal(step), RoundingMode.HALF_UP);
    }

    private static DoseRule rule(DoseBasis basis, String step) {
        return new DoseRule(basis, Optional.empty(), VIAL, drawing(Drawing.Concentration.LABEL, step));
    }

    @Test
    void unroundedDoseAgreesWithTheReference() {
        Dose dose = rule(PER_KG, "1e-20").forPatient(new BigDecimal(62), LOT);

        assertThat(dose.volume().drawnMl().doubleValue()).isCloseTo(10.333333333333333, within(1e-9));
        assertThat(dose.containers()).isEqualTo(3);
        assertThat(dose.solvent().orElseThrow().grams().doubleValue()).isCloseTo(1.136667, within(1.1e-6));
        assertThat(dose.solvent().orElseThrow().mgPerKg().doubleValue()).isCloseTo(18.3333, within(5e-5));
        assertThat(dose.deliveredByLot().number().doubleValue() / 62).isCloseTo(1.051667e6, within(1.051667));
    }

    /** The patient table of the worked campaign; delivered cells are printed there to four digits. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "PT-A, 62.0, 6.20e7, 10.33, 3, 18.33, 65182300, 6.518e7, 61980000",
            "PT-B, 48.0, 4.80e7, 8.00, 2, 18.33, 50480000, 5.048e7, 48000000",
            "PT-C, 41.5, 4.15e7, 6.92, 2, 18.34, 43665200, 4.367e7, 41520000"})
    void patientsOfTheCampaignReceiveWhatTheTableSays(String patient, BigDecimal kg, BigDecimal cells, BigDecimal ml,
            long vials, BigDecimal dmsoMgPerKg, BigDecimal byLot, BigDecimal printedByLot, BigDecimal byLabel) {
        Dose dose = rule(PER_KG, "0.01").forPatient(kg, LOT);

        assertThat(dose.cells().number()).isEqualByComparingTo(cells);
        assertThat(dose.volume().drawnMl()).isEqualByComparingTo(ml);
        assertThat(dose.containers()).isEqualTo(vials);
        assertThat(dose.solvent().orElseThrow().mgPerKg().setScale(2, RoundingMode.HALF_UP)).isEqualTo(dmsoMgPerKg);
        assertThat(dose.deliveredByLot().number()).isEqualByComparingTo(byLot);
        assertThat(dose.deliveredByLot().number().round(new java.math.MathContext(4)))
                .isEqualByComparingTo(printedByLot);
        assertThat(dose.deliveredByLabel().number()).isEqualByComparingTo(byLabel);
        assertThat(dose.labelPercent().doubleValue()).isBetween(99.9, 100.1);
    }

    @Test
    void capActsBeforeContainersAreCounted() {
        DoseRule capped = new DoseRule(PER_KG, Optional.of(Cells.viable("6e7")), VIAL,
                drawing(Drawing.Concentration.LABEL, "0.01"));
        Dose heavy = capped.forPatient(new BigDecimal(95), LOT);

        assertThat(heavy.capped()).isTrue();
        assertThat(heavy.cells()).isEqualTo(Cells.viable("6e7"));
        assertThat(heavy.volume().drawnMl()).isEqualByComparingTo("10");
        assertThat(heavy.containers()).isEqualTo(2);
        assertThat(capped.forPatient(new BigDecimal(60), LOT).capped()).isFalse();
    }

    @Test
    void fixedDoseDoesNotDependOnWeight() {
        DoseRule fixed = rule(new DoseBasis.Fixed(Cells.viable("1.2e8")), "0.1");

        assertThat(fixed.forPatient(new BigDecimal(40), LOT).volume())
                .isEqualTo(fixed.forPatient(new BigDecimal(90), LOT).volume());
        assertThat(fixed.forPatient(new BigDecimal(40), LOT).containers()).isEqualTo(4);
    }

    @Test
    void eachSiteIsDrawnInWholeSteps() {
        // 1e7 at 6e6/mL is 1.666… mL; four sites of 1.7 mL are 6.8 mL, not 6.67
        Dose dose = rule(new DoseBasis.PerSite(Cells.viable("1e7"), 4), "0.1").forPatient(new BigDecimal(70), LOT);

        assertThat(dose.volume().drawnPerSiteMl()).isEqualByComparingTo("1.7");
        assertThat(dose.volume().drawnMl()).isEqualByComparingTo("6.8");
        assertThat(dose.containers()).isEqualTo(2);
        assertThat(dose.deliveredByLabel()).isEqualTo(Cells.viable("4.08e7"));
        assertThat(dose.labelPercent()).isEqualByComparingTo("102");
    }

    @Test
    void doseByLotDrawsLessOfAStrongerLot() {
        DoseRule byLot = new DoseRule(PER_KG, Optional.empty(), VIAL, drawing(Drawing.Concentration.LOT, "0.01"));
        Dose dose = byLot.forPatient(new BigDecimal(62), LOT);

        assertThat(dose.volume().drawnMl()).isEqualByComparingTo("9.83");
        assertThat(dose.containers()).isEqualTo(2);
        assertThat(dose.deliveredByLot()).isEqualTo(Cells.viable("62027300"));
    }

    @ParameterizedTest
    @CsvSource({"30, 1", "30.06, 2", "60, 2", "60.06, 3", "90, 3"})
    void wholeContainersAreNotRoundedUp(BigDecimal kg, long containers) {
        assertThat(rule(PER_KG, "0.01").forPatient(kg, LOT).containers()).isEqualTo(containers);
    }

    @Test
    void aTrillionthOfAContainerTooMuchIsNoContainer() {
        Dose dose = rule(PER_KG, "1e-14").forPatient(new BigDecimal("30.000000000006"), LOT);

        assertThat(dose.volume().drawnMl()).isEqualByComparingTo("5.000000000001");
        assertThat(dose.containers()).isEqualTo(1);
    }

    @Test
    void ordersAreComparedWithTheDoseDue() {
        Dose dose = rule(PER_KG, "0.01").forPatient(new BigDecimal(48), LOT);

        assertThat(dose.orderPercent(Cells.viable("4.8e8"))).isEqualByComparingTo("1000");
        assertThat(dose.orderPercent(Cells.viable("4.8e7"))).isEqualByComparingTo("100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.0001"})
    void refusesWeightsThatGiveNoDose(String kg) {
        assertThatThrownBy(() -> rule(PER_KG, "0.01").forPatient(new BigDecimal(kg), LOT))
                .isInstanceOf(UnusableNumber.class);
    }

    @Test
    void refusesImpossibleProducts() {
        assertThatThrownBy(() -> new Solvent(new BigDecimal("1.01"), BigDecimal.ONE))
                .isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new DoseBasis.PerSite(Cells.viable("1"), 0)).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new Drawing(Drawing.Concentration.LABEL, BigDecimal.ZERO, RoundingMode.HALF_EVEN))
                .isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> rule(PER_KG, "0.01").forPatient(BigDecimal.TEN,
                new CellConcentration(BigDecimal.TEN, CellKind.TOTAL))).isInstanceOf(UnlikeCells.class);
    }
}
