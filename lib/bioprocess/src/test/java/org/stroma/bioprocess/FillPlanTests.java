package org.stroma.bioprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;

class FillPlanTests {

    private static FillPlan plan(String cells, String target, String dead, String fill) {
        return new FillPlan(Cells.viable(cells), CellConcentration.viable(target), new BigDecimal(dead),
                new BigDecimal(fill));
    }

    @Test
    void campaignFillsOneHundredThirtyFive() {
        FillPlan plan = plan("5.0e9", "7.0e6", "12", "5.2");

        assertThat(plan.bulkVolumeMl().doubleValue()).isCloseTo(714.2857142857143, within(1e-10));
        assertThat(plan.containers()).isEqualTo(135);
        assertThat(plan.remainderMl().doubleValue()).isCloseTo(0.2857142857142857, within(1e-10));
        assertThat(plan.cellsPerContainer()).isEqualTo(Cells.viable("3.64e7"));
    }

    @Test
    void oneMoreContainerThanTheVolumeAllowsIsNoticed() {
        FillPlan plan = plan("5.0e9", "7.0e6", "12", "5.2");

        assertThat(plan.allows(135)).isTrue();
        assertThat(plan.allows(136)).isFalse();
    }

    @Test
    void anExactlyFullLastContainerCounts() {
        // 3e6 / 1e6 = 3 mL = 0.3 mL dead + 9 x 0.3 mL; in binary (3 - 0.3) / 0.3 is below 9
        assertThat(plan("3e6", "1e6", "0.3", "0.3").containers()).isEqualTo(9);
        assertThat(plan("3e6", "1e6", "0.3", "0.3").remainderMl()).isEqualByComparingTo("0");
        assertThat(plan("2999999.999999999999999999", "1e6", "0.3", "0.3").containers()).isEqualTo(8);
    }

    @Test
    void aBulkSmallerThanTheLineFillsNothing() {
        assertThat(plan("1e6", "1e6", "12", "5.2").containers()).isZero();
        assertThat(plan("1e6", "1e6", "12", "5.2").remainderMl()).isEqualByComparingTo("0");
    }

    @Test
    void refusesNumbersThatCannotBe() {
        assertThatThrownBy(() -> plan("0", "1e6", "1", "5")).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> plan("1e6", "0", "1", "5")).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> plan("1e6", "1e6", "-1", "5")).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> plan("1e6", "1e6", "1", "0")).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> plan("1e6", "1e6", "1", "1").allows(-1)).isInstanceOf(UnusableNumber.class);
    }
}
