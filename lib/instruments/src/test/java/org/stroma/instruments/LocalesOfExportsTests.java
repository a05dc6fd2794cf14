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
    void tellsALineThatWasCutOff() {
        String table = Export.fixture("nc-view.csv").text().strip();
        String row = table.substring(table.lastIndexOf('\n') + 1);
        String cut = row.substring(0, row.lastIndexOf(',', row.lastIndexOf(',') - 1));
        String plate = Export.fixture("gen5.txt").text();
        String torn = plate.replaceFirst("(?m)^(A\\t[\\d.]+)\\t.*$", "$1");

        assertThat(Export.of(table + "\n" + row).codes()).doesNotContain(FileProblem.ROW_SHORT);
        assertThat(Export.of(table + "\n" + row + "\n" + cut + "\n" + row).codes()).contains(FileProblem.ROW_SHORT);
        assertThat(Export.of(table + "\n" + row + "\n" + cut).codes()).contains(FileProblem.ROW_SHORT);
        assertThat(torn).isNotEqualTo(plate);
        assertThat(Export.of(plate).codes()).doesNotContain(FileProblem.ROW_SHORT);
        assertThat(Export.of(torn).codes()).contains(FileProblem.ROW_SHORT);
    }

    @Test
    void recognisesAnAnalyserWithoutItsGlucoseModule() {
        String text = Export.fixture("bioprofile-flex2.csv").text();
        Export without = Export.of(text.replaceFirst("Gluc,", "Xylose,"));

        assertThat(without.text()).isNotEqualTo(text);
        assertThat(without.json()).doesNotContain("\"glucose\"").contains("\"Xylose\"");
    }

}
