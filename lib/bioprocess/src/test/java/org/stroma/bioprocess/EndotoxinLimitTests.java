package org.stroma.bioprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of endotoxin and valid dilutions against golden values. SR-061. */
class EndotoxinLimitTests {

    private static final EndotoxinBudget INTRAVENOUS = EndotoxinBudget.of(new BigDecimal(5));
    private static final CellConcentration LABEL = CellConcentration.viable("6e6");

    private static RegisteredUse infusion(String name, String cellsPerKg, String hours) {
        return RegisteredUse.perKilogram(name, new DoseBasis.PerKilogram(new BigDecimal(cellsPerKg)), LABEL,
                new BigDecimal(hours), INTRAVENOUS);
    }

    @Test
    void limitOfTheCampaignAgreesWithTheReference() {
        RegisteredUse use = infusion("1e6/kg within 1 h", "1e6", "1");

        assertThat(use.mlPerKgPerHour().doubleValue()).isCloseTo(0.166667, within(0.166667e-5));
        assertThat(use.endotoxinLimitEuPerMl().doubleValue()).isCloseTo(30, within(30e-12));
    }

    @Test
    void aDoseInLessThanAnHourCountsAsTheDoseOfThatHour() {
        assertThat(infusion("short", "1e6", "0.5").mlPerKgPerHour())
                .isEqualByComparingTo(infusion("hour", "1e6", "1").mlPerKgPerHour());
        assertThat(infusion("long", "1e6", "2").endotoxinLimitEuPerMl().doubleValue()).isCloseTo(60, within(60e-12));
    }

    @Test
    void worstCaseIsTheLowestLimitOfAllUses() {
        RegisteredUse intrathecal = RegisteredUse.volume("intrathecal 3 mL from 40 kg", new BigDecimal(3),
                new BigDecimal(40), BigDecimal.ONE, EndotoxinBudget.of(new BigDecimal("0.2")));
        EndotoxinLimit limit = EndotoxinLimit
                .worstCase(List.of(infusion("low", "1e6", "1"), intrathecal, infusion("high", "2e6", "1")));

        assertThat(limit.decidedBy()).isEqualTo(intrathecal);
        assertThat(limit.euPerMl().doubleValue()).isCloseTo(0.2 / 0.075, within(1e-12));
    }

    @Test
    void diluentAndLineTakeTheirPartOfTheBudget() {
        EndotoxinBudget shared = new EndotoxinBudget(new BigDecimal(5),
                List.of(new EndotoxinBudget.Source("diluent", new BigDecimal("0.75")),
                        new EndotoxinBudget.Source("line", new BigDecimal("0.25"))));
        RegisteredUse use = RegisteredUse.perKilogram("with diluent",
                new DoseBasis.PerKilogram(new BigDecimal("1e6")), LABEL, BigDecimal.ONE, shared);

        assertThat(use.endotoxinLimitEuPerMl().doubleValue()).isCloseTo(24, within(24e-12));
    }

    @Test
    void refusesABudgetThatOthersUseUp() {
        EndotoxinBudget empty = new EndotoxinBudget(new BigDecimal("0.2"),
                List.of(new EndotoxinBudget.Source("diluent", new BigDecimal("0.2"))));

        assertThatThrownBy(empty::leftForProduct).isInstanceOfSatisfying(EndotoxinBudget.Exhausted.class,
                refusal -> assertThat(refusal.code()).isEqualTo("bioprocess.endotoxin.budget-exhausted"));
    }

    @ParameterizedTest
    @CsvSource({"0.03, 33.333333333333336", "0.005, 200"})
    void dilutionAgreesWithTheReference(BigDecimal lambda, double expected) {
        assertThat(EndotoxinLimit.maximumValidDilution(BigDecimal.ONE, BigDecimal.ONE, lambda).doubleValue())
                .isCloseTo(expected, within(expected * 1e-12));
    }

    @Test
    void refusesNoUsesAndNumbersThatCannotBe() {
        assertThatThrownBy(() -> EndotoxinLimit.worstCase(List.of())).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> infusion("never", "1e6", "0")).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> EndotoxinBudget.of(BigDecimal.ZERO)).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(
                () -> EndotoxinLimit.maximumValidDilution(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO))
                .isInstanceOf(UnusableNumber.class);
    }
}
