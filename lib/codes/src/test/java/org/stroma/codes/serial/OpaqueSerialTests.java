package org.stroma.codes.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stroma.codes.Problem;

class OpaqueSerialTests {

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    static LongStream numbers() {
        return new Random(31).longs(100, 0, OpaqueSerial.COUNT);
    }

    @Test
    void everyNumberInRangeHasASerial() {
        assertThat(OpaqueSerial.of(0).characters()).startsWith("2222222222").hasSize(11);
        assertThat(OpaqueSerial.of(OpaqueSerial.COUNT - 1).characters()).startsWith("ZZZZZZZZZZ");
        assertThatThrownBy(() -> OpaqueSerial.of(OpaqueSerial.COUNT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OpaqueSerial.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersAndSerialsCorrespond(long number) {
        OpaqueSerial serial = OpaqueSerial.of(number);

        assertThat(serial.number()).isEqualTo(number);
        for (String form : List.of(serial.characters(), serial.eyeReadable(),
                serial.eyeReadable().toLowerCase(Locale.ROOT), serial.eyeReadable().replace('-', ' '))) {
            assertThat(OpaqueSerial.parse(form).orThrow()).isEqualTo(serial);
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everySingleErrorAndEveryExchangeIsFound(long number) {
        String code = OpaqueSerial.of(number).characters();
        for (int i = 0; i < code.length(); i++) {
            for (char other : ALPHABET.toCharArray()) {
                String wrong = code.substring(0, i) + other + code.substring(i + 1);
                assertThat(OpaqueSerial.parse(wrong).value().isPresent()).isEqualTo(wrong.equals(code));
            }
            for (int j = 0; j < i; j++) {
                char[] exchanged = code.toCharArray();
                exchanged[i] = code.charAt(j);
                exchanged[j] = code.charAt(i);
                String wrong = new String(exchanged);
                assertThat(OpaqueSerial.parse(wrong).value().isPresent()).isEqualTo(wrong.equals(code));
            }
        }
    }

    @Test
    void confusedAndForeignCharactersAreNamedWhereTheyStand() {
        assertThat(OpaqueSerial.parse("2222O-22\u00df22-2").problems()).containsExactly(
                Problem.at(SerialReason.AMBIGUOUS_CHARACTER, 4, 1, "O"),
                Problem.at(SerialReason.CHARACTER, 8, 1, "\u00df"));
        assertThat(OpaqueSerial.parse("222").problems())
                .containsExactly(Problem.at(SerialReason.LENGTH, 0, 3, "11", "3"));
    }
}
