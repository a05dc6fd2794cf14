package org.stroma.instruments.immunospot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;

class ImmunoSpotTests {

    private static final String COUNTS = Export.fixture("immunospot.txt").text();

    @Test
    void givesTheFeaturesOfEachWell() {
        String json = Export.of(COUNTS).json();

        assertThat(json).contains("\"sample identifier\": \"WJ 0042_B2\",\"location identifier\": \"B2\"",
                "\"image feature name\": \"Spot Count\",\"image feature result\": {\"value\": 94,",
                "\"image feature name\": \"Mean spot sizes (Sq.mm)\",\"image feature result\": {\"value\": 0.0140,",
                "\"Manual Areas\": \"Normalized\"", "\"Min. SpotSize\": {\"value\": 0.0025,\"unit\": \"mm^2\"}",
                "\"measurement time\": \"2026-03-21T15:12:21+00:00\"", "\"software version\": \"7.0.30.5\"");
        assertThat(json).doesNotContain("ASM file identifier");
    }

    @Test
    void keepsACountThatIsTooNumerousAsAnErrorOfItsWell() {
        assertThat(Export.of(COUNTS).json()).contains("{\"error\": \"TNTC\",\"error feature\": \"Spot Count\"}");
        assertThat(Export.of(COUNTS).codes()).contains(FileProblem.CENSORED, FileProblem.SECTION_LEFT_OUT);
    }

    @Test
    void readsTablesBesideEachOtherAndAHistogram() {
        String heading = COUNTS.substring(0, COUNTS.indexOf("\t\t\tUnprocessed"));
        String text = heading + "Spot Count\t\tMean size\n\n 1 2\t\t 1 2\n\n\nA 3 4\t\tA 0.1 0.20\n\t\n"
                + "Histogram\n0.1\t0.2\t0.3\n\n\nA1\t1\t2\t3\nA2\t4\t5\t6\n";

        assertThat(Export.of(text).json()).contains(
                "\"image feature name\": \"Mean size\",\"image feature result\": {\"value\": 0.20,",
                "\"sample identifier\": \"wj0042_A1\"", "\"datum label\": \"spot count histogram\"",
                "4, 5, 6");
        assertThat(Export.of(text.replace("A2\t4\t5", "A2\t5")).refusal().code()).isEqualTo(FileProblem.ROW_LENGTH);
    }

    @Test
    void readsTablesWithLinesDrawnBelowTheirNumbers() {
        String heading = COUNTS.substring(0, COUNTS.indexOf("\t\t\tUnprocessed")).replace("7.0.30.5", "7.0.38.8");
        String rule = "\t________\t\t\t\t________\n";
        String text = heading + "\tSpot Counts\t\t\t\tMean sizes\n\t\t\n\t1\t2\t\t\t1\t2\n" + rule + "\t\t\n"
                + "A\t3\t4\t\tA\t0.1\t0.20\n" + rule + "\t-1 = Well is not counted\n";

        assertThat(Export.of(text).json()).contains(
                "\"image feature name\": \"Mean sizes\",\"image feature result\": {\"value\": 0.20,",
                "\"image feature name\": \"Spot Counts\",\"image feature result\": {\"value\": 4,",
                "\"software version\": \"7.0.38.8\"");
    }

    @ParameterizedTest
    @CsvSource({"ImmunoSpot 7.0.30.5,ImmunoSpot seven,UNSUPPORTED", "S6UNIV-01-1234,S6,UNSUPPORTED",
            "Computer name,Machine,MISSING_FIELD", "wj0042.txt,wj0042,MISSING_FIELD",
            "Authenticated,Some,MISSING_FIELD",
            "Sat Mar 21 15:12:21 2026,lately,NOT_A_DATE", "0.0125 0.0130,0.0125,ROW_LENGTH",
            "'B    79    94','',CONTRADICTION", "'1     2','one two',UNEXPECTED_LINE"})
    void refusesDamagedExports(String text, String other, FileProblem code) {
        String damaged = COUNTS.replace(text, other);

        assertThat(damaged).isNotEqualTo(COUNTS);
        assertThat(Export.of(damaged).refusal().code()).isEqualTo(code);
    }

    @Test
    void refusesAnExportThatEndsBeforeItsTables() {
        String cut = COUNTS.substring(0, COUNTS.indexOf("\t\t\tUnprocessed"));

        assertThat(Export.of(cut).refusal().code()).isEqualTo(FileProblem.MISSING_SECTION);
    }

}
