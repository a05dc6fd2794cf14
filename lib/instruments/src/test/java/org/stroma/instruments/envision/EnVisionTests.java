package org.stroma.instruments.envision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;

class EnVisionTests {

    private static final String EXPORT = Export.fixture("envision.csv").text();
    /** As a machine with German settings writes it, whose separator is that of the system. */
    private static final String GERMAN = EXPORT.replace(',', ';').replaceAll("(?<=;)(\\d+)\\.(\\d+)(?=;)", "$1,$2")
            .replaceAll("3/1/2026 3:(\\d\\d:\\d\\d) PM", "21.03.2026 15:$1");

    private static String withoutIdentifiers(String export) {
        return Export.of(export).json().replaceAll("\"[^\"]*identifier\": \"[0-9a-f-]{36}\",?", "");
    }

    @Test
    void readsSemicolonsAndDecimalCommas() {
        String point = EXPORT.replaceAll("3/1/2026 3:(\\d\\d:\\d\\d) PM", "21.03.2026 15:$1");

        assertThat(GERMAN).contains("A;0,10;0,20;", "11,9;23,17;", "version 1.14.3049.1642", "Nickname;;;;EnVision");
        assertThat(withoutIdentifiers(GERMAN)).isEqualTo(withoutIdentifiers(point));
        assertThat(Export.of(GERMAN).codes()).contains(FileProblem.DELIMITER, FileProblem.DECIMAL_SIGN)
                .doesNotContain(FileProblem.AMBIGUOUS_NUMBER);
        assertThat(Export.of(EXPORT).codes()).doesNotContain(FileProblem.DECIMAL_SIGN);
    }

    @Test
    void readsSemicolonsWithPoints() {
        assertThat(withoutIdentifiers(EXPORT.replace(',', ';'))).isEqualTo(withoutIdentifiers(EXPORT));
    }

    @Test
    void tellsNumbersWhoseCommaMayGroupDigits() {
        String unsure = EXPORT.replace(',', ';').replaceAll("(?<=;)(\\d+)\\.(\\d+)(?=;)", "1,$20")
                .replace("1,100;1,200", "1,100;1,250").replaceAll("1,\\d{2}(?=;)|1,\\d{4}(?=;)", "1");

        assertThat(Export.of(unsure).json()).contains("\"value\": 1.250");
        assertThat(Export.of(unsure).codes()).contains(FileProblem.AMBIGUOUS_NUMBER);
    }

    @Test
    void refusesDecimalCommasBetweenCommas() {
        assertThat(Export.of(EXPORT.replaceAll("(?m)^(A,0)\\.10,(0)\\.20", "$1,10,$2,20")).refusal().code())
                .isEqualTo(FileProblem.UNEXPECTED_LINE);
    }

}
