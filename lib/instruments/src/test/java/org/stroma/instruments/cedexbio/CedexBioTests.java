package org.stroma.instruments.cedexbio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;

class CedexBioTests {

    private static final String EXPORT = Export.fixture("cedex-bio.txt").text();

    @Test
    void ordersSamplesWhoseNamesAreNumbersWithACommaByTheirSize() {
        String other = EXPORT.replaceFirst("WJ-0042", "10,5").replace("WJ-0042", "9,5");

        String json = Export.of(other).json();

        assertThat(json).containsSubsequence("\"sample identifier\": \"9,5\"", "\"sample identifier\": \"10,5\"");
    }

    @Test
    void tellsTheResultThatALaterOneOfTheSameTimeReplaces() {
        String line = EXPORT.lines().filter(each -> each.contains("GLC3B")).findFirst().orElseThrow();
        Export repeated = Export.of(EXPORT.replace(line, line + "\n" + line.replace("5.45", "6.45")));

        assertThat(repeated.json()).contains("6.45").doesNotContain("5.45");
        assertThat(repeated.codes()).contains(FileProblem.ROW_LEFT_OUT);
    }

}
