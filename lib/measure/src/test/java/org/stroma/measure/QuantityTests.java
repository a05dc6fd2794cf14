package org.stroma.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTests {

    @Test
    void threeKilogramsAndABitIsThatManyGrams() {
        Quantity newborn = Quantity.parse("3.420", "kg");

        assertThat(newborn.in(UnitOfMeasure.parse("g"))).hasToString("3420 g");
        assertThat(newborn).isEqualByComparingTo(Quantity.parse("3420", "g"));
    }

    @Test
    void aPercentIsNotAFraction() {
        assertThatExceptionOfType(UnlikeUnits.class)
                .isThrownBy(() -> Quantity.parse("0.95", "1").compareTo(Quantity.parse("95", "%")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("UNLIKE_UNITS"));
    }

    @Test
    void viableCellsAreNotAllCells() {
        Quantity viable = Quantity.parse("6.31e6", "{cells}/mL", Qualifier.VIABLE);
        Quantity total = Quantity.parse("6.92e6", "{cells}/mL", Qualifier.TOTAL);

        assertThatExceptionOfType(UnlikeUnits.class).isThrownBy(() -> viable.compareTo(total));
        assertThatExceptionOfType(UnlikeUnits.class).isThrownBy(() -> viable.plus(total));
    }

    @Test
    void aCountOfCellsSaysWhichCells() {
        assertThatIllegalArgumentException().isThrownBy(() -> Quantity.parse("6.31e6", "{cells}/mL"));
        assertThatIllegalArgumentException().isThrownBy(() -> Quantity.parse("5.2", "mL", Qualifier.VIABLE));
    }

    @ParameterizedTest
    @CsvSource({"80,0", "7.6,1", "7.2e6,-5", "3.000,3", "1 700,x", "7.2×10^6,-5", "-0.50,2", "−1.0,1"})
    void keepsThePlaceOfTheLastDigitWritten(String text, String scale) {
        if (scale.equals("x")) {
            assertThatExceptionOfType(NumberUnreadable.class).isThrownBy(() -> Decimals.parse(text));
            return;
        }
        assertThat(Decimals.parse(text).scale()).isEqualTo(Integer.parseInt(scale));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,5", "1.", ".5", "10⁶", "\uFF18", "NaN", "1e999", "0x1", "1 2", "--1", "1/3"})
    void refusesNumbersThatCanBeMisread(String text) {
        assertThatExceptionOfType(NumberUnreadable.class).isThrownBy(() -> Decimals.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"80", "7.2e6", "0.050", "-3", "1e3", "1000", "-5.40e6", "9.99e12"})
    void writesANumberSoThatItReadsBackTheSame(String text) {
        assertThat(Decimals.write(Decimals.parse(text))).isEqualTo(text);
    }

    @Test
    void convertsExactlyOrRefuses() {
        assertThat(Quantity.parse("90", "min").in(UnitOfMeasure.parse("h"))).hasToString("1.5 h");
        assertThat(Quantity.parse("37", "Cel").in(UnitOfMeasure.parse("K"))).hasToString("310.15 K");
        assertThat(Quantity.parse("2", "a").in(UnitOfMeasure.parse("mo"))).hasToString("24 mo");
        assertThatExceptionOfType(InexactConversion.class)
                .isThrownBy(() -> Quantity.parse("1", "min").in(UnitOfMeasure.parse("h")));
    }

    @Test
    void comparesWithoutRoundingWhatHasNoFiniteDecimal() {
        assertThat(Quantity.parse("20", "min")).isLessThan(Quantity.parse("0.33333333333333333334", "h"));
        assertThat(Quantity.parse("20", "min")).isGreaterThan(Quantity.parse("0.33333333333333333333", "h"));
    }

    @Test
    void addsLikeQuantitiesInTheUnitOfTheFirst() {
        assertThat(Quantity.parse("1.5", "h").plus(Quantity.parse("30", "min"))).hasToString("2.0 h");
        assertThat(Quantity.parse("714.29", "mL").minus(Quantity.parse("12", "mL"))).hasToString("702.29 mL");
    }

    @Test
    void threeThousandKilogramsIsImplausibleForANewborn() {
        PlausibleRange newborn = new PlausibleRange(Quantity.parse("0.3", "kg"), Quantity.parse("8", "kg"));

        assertThat(newborn.holds(Quantity.parse("3420", "g"))).isTrue();
        assertThat(newborn.holds(Quantity.parse("3420", "kg"))).isFalse();
        assertThat(newborn.holds(Quantity.parse("8.000", "kg"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"<0.05,<0.05,Below", "< 0.05,<0.05,Below", "≤2,≤2,Below", "<=2,≤2,Below", ">1000,>1000,Above",
            "≥ 95,≥95,Above", "91.2,91.2,Exact", "ND,ND,NotDetected", "未检出,ND,NotDetected", "\uFF1C0.1,<0.1,Below"})
    void readsCensoredResults(String text, String written, String kind) {
        Measurement measurement = Measurement.parse(text, "{EU}/mL", Qualifier.NONE);

        assertThat(measurement.writtenNumber()).isEqualTo(written);
        assertThat(measurement.getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void aRatioIsInLowestTermsAndKnowsItsDecimal() {
        assertThat(Ratio.of(6).dividedBy(Ratio.of(-8))).isEqualTo(Ratio.of(-3).dividedBy(Ratio.of(4)))
                .hasToString("-0.75");
        assertThat(Ratio.of(1).dividedBy(Ratio.of(3)).toDecimal()).isEmpty();
        assertThat(Ratio.of(2).power(-3)).hasToString("0.125");
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.ONE.dividedBy(Ratio.of(0)));
    }
}
