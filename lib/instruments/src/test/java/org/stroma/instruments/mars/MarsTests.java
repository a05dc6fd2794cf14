package org.stroma.instruments.mars;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;

class MarsTests {

    private static final String EXPORT = Export.fixture("mars.csv").text();
    /** As a machine with German settings writes it. */
    private static final String GERMAN = EXPORT.replace(',', ';').replaceAll("(\\d)\\.(\\d)", "$1,$2")
            .replace("3/1/2026", "21.03.2026").replace("3:29:50 PM", "15:29:50");

    private static String withoutIdentifiers(String export) {
        return Export.of(export).json().replaceAll("\"[^\"]*identifier\": \"[0-9a-f-]{36}\",?", "");
    }

    @Test
    void readsSemicolonsAndDecimalCommas() {
        assertThat(GERMAN).contains("A;0,073;0,082;OVER");
        assertThat(withoutIdentifiers(GERMAN)).isEqualTo(withoutIdentifiers(EXPORT.replace("3/1/2026", "2026-03-21")));
        assertThat(Export.of(GERMAN).codes()).contains(FileProblem.DELIMITER, FileProblem.DECIMAL_SIGN)
                .doesNotContain(FileProblem.AMBIGUOUS_NUMBER);
        assertThat(Export.of(EXPORT).codes()).doesNotContain(FileProblem.DECIMAL_SIGN);
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void readsOtherDelimitersWithPoints(String delimiter) {
        assertThat(withoutIdentifiers(EXPORT.replace(",", delimiter))).isEqualTo(withoutIdentifiers(EXPORT));
    }

    @Test
    void readsAFilterWithADecimalComma() {
        assertThat(Export.of(GERMAN.replace("(450)", "(450,5)")).json())
                .contains("\"detector wavelength setting\": {\"value\": 450.5,");
    }

    @Test
    void tellsNumbersWhoseCommaMayGroupDigits() {
        String unsure = EXPORT.replace(',', ';').replaceAll("0\\.(\\d{3})", "1,$1");

        assertThat(Export.of(unsure).json()).contains("\"absorbance\": {\"value\": 1.073,");
        assertThat(Export.of(unsure).codes()).contains(FileProblem.AMBIGUOUS_NUMBER)
                .doesNotContain(FileProblem.DECIMAL_SIGN);
    }

    @Test
    void readsDecimalCommasInQuotesBetweenCommas() {
        String quoted = EXPORT.replaceAll("(0)\\.(\\d{3})", "\"$1,$2\"");

        assertThat(withoutIdentifiers(quoted)).isEqualTo(withoutIdentifiers(EXPORT));
        assertThat(Export.of(quoted).codes()).contains(FileProblem.DECIMAL_SIGN);
    }

    /** Each value would be two cells, and the first columns would take the wholes. */
    @Test
    void refusesDecimalCommasBetweenCommas() {
        assertThat(Export.of(EXPORT.replaceAll("(0)\\.(\\d{3})", "$1,$2")).refusal().code())
                .isEqualTo(FileProblem.ROW_LENGTH);
    }

    @ParameterizedTest
    @CsvSource({"',1,2,3','1,2,3',UNEXPECTED_LINE", "',1,2,3',',1,x,3',UNEXPECTED_LINE",
            "'B,0.045,,0.012','C,0.045,,0.012',UNEXPECTED_LINE", "Absorbance,Turbidity,MISSING_FIELD"})
    void refusesDamagedExports(String text, String other, FileProblem code) {
        String damaged = EXPORT.replace(text, other);

        assertThat(damaged).isNotEqualTo(EXPORT);
        assertThat(Export.of(damaged).refusal().code()).isEqualTo(code);
    }

}
