package org.stroma.instruments.cedexbio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Export;

class CedexBioTests {

    private static final String EXPORT = Export.fixture("cedex-bio.txt").text();

    @Test
    void ordersSamplesWhoseNamesAreNumbersWithACommaByTheirSize() {
        String other = EXPORT.replaceFirst("WJ-0042", "10,5").replace("WJ-0042", "9,5");

        String json = Export.of(other).json();

        assertThat(json).containsSubsequence("\"sample identifier\": \"9,5\"", "\"sample identifier\": \"10,5\"");
    }

}
