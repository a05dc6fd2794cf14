package org.stroma.codes.gs1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stroma.codes.MalformedCode;
import org.stroma.codes.Problem;
import org.stroma.codes.check.Mod10;
import org.stroma.codes.check.Mod1021;

class ElementStringTests {

    private static final String LABEL = "(01)09521234567899(17)281116(10)L26-117(21)000042";
    private static final String GS = String.valueOf(ElementString.SEPARATOR);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @Test
    void labelOfTheCampaignIsReadAndWritten() {
        ElementString label = ElementString.parseBracketed(LABEL).orThrow();

        assertThat(label.data()).isEqualTo("01095212345678991728111610L26-117" + GS + "21000042");
        assertThat(label.bracketed()).isEqualTo(LABEL);
        assertThat(ElementString.parse(label.data())).isEqualTo(ElementString.parseBracketed(LABEL));
        assertThat(label.find("10")).contains("L26-117");
        assertThat(label.find("11")).isEmpty();
        assertThat(label.associationProblems()).isEmpty();
    }

    @Test
    void expiryIsADay() {
        ElementString label = ElementString.parseBracketed(LABEL).orThrow();

        assertThat(label.findDate("17", 2026)).contains(LocalDate.of(2028, 11, 16));
    }

    @ParameterizedTest
    @CsvSource({"281116, 2026, 2028-11-16", "770101, 2026, 1977-01-01", "760101, 2026, 2076-01-01",
            "990101, 2030, 1999-01-01", "100101, 2070, 2110-01-01"})
    void centuryFollowsFromTheYearOfReading(String yymmdd, int year, LocalDate expected) {
        assertThat(Gs1Date.resolve(yymmdd, year)).isEqualTo(expected);
        assertThat(Gs1Date.format(expected)).isEqualTo(yymmdd);
    }

    @Test
    void refusesALeapDayThatItsCenturyDoesNotHave() {
        assertThatThrownBy(() -> Gs1Date.resolve("000229", 2099)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void dayZeroIsTheEndOfTheMonth() {
        assertThat(Gs1Date.resolve("280200", 2026)).isEqualTo(LocalDate.of(2028, 2, 29));
    }

    @Test
    void problemsPointAtTheWrongCharacters() {
        // wrong check digit at 15, month 13 at 20, unknown identifier 89 behind the separator
        List<Problem> problems = ElementString
                .parse("0109521234567898" + "17281316" + "10A" + GS + "89X" + GS + "11269")
                .problems();

        assertThat(problems).containsExactly(Problem.at(Gs1Reason.CHECK_DIGIT, 15, 1, "8", "9"),
                Problem.at(Gs1Reason.MONTH, 20, 2, "13"), Problem.at(Gs1Reason.UNKNOWN_IDENTIFIER, 28, 3, "89X"),
                Problem.at(Gs1Reason.VALUE_TOO_SHORT, 34, 3, "6"));
    }

    @Test
    void everythingBehindAnUnknownIdentifierIsRefusedAsAWhole() {
        assertThat(ElementString.parse("0109521234567899" + "89X" + GS + "10A").value()).isEmpty();
    }

    @Test
    void netWeightKeepsItsDecimalsInItsIdentifier() {
        ElementString data = ElementString.parse("3103000195" + "0109521234567899").orThrow();

        assertThat(data.bracketed()).isEqualTo("(3103)000195(01)09521234567899");
        assertThat(ApplicationIdentifiers.find("3103").orElseThrow().title()).isEqualTo("NET WEIGHT (kg)");
    }

    @Test
    void serialWithoutItsKeyIsAnAssociationProblem() {
        List<Problem> problems = ElementString.parseBracketed("(21)000042(10)L26-117").orThrow().associationProblems();

        assertThat(problems).containsExactly(
                Problem.at(Gs1Reason.COMPANION_MISSING, 0, 1, "21", "01, 03, 8006"),
                Problem.at(Gs1Reason.COMPANION_MISSING, 1, 1, "10", "01, 02, 03, 8006, 8026"));
    }

    @Test
    void repeatOfTheSameValueIsNoContradiction() {
        assertThat(ElementString.parseBracketed("(01)09521234567899(10)A(10)A").orThrow().associationProblems())
                .isEmpty();
        assertThat(ElementString.parseBracketed("(01)09521234567899(10)A(10)B").orThrow().associationProblems())
                .containsExactly(Problem.at(Gs1Reason.REPEATED_WITH_OTHER_VALUE, 2, 1, "10"));
    }

    @Test
    void takingAMalformedCodeForGrantedNamesPlacesOnly() {
        assertThatThrownBy(() -> ElementString.parse("0109521234567890").orThrow()).isInstanceOf(MalformedCode.class)
                .hasMessage("gs1.check-digit at 15");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsWrittenIsReadBack(long seed) {
        Random random = new Random(seed);
        StringBuilder bracketed = new StringBuilder("(01)" + gtin(random));
        for (String code : List.of("10", "21", "240", "99", "17")) {
            if (random.nextBoolean()) {
                bracketed.append('(').append(code).append(')')
                        .append(code.equals("17") ? "281116" : text(random).replace("(", "\\("));
            }
        }
        ElementString data = ElementString.parseBracketed(bracketed.toString()).orThrow();

        assertThat(ElementString.parse(data.data()).orThrow().elements()).isEqualTo(data.elements());
        assertThat(ElementString.parse(GS + data.data() + GS).orThrow()).isEqualTo(data);
        assertThat(data.bracketed()).isEqualTo(bracketed.toString());
    }

    private static String gtin(Random random) {
        String digits = "%013d".formatted(random.nextLong(10_000_000_000_000L));
        return digits + Mod10.checkDigit(digits);
    }

    /** Up to 20 characters, never a backslash in front of a bracket, which the printed form could not tell apart. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        String characters = Mod1021.SET_82.characters();
        for (int i = random.nextInt(20); i >= 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
