package org.stroma.codes.sec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.codes.Problem;
import org.stroma.codes.isbt128.ProductCode;

class SingleEuropeanCodeTests {

    private static final String PRINTED = "SEC: PL001499Z549917123456 A00T041600320171231";

    @ParameterizedTest
    @ValueSource(strings = {PRINTED, "SEC PL001499Z549917123456\nA00T041600320171231",
            "PL001499Z549917123456A00T041600320171231", "&,4PL001499Z549917123456A00T041600320171231"})
    void allFormsOfOneCodeAreTheSame(String text) {
        assertThat(SingleEuropeanCode.parse(text).orThrow().eyeReadable()).isEqualTo(PRINTED);
    }

    @Test
    void partsAreNamed() {
        SingleEuropeanCode code = SingleEuropeanCode.parse(PRINTED).orThrow();

        assertThat(code.donation()).isEqualTo(new DonationSequence("PL", "001499", "Z549917123456"));
        assertThat(code.product()).isEqualTo(new ProductSequence(ProductSequence.CodingSystem.ISBT_128, "00T0416",
                "003", Optional.of(LocalDate.of(2017, 12, 31))));
    }

    @ParameterizedTest
    @CsvSource({"SEC: PX001499Z549917123456 A00T041600320171231, COUNTRY, 5, 2",
            "SEC: PL00-499Z549917123456 A00T041600320171231, ESTABLISHMENT, 7, 6",
            "SEC: PL001499Z549917123456 D00T041600320171231, CODING_SYSTEM, 27, 1",
            "SEC: PL001499Z549917123456 A00T041600320171232, EXPIRY, 38, 8",
            "SEC: PL001499Z549917123456 E00T041600320171231, PRODUCT, 28, 7",
            "SEC: PL001499Z54991712345 A00T041600320171231, LENGTH, 5, 40"})
    void problemsPointIntoThePrintedForm(String text, SecReason reason, int position, int length) {
        assertThat(SingleEuropeanCode.parse(text).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.position()).isEqualTo(position);
            assertThat(problem.length()).isEqualTo(length);
        });
    }

    @Test
    void severalProblemsAreAllShown() {
        assertThat(SingleEuropeanCode.parse("XX001499Z549917123456A00T041600320179999").problems())
                .extracting(Problem::reason).containsExactly(SecReason.COUNTRY, SecReason.EXPIRY);
    }

    @Test
    void donationSequenceStandsAlone() {
        assertThat(DonationSequence.parse("DE000123Z999926000123").orThrow().donation()).isEqualTo("Z999926000123");
        assertThat(DonationSequence.padded("DE", "123", "4711").value()).isEqualTo("DE0001230000000004711");
        assertThatThrownBy(() -> DonationSequence.padded("DE", "1234567", "4711"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void productWithoutExpiryHasEightZeros() {
        ProductSequence sequence = ProductSequence.padded(ProductSequence.CodingSystem.EUTC, "53", "1",
                Optional.empty());

        assertThat(sequence.value()).isEqualTo("E000005300100000000");
        assertThat(ProductSequence.parse(sequence.value()).orThrow()).isEqualTo(sequence);
    }

    @Test
    void longDivisionsHaveNoRoom() {
        assertThat(ProductSequence.of(ProductCode.parse("S1295499").orThrow(), Optional.empty()).problems())
                .extracting(Problem::reason).containsExactly(SecReason.DIVISION_TOO_LONG);
    }
}
