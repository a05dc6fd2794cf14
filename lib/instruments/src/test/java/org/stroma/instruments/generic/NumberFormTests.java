package org.stroma.instruments.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormTests {

    @ParameterizedTest
    @CsvSource({"5.10, 5.10", "-0.5, -0.5", "+3, 3", ".5, 0.5", "5., 5", "1e3, 1E+3", "−4.5, -4.5", "007, 7"})
    void readsNumbersWithAPoint(String text, String number) {
        assertThat(NumberForm.point().parse(text).orElseThrow()).hasToString(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5,1", "1 000", "--5", "5-", "NaN", "0x1F", "1.2.3", "1e", "e5", ".", "5.1 °C", "１２",
            "12345678901234567890"})
    void refusesAnythingElse(String text) {
        assertThat(NumberForm.point().parse(text)).isEmpty();
    }

    @Test
    void readsGroupsOnlyWhereTheyBelong() {
        NumberForm german = NumberForm.comma().withGroups('.');

        assertThat(german.parse("1.234.567,8").orElseThrow()).hasToString("1234567.8");
        assertThat(german.parse("1.23,4")).isEmpty();
        assertThat(german.parse("1234.567")).isEmpty();
        assertThat(german.parse("1.2345")).isEmpty();
        assertThat(german.parse(".234")).isEmpty();
    }

    @Test
    void signsMustDiffer() {
        assertThatThrownBy(() -> new NumberForm(',', ',')).isInstanceOf(IllegalArgumentException.class);
    }

}
