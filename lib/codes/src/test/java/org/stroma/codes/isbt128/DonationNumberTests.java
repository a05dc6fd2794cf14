package org.stroma.codes.isbt128;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.codes.Problem;

class DonationNumberTests {

    private static final DonationNumber CORD = DonationNumber.parse("Z9999 26 000123").orThrow();

    @Test
    void donationOfTheCampaignIsReadAndWritten() {
        assertThat(CORD.facility()).isEqualTo("Z9999");
        assertThat(CORD.year()).isEqualTo("26");
        assertThat(CORD.eyeReadable()).isEqualTo("Z9999 26 000123");
        assertThat(new LabelledDonation(CORD, DonationFlag.NONE).data()).isEqualTo("=Z99992600012300");
        assertThat(DonationNumber.parseKeyed("Z9999 26 000123 " + CORD.checkCharacter()).orThrow()).isEqualTo(CORD);
    }

    @Test
    void typingErrorIsFoundByTheCheckCharacter() {
        String typed = "Z9999 26 000132 " + CORD.checkCharacter();

        assertThat(DonationNumber.parseKeyed(typed).problems()).containsExactly(
                Problem.at(IsbtReason.KEYBOARD_CHECK, 16, 1, String.valueOf(CORD.checkCharacter())));
    }

    @Test
    void numberWithoutItsCheckCharacterIsNotAKeyedOne() {
        assertThat(DonationNumber.parseKeyed("Z9999 26 000123").problems()).extracting(Problem::reason)
                .containsExactly(IsbtReason.LENGTH);
    }

    @Test
    void flagOfTypeThreeMustVerify() {
        String right = CORD.value() + CORD.checkFlag().characters();
        String wrong = CORD.value().replace("123", "124") + CORD.checkFlag().characters();

        assertThat(LabelledDonation.parse(right).orThrow()).isEqualTo(LabelledDonation.verifiable(CORD));
        assertThat(LabelledDonation.parse(wrong).problems())
                .containsExactly(Problem.at(IsbtReason.FLAG_CHECK, 13, 2, CORD.checkFlag().characters()));
    }

    @ParameterizedTest
    @CsvSource({"00, NOT_USED", "01, PROCESS", "14, RESERVED", "19, PROCESS", "20, LOCAL", "59, LOCAL", "60, CHECK",
            "96, CHECK", "97, RESERVED", "A7, RESERVED"})
    void flagsHaveTheirKinds(String characters, DonationFlag.Kind kind) {
        assertThat(new DonationFlag(characters).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"O999926000123, FACILITY, 0, 5", "0999926000123, FACILITY, 0, 5", "ABCD226000123, FACILITY, 0, 5",
            "Z9999 26 00O123, DIGITS, 6, 9", "z999926000123, FACILITY, 0, 5"})
    void charactersOfEachPartAreChecked(String text, IsbtReason reason, int position, int length) {
        assertThat(DonationNumber.parse(text).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.position()).isEqualTo(position);
            assertThat(problem.length()).isEqualTo(length);
        });
    }

    @Test
    void facilitiesMayHaveLettersInTheirSecondAndThirdPlace() {
        assertThat(DonationNumber.parse("ABC1226000123").orThrow().facility()).isEqualTo("ABC12");
    }

    @Test
    void aNumberCannotBeBuiltWrong() {
        assertThatThrownBy(() -> new DonationNumber("Z9999", "2", "6000123"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DonationFlag("0I")).isInstanceOf(IllegalArgumentException.class);
    }
}
