package org.stroma.codes.gs1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.codes.Problem;

class DigitalLinkTests {

    @Test
    void vialOfTheCampaignHasALink() {
        ElementString label = ElementString.parseBracketed("(01)09521234567899(17)281116(10)L26-117(21)000042")
                .orThrow();
        DigitalLink link = DigitalLink.of("https://id.example.org/v1", label).orThrow();

        assertThat(link.uri()).isEqualTo("https://id.example.org/v1/01/09521234567899/10/L26-117/21/000042?17=281116");
        assertThat(link.canonical().uri())
                .isEqualTo("https://id.gs1.org/01/09521234567899/10/L26-117/21/000042?17=281116");
        assertThat(DigitalLink.parse(link.uri()).orThrow()).isEqualTo(link);
    }

    @Test
    void whatAPathCannotHoldIsEncoded() {
        ElementString label = ElementString.parseBracketed("(01)09521234567899(10)A/B?C%D&E").orThrow();
        DigitalLink link = DigitalLink.of(DigitalLink.CANONICAL_STEM, label).orThrow();

        assertThat(link.uri()).isEqualTo("https://id.gs1.org/01/09521234567899/10/A%2FB%3FC%25D%26E");
        assertThat(DigitalLink.parse(link.uri()).orThrow().data()).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"ftp://a/01/09521234567899, URI_SCHEME, 0, 8", "https:///01/09521234567899, URI_HOST, 8, 0",
            "https://a/01/09521234567899/21/1/10/A, QUALIFIERS, 28, 2",
            "https://a/01/09521234567899?10=A, BELONGS_IN_PATH, 27, 1",
            "https://a/01/09521234567899?21=A, NOT_AN_ATTRIBUTE, 28, 2",
            "https://a/01/09521234567890, CHECK_DIGIT, 13, 14", "https://a/about, NO_PRIMARY_KEY, 9, 6"})
    void problemsPointIntoTheAddress(String uri, Gs1Reason reason, int position, int length) {
        Problem first = DigitalLink.parse(uri).problems().getFirst();

        assertThat(first.reason()).isEqualTo(reason);
        assertThat(first.position()).isEqualTo(position);
        assertThat(first.length()).isEqualTo(length);
    }

    @Test
    void elementsThatContradictEachOtherMakeNoLink() {
        ElementString two = ElementString.parseBracketed("(01)09521234567899(10)A(10)B").orThrow();

        assertThat(DigitalLink.of(DigitalLink.CANONICAL_STEM, two).problems()).extracting(Problem::reason)
                .containsExactly(Gs1Reason.REPEATED_WITH_OTHER_VALUE);
    }

    @Test
    void parametersOfOthersAreLeftOut() {
        DigitalLink link = DigitalLink.parse("https://a/01/09521234567899?utm=x&17=281116#top").orThrow();

        assertThat(link.uri()).isEqualTo("https://a/01/09521234567899?17=281116");
    }
}
