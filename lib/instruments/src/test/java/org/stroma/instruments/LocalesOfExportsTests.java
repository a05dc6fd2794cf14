package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Exports of the same machines from other laboratories: other modules, other regional settings. */
class LocalesOfExportsTests {

    @Test
    void readsTheDecimalCommasOfAViCellText() {
        String text = Export.fixture("vi-cell-xr.txt").text();
        Export comma = Export.of(text.replaceAll("(?m)^(.* : \\d+)\\.(\\d+)$", "$1,$2"));

        assertThat(comma.text()).isNotEqualTo(text);
        assertThat(comma.json().replaceAll("\\h?\"[^\"]*identifier\": \"[^\"]*\",?", ""))
                .isEqualTo(Export.of(text).json().replaceAll("\\h?\"[^\"]*identifier\": \"[^\"]*\",?", ""));
        assertThat(comma.codes()).contains(FileProblem.DECIMAL_SIGN);
    }

    @Test
    void recognisesAnAnalyserWithoutItsGlucoseModule() {
        String text = Export.fixture("bioprofile-flex2.csv").text();
        Export without = Export.of(text.replaceFirst("Gluc,", "Xylose,"));

        assertThat(without.text()).isNotEqualTo(text);
        assertThat(without.json()).doesNotContain("\"glucose\"").contains("\"Xylose\"");
    }

}
