package org.stroma.codes.isbt128;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.codes.Problem;

class IsbtMessageTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "]C0", "]C4", "]d1"})
    void whatTheScannerPutsInFrontIsPassedOver(String prefix) {
        IsbtMessage message = IsbtMessage.parse(prefix + "=Z99992600012300=<S12954A0").orThrow();

        assertThat(message.donation().orElseThrow().number().eyeReadable()).isEqualTo("Z9999 26 000123");
        assertThat(message.product().orElseThrow().description()).isEqualTo("S1295");
        assertThat(message.data()).isEqualTo("=Z99992600012300=<S12954A0");
    }

    @Test
    void compoundMessageAnnouncesItsSegments() {
        IsbtMessage message = IsbtMessage.compound(IsbtMessage.parse("=Z99992600012300&>0283212359").orThrow()
                .segments());

        assertThat(message.data()).isEqualTo("=+02000=Z99992600012300&>0283212359");
        assertThat(IsbtMessage.parse(message.data()).orThrow()).isEqualTo(message);
        assertThat(message.expiryDay()).contains(LocalDate.of(2028, 11, 16));
        assertThatThrownBy(() -> IsbtMessage.compound(message.segments()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "=+03000=Z99992600012300=,000012 | COMPOUND_COUNT | 2",
            "=Z999926000123 | TRUNCATED | 0",
            "=Z99992600012300=<S1295 | TRUNCATED | 16",
            "=Z99992600012300?x | DATA_IDENTIFIER | 16",
            "&a12345 | NATIONAL_STRUCTURE | 0",
            "]C0=O99992600012300 | DATA_IDENTIFIER | 3",
            "=>028367 | DATE | 5",
            "&>0283212460 | TIME | 8",
            "=<Q1234000 | PRODUCT_CATEGORY | 2",
            "=<T12950A3 | DIVISION | 7",
            "=<S12954a0 | CONTENT | 2",
            "=<X1234001 | DIVISION | 7",
            "&#0103AB | TRUNCATED | 0",
            "&#01x3AB | TRUNCATED | 0",
            "=(0001202802301200 | DATE | 2",
            "]C0 | EMPTY | 3"})
    void problemsPointIntoTheScan(String scan, IsbtReason reason, int position) {
        assertThat(IsbtMessage.parse(scan).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.position()).isEqualTo(position);
        });
    }

    @Test
    void contentsThatSayTheirLengthAreFollowedByOthers() {
        IsbtMessage message = IsbtMessage.parse("&#0107AB12345=Z99992600012300&$0101000101234000").orThrow();

        assertThat(message.segments()).extracting(IsbtMessage.Segment::structure).containsExactly(
                DataStructure.PATIENT, DataStructure.DONATION, DataStructure.DIMENSIONS);
        assertThat(message.find(DataStructure.PATIENT)).contains("0107AB12345");
    }

    @Test
    void globalDonorIdentifierMustVerify() {
        String donor = "9991ABC0123456789";

        assertThat(IsbtMessage.parse("&:" + donor + IsbtCheck.twoDigits(donor)).problems()).isEmpty();
        assertThat(IsbtMessage.parse("&:" + donor.replace('9', '8') + IsbtCheck.twoDigits(donor)).problems())
                .extracting(Problem::reason).containsExactly(IsbtReason.CHECK_DIGITS);
    }

    @Test
    void chainOfIdentityIsReadWithItsCheckCharacter() {
        ChainOfIdentity identity = IsbtMessage.parse("&/CHZ999926AB0001").orThrow().chainOfIdentity().orElseThrow();

        assertThat(identity.issuer()).isEqualTo("Z9999");
        assertThat(identity.value()).isEqualTo("CHZ999926AB0001");
        assertThat(identity.checkCharacter()).isEqualTo(IsbtCheck.keyboardCharacter("CHZ999926AB0001"));
        assertThat(ChainOfIdentity.parse("CHZ99992600001").problems()).hasSize(1);
    }

    @Test
    void productCodeIsReadByItsCategory() {
        ProductCode cells = ProductCode.parse("S12954Ab").orThrow();
        ProductCode tissue = ProductCode.parse("T1295003").orThrow();

        assertThat(cells.category()).isEqualTo(ProductCategory.CELLULAR_THERAPY);
        assertThat(cells.collectionType()).contains('4');
        assertThat(cells.division()).isEqualTo("Ab");
        assertThat(tissue.collectionType()).isEmpty();
        assertThat(tissue.division()).isEqualTo("003");
        assertThat(ProductCode.parse("S1295499").orThrow().divisionElsewhere()).isTrue();
    }

    @Test
    void daysHaveCenturies() {
        assertThat(IsbtDate.parseDay("028321").orThrow()).isEqualTo(LocalDate.of(2028, 11, 16));
        assertThat(IsbtDate.parseDay("999001").orThrow()).isEqualTo(LocalDate.of(1999, 1, 1));
        assertThat(IsbtDate.parseDay("100366").problems()).hasSize(1);
        assertThat(IsbtDate.format(LocalDateTime.of(2028, 11, 16, 23, 59))).isEqualTo("0283212359");
        for (LocalDate day : List.of(LocalDate.of(1900, 1, 1), LocalDate.of(2000, 12, 31), LocalDate.of(2899, 6, 1))) {
            assertThat(IsbtDate.parseDay(IsbtDate.format(day)).orThrow()).isEqualTo(day);
        }
        assertThatThrownBy(() -> IsbtDate.format(LocalDate.of(2900, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSegmentCannotBeBuiltWrong() {
        assertThatThrownBy(() -> new IsbtMessage.Segment(DataStructure.PRODUCT_DIVISIONS, "12"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
