package org.stroma.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTests {
    private static final Rounding CHP = new Rounding(Rounding.Method.ROUNDED_VALUE, Rounding.Mode.HALF_EVEN);
    private static final Rounding USP = new Rounding(Rounding.Method.ROUNDED_VALUE, Rounding.Mode.HALF_UP);

    /** Examples of GB/T 8170-2008 §3.2.1 to §3.2.5 and §3.3.1, and the same numbers by USP general notices 7.20. */
    @ParameterizedTest
    @CsvSource({"12.1498,0.1,12.1,12.1", "12.1498,1,12,12", "1268,1e2,13e2,13e2", "10.5002,1,11,11",
            "1.050,0.1,1.0,1.1", "0.35,0.1,0.4,0.4", "2500,1e3,2e3,3e3", "3500,1e3,4e3,4e3", "-355,1e1,-36e1,-36e1",
            "-325,1e1,-32e1,-33e1", "97.46,1,97,97", "15.4546,1,15,15", "-0.0365,0.001,-0.036,-0.037",
            "80.5,1,80,81", "79.5,1,80,80", "79.50001,1,80,80", "78.5,1,78,79", "7.65,0.1,7.6,7.7",
            "6.25e6,0.1e6,6.2e6,6.3e6"})
    void roundsOnceFromTheRawDecimal(String raw, String place, String chinese, String american) {
        Ratio value = Ratio.of(new BigDecimal(raw));

        assertThat(CHP.reported(value, new BigDecimal(place))).isEqualByComparingTo(chinese);
        assertThat(USP.reported(value, new BigDecimal(place))).isEqualByComparingTo(american);
    }

    @Test
    void doesNotRoundTwice() {
        assertThat(CHP.reported(Ratio.of(new BigDecimal("79.46")), new BigDecimal("80"))).isEqualByComparingTo("79");
        assertThat(USP.reported(Ratio.of(new BigDecimal("0.4546")), new BigDecimal("1"))).isEqualByComparingTo("0");
    }

    @Test
    void theSameResultMayPassRoundedAndFailInFull() {
        Quantity limit = Quantity.parse("80", "%");
        Quantity result = Quantity.parse("79.6", "%");

        assertThat(CHP.compare(result, limit)).isZero();
        assertThat(Rounding.NONE.compare(result, limit)).isNegative();
    }

    @Test
    void thePlaceIsThatOfTheLimitInItsOwnUnit() {
        Quantity limit = Quantity.parse("7.2e6", "{cells}/mL", Qualifier.VIABLE);

        assertThat(CHP.compare(Quantity.parse("7.249e9", "{cells}/L", Qualifier.VIABLE), limit)).isZero();
        assertThat(CHP.compare(Quantity.parse("7.251e9", "{cells}/L", Qualifier.VIABLE), limit)).isPositive();
        assertThat(CHP.compare(Quantity.parse("7.2501e9", "{cells}/L", Qualifier.VIABLE), limit)).isPositive();
    }

    @Test
    void seesATieOnlyWhereThereIsOne() {
        Ratio third = Ratio.of(1).dividedBy(Ratio.of(3));
        Ratio justBelowATie = Ratio.of(new BigDecimal("0.5")).minus(third.times(Ratio.of(new BigDecimal("1e-40"))));

        assertThat(USP.reported(justBelowATie, BigDecimal.ONE)).isEqualByComparingTo("0");
    }
}
