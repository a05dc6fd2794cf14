package org.stroma.instruments.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1.50|POINT|1.50", "-.5|POINT|-0.5", "3.|POINT|3", "1.93E6|POINT|1.93E+6",
            "1,5|COMMA|1.5", "1,5|UNKNOWN|1.5", "1,234|POINT|1234", "1,234|UNKNOWN|1.234", "1,234,567|UNKNOWN|1234567",
            "1,234.5|UNKNOWN|1234.5", "1.234,5|UNKNOWN|1234.5", "+7|POINT|7"})
    void readsWhatIsPrinted(String text, DecimalSign sign, BigDecimal expected) {
        assertThat(Numbers.parse(text, sign)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "1.2.3", "0x10", "1e99999", "NaN", "Infinity", "1 2", "--1", "1,2,3", "٣"})
    void readsNoNumberWhereThereIsNone(String text) {
        assertThat(Numbers.parse(text, DecimalSign.POINT)).isNull();
    }

    @Test
    void keepsDecimals() {
        assertThat(Numbers.parse("0.0500", DecimalSign.POINT)).hasToString("0.0500");
        assertThat(Numbers.millions(new BigDecimal("7.46E4"))).isEqualByComparingTo("0.0746");
    }

    @Test
    void readsThousandsGroupedBySpacesAndApostrophes() {
        assertThat(Numbers.parseGrouped("1 240 000", DecimalSign.POINT)).isEqualByComparingTo("1240000");
        assertThat(Numbers.parseGrouped("1\u202F234,5", DecimalSign.COMMA)).isEqualByComparingTo("1234.5");
        assertThat(Numbers.parseGrouped("1'234.5", DecimalSign.POINT)).isEqualByComparingTo("1234.5");
        assertThat(Numbers.parseGrouped("12 40", DecimalSign.POINT)).isNull();
        assertThat(Numbers.parseGrouped("1 234'567", DecimalSign.POINT)).isNull();
    }

    @Test
    void takesAPointForGroupingWhereCommasAreDecimal() {
        assertThat(Numbers.parse("1.234", DecimalSign.COMMA)).isEqualByComparingTo("1234");
        assertThat(Numbers.parse("1.234.567", DecimalSign.COMMA)).isEqualByComparingTo("1234567");
        assertThat(Numbers.parse("0.234", DecimalSign.COMMA)).isEqualByComparingTo("0.234");
        assertThat(Numbers.isAmbiguous("1.234", DecimalSign.COMMA)).isTrue();
    }

    @Test
    void tellsAnAmbiguousComma() {
        assertThat(Numbers.isAmbiguous("1,234", DecimalSign.UNKNOWN)).isTrue();
        assertThat(Numbers.isAmbiguous("1,234", DecimalSign.POINT)).isFalse();
        assertThat(Numbers.isAmbiguous("1,23", DecimalSign.UNKNOWN)).isFalse();
    }

    @Test
    void writesBinaryNumbersShortly() {
        assertThat(Numbers.shortest(0.1)).hasToString("0.1");
        assertThat(Numbers.shortest(24.0)).hasToString("24");
        assertThat(Numbers.shortest(3.1446540880503147)).hasToString("3.1446540880503147");
    }

    @Test
    void recognisesTheDecimalSign() {
        assertThat(DecimalSign.recognise(Stream.of("a", "1,5", "2,75"))).isEqualTo(DecimalSign.COMMA);
        assertThat(DecimalSign.recognise(Stream.of("1.5", "1,5"))).isEqualTo(DecimalSign.POINT);
        assertThat(DecimalSign.recognise(Stream.of("1,234", "7"))).isEqualTo(DecimalSign.UNKNOWN);
        assertThat(DecimalSign.recognise(Stream.of("1.234", "1,5"))).isEqualTo(DecimalSign.COMMA);
        assertThat(DecimalSign.recognise(Stream.of("1.234,5", "7"))).isEqualTo(DecimalSign.COMMA);
        assertThat(DecimalSign.recognise(Stream.of("1 234,50"))).isEqualTo(DecimalSign.COMMA);
        assertThat(DecimalSign.recognise(Stream.of("1'234.5"))).isEqualTo(DecimalSign.POINT);
        assertThat(DecimalSign.recognise(Stream.of("1.234"))).isEqualTo(DecimalSign.POINT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"<8|BELOW|8", "> 4.0|ABOVE|4.0", "≤ 2|BELOW|2", ">MAX|ABOVE|",
            "OVRFLW|OUT_OF_RANGE|",
            "*****|OUT_OF_RANGE|", "Masked|MASKED|", "N/A|NOT_AVAILABLE|", "na|TEXT|", "5.0|EXACT|5.0"})
    void keepsWhatIsNoPlainNumber(String text, Printed.Kind kind, BigDecimal number) {
        Printed printed = Printed.of(text, DecimalSign.POINT);

        assertThat(printed.text()).isEqualTo(text);
        assertThat(printed.kind()).isEqualTo(kind);
        assertThat(printed.number()).isEqualTo(number);
    }

}
