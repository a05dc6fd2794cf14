package org.stroma.bioprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;

/** Dilution of a donor's sample against golden values. SR-061. */
class HaemodilutionTests {

    private static final Haemodilution.Rule RULE = new Haemodilution.Rule(new BigDecimal("0.025"),
            new BigDecimal("0.015"));

    private static Haemodilution of(String kg, String blood, String colloid, String crystalloid) {
        return Haemodilution.of(RULE, new BigDecimal(kg), new Haemodilution.Fluids(new BigDecimal(blood),
                new BigDecimal(colloid), new BigDecimal(crystalloid)));
    }

    @Test
    void bodyVolumesAgreeWithTheReference() {
        Haemodilution none = of("68", "0", "0", "0");

        assertThat(none.plasmaVolumeMl()).isEqualByComparingTo("2720");
        assertThat(none.bloodVolumeMl().doubleValue()).isCloseTo(4533.333333333333, within(1e-9));
        assertThat(none.diluted()).isFalse();
    }

    @Test
    void colloidAndCrystalloidTogetherExceedThePlasma() {
        // worked campaign, failing variant G1 (b): 1.2 L crystalloid and 1.6 L colloid at 68 kg
        assertThat(of("68", "0", "1600", "1200").exceeded()).containsExactly(Haemodilution.Volume.PLASMA);
    }

    @Test
    void bloodCountsAgainstTheBloodVolumeOnly() {
        assertThat(of("68", "4533.33", "0", "0").diluted()).isFalse();
        assertThat(of("68", "4533.34", "0", "0").exceeded()).containsExactly(Haemodilution.Volume.BLOOD);
        assertThat(of("68", "3000", "1600", "1200").exceeded()).containsExactlyInAnyOrder(
                Haemodilution.Volume.PLASMA, Haemodilution.Volume.BLOOD);
    }

    @Test
    void exactlyTheVolumeIsNotMore() {
        assertThat(of("68", "0", "1520", "1200").diluted()).isFalse();
        assertThat(of("68", "0", "1520.000001", "1200").diluted()).isTrue();
    }

    @Test
    void refusesNoWeightAndNegativeFluids() {
        assertThatThrownBy(() -> of("0", "0", "0", "0")).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> of("68", "-1", "0", "0")).isInstanceOf(UnusableNumber.class);
    }
}
