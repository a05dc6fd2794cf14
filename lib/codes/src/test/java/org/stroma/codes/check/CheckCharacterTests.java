package org.stroma.codes.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckCharacterTests {

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static String random(Random random, Alphabet alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.character(random.nextInt(alphabet.characters().length())));
        }
        return text.toString();
    }

    private static String exchange(String text, int i, int j) {
        char[] characters = text.toCharArray();
        characters[i] = text.charAt(j);
        characters[j] = text.charAt(i);
        return new String(characters);
    }

    @Test
    void mod10AgreesWithPublishedKeys() {
        // GS1 General Specifications 7.9.1; the lot of the worked campaign
        assertThat(Mod10.checkDigit("629104150021")).isEqualTo('3');
        assertThat(Mod10.verifies("09521234567899")).isTrue();
        assertThat(Mod10.verifies("09521234567890")).isFalse();
        assertThat(Mod10.verifies("0")).isFalse();
    }

    @Test
    void mod37AgreesWithTheExampleOfTheStandard() {
        // ISBT 128 Standard Technical Specification, appendix A.1
        assertThat(PureSystem.MOD_37_2.checkCharacter("G123417654321")).isEqualTo('A');
        assertThat(PureSystem.MOD_37_2.verifies("G123417654321A")).isTrue();
        assertThat(PureSystem.MOD_37_2.verifies("G123417654321B")).isFalse();
    }

    @Test
    void mod1021AgreesWithTheExampleOfTheStandard() {
        // GS1 General Specifications 7.9.5: GMN 1987654Ad4X4bL5ttr2310c has the pair 2K
        assertThat(Mod1021.checkPair("1987654Ad4X4bL5ttr2310c")).isEqualTo("2K");
    }

    @Test
    void mod97AgreesWithAPublishedAccount() {
        assertThat(Mod97.verifies("GB82WEST12345698765432")).isTrue();
        assertThat(Mod97.verifies("GB82WEST12345698765423")).isFalse();
        assertThat(Mod97.verifies("GB82")).isFalse();
    }

    @Test
    void refusesCharactersOutsideTheAlphabet() {
        assertThatThrownBy(() -> Mod10.checkDigit("12a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PureSystem.MOD_37_2.checkCharacter("g1234"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySingleWrongDigitIsFound(long seed) {
        Random random = new Random(seed);
        String data = random(random, Alphabet.DIGITS, 13);
        String key = data + Mod10.checkDigit(data);
        int at = random.nextInt(key.length());
        char wrong = Alphabet.DIGITS.character((key.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);

        assertThat(Mod10.verifies(key)).isTrue();
        assertThat(Mod10.verifies(key.substring(0, at) + wrong + key.substring(at + 1))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySingleErrorAndEveryExchangeIsFoundByMod37(long seed) {
        Random random = new Random(seed);
        String data = random(random, Alphabet.ALPHANUMERIC, 13);
        String code = data + PureSystem.MOD_37_2.checkCharacter(data);
        for (int i = 0; i < code.length(); i++) {
            for (char other : PureSystem.MOD_37_2.characters().characters().toCharArray()) {
                String wrong = code.substring(0, i) + other + code.substring(i + 1);
                assertThat(PureSystem.MOD_37_2.verifies(wrong)).isEqualTo(other == code.charAt(i));
            }
            for (int j = 0; j < i; j++) {
                boolean same = code.charAt(i) == code.charAt(j);
                assertThat(PureSystem.MOD_37_2.verifies(exchange(code, i, j))).isEqualTo(same);
            }
        }
    }
}
