package org.stroma.instruments.luminex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;

class LuminexTests {

    private static final String XPONENT = Export.fixture("luminex-xponent.csv").text();
    private static final String INTELLIFLEX = Export.fixture("luminex-intelliflex.csv").text();

    @Test
    void keepsPrintedDecimalsAndTellsWhatIsNoNumber() {
        String json = Export.of(XPONENT).json();

        assertThat(json).contains("\"value\": 1092.50", "\"assay bead identifier\": \"28\"",
                "{\"error\": \"NaN\",\"error feature\": \"IFN-g <median role>\"}",
                "{\"error\": \"Not reported\",\"error feature\": \"IFN-g <median role>\"}",
                "{\"error\": \"too few beads\"}",
                "{\"error\": \"Not reported in file\",\"error feature\": \"dilution factor setting\"}",
                "\"calibration name\": \"Fluidics Test\",\"calibration time\": \"2026-03-20T09:28:43+00:00\"}",
                "\"custom information document\": {\"Room\": 3}");
    }

    @Test
    void readsSemicolonsAndDecimalCommas() {
        String text = XPONENT.replace("\",\"", "\";\"").replaceAll("(\\d)\\.(\\d)", "$1,$2").replace("4,3,1", "4.3.1");

        assertThat(Export.of(text).json()).contains("\"value\": 1092.50", "\"value\": 1080.50");
    }

    @Test
    void readsASampleWithoutName() {
        Export unnamed = Export.of(XPONENT.replace("\"2(1,B1)\",\"Background\"", "\"2(1,B1)\",\"\""));

        assertThat(unnamed.json()).contains("\"sample identifier\": \"\"");
        assertThat(unnamed.codes()).contains(FileProblem.MISSING_VALUE);
    }

    @Test
    void readsTablesInAnyOrder() {
        int median = XPONENT.indexOf("\"DataType:\",\"Median\"");
        int count = XPONENT.indexOf("\"DataType:\",\"Count\"");
        int units = XPONENT.indexOf("\"DataType:\",\"Units\"");
        String other = XPONENT.substring(0, median) + XPONENT.substring(count, units)
                + XPONENT.substring(median, count) + XPONENT.substring(units);

        assertThat(Export.of(other).json().replaceAll("[0-9a-f-]{36}", "id"))
                .isEqualTo(Export.of(XPONENT).json().replaceAll("[0-9a-f-]{36}", "id"));
    }

    @ParameterizedTest
    @CsvSource({"CRC32: 00000000,'',MISSING_FIELD", "Dilution Factor\",Other\",MISSING_SECTION",
            "Median,Centre,MISSING_SECTION", "BeadID:,Bead:,MISSING_FIELD", "Results,Result,MISSING_SECTION",
            "'1(1,A1)\",\"WJ-0042-P3\",\"1092.50','9(1,A9)\",\"WJ-0042-P3\",\"1092.50',MISSING_FIELD",
            "Passed 03/20/2026,Passed yesterday,NOT_A_DATE", "'50 uL',some,NOT_A_NUMBER",
            "'\"ProtocolPlate\"','\"Plate\"',MISSING_FIELD", "BatchStartTime,BatchBegin,MISSING_FIELD",
            "'Min Events\",\"50\",\"Per Bead\"','Min Events\"',MISSING_FIELD",
            "'\"61\",\"881\"','\"61\",\"881\",\"7\"',ROW_LENGTH",
            "'\n\"DataType:\",\"Units\"','\nUnits',UNEXPECTED_LINE",
            "'\"2(1,B1)\",\"Background\",\"52\"','\"1(1,A1)\",\"Background\",\"52\"',CONTRADICTION",
            "'\"61\",\"881\"','\"61\",\"many\"',NOT_A_NUMBER",
            "'(1,A1)\",\"WJ-0042-P3\",\"55','\",\"WJ\",\"55',UNEXPECTED_LINE"})
    void refusesDamagedExports(String text, String other, FileProblem code) {
        String damaged = XPONENT.replace(text.replace("\\n", "\n"), other.replace("\\n", "\n"));

        assertThat(damaged).isNotEqualTo(XPONENT);
        assertThat(Export.of(damaged).refusal().code()).isEqualTo(code);
    }

    @Test
    void refusesRowsThatAreCut() {
        assertThat(Export.of(XPONENT.replace("\"52\",\"49\",\"728\"", "\"52\",\"49\"")).refusal().code())
                .isEqualTo(FileProblem.ROW_LENGTH);
        assertThat(Export.of(INTELLIFLEX.substring(0, INTELLIFLEX.indexOf("30,0,,43"))).refusal().code())
                .isEqualTo(FileProblem.ROW_LENGTH);
    }

    @Test
    void refusesAnExportThatEndsWithinATable() {
        String cut = XPONENT.substring(0, XPONENT.indexOf("\"2(1,B1)\",\"Background\",\"\"\n\n\"DataType:\",\"Audit"));

        assertThat(Export.of(cut).refusal().code()).isEqualTo(FileProblem.MISSING_FIELD);
    }

    @Test
    void takesAnalyteNamesAndRegionsFromTheirColumns() {
        String json = Export.of(INTELLIFLEX).json();

        assertThat(json).contains("\"analyte name\": \"IL-6\",\"assay bead identifier\": \"25\"",
                "\"analyte name\": \"R27: RP1\",\"assay bead identifier\": \"N/A\"", "\"value\": 130.55469",
                "\"dilution factor setting\": {\"value\": 2,", "\"PanelName\": \"cytokines\"",
                "\"WELL TYPE\": \"Unknown\"",
                "\"calculated data name\": \"Net MFI\"", "\"assay bead count\": {\"value\": 90,",
                "{\"error\": \"Not reported\",\"error feature\": \"R27: RP1 <median role>\"}");
        assertThat(Export.of(INTELLIFLEX).codes()).contains(FileProblem.SECTION_LEFT_OUT);
    }

    @Test
    void readsAWellThatWasNotReadWithoutTakingNaNForAName() {
        String dry = INTELLIFLEX.replace("IL-6", "NaN");
        int second = INTELLIFLEX.indexOf('\n', INTELLIFLEX.indexOf('\n') + 1);
        String later = INTELLIFLEX.substring(0, second).replace("IL-6", "NaN") + INTELLIFLEX.substring(second);

        assertThat(Export.of(dry).json()).contains("\"analyte name\": \"R25: RP1\"")
                .doesNotContain("analyte name\": \"NaN");
        assertThat(Export.of(later).json()).contains("\"analyte name\": \"IL-6\"")
                .doesNotContain("analyte name\": \"NaN");
    }

    @Test
    void takesResultsByTheirLastWords() {
        assertThat(Export.of(INTELLIFLEX.replace("RP1 NET MEDIAN", "RP1 NET AVERAGE MFI")).json())
                .contains("\"calculated data name\": \"Avg Net MFI\"");
    }

    @Test
    void namesTheSoftwareThatWroteTheLayoutOfXponent() {
        assertThat(Export.of(XPONENT).json()).contains("\"software name\": \"xPONENT\"");
        assertThat(Export.of(XPONENT.replace("\"Program\",\"xPONENT\"", "\"Program\",\"INTELLIFLEX\"")).json())
                .contains("\"software name\": \"INTELLIFLEX\"");
    }

    @Test
    void sumsTheCountsWhereNoTotalIsTold() {
        assertThat(Export.of(INTELLIFLEX.replace("TOTAL EVENTS", "TOTAL")).json())
                .contains("\"assay bead count\": {\"value\": 71,");
    }

    @ParameterizedTest
    @CsvSource({"COUNT,NUMBER,MISSING_COLUMN", "MEDIAN,CENTRE,MISSING_COLUMN", "PLATE START,PLATE BEGIN,MISSING_FIELD",
            "'R27: RP1 MEDIAN','R25: RP1 MEDIAN',CONTRADICTION", "'43,0.2','43,0.2,7',ROW_LENGTH",
            "3/21/2026 9:12,then,NOT_A_DATE"})
    void refusesDamagedTables(String text, String other, FileProblem code) {
        assertThat(Export.of(INTELLIFLEX.replace(text, other)).refusal().code()).isEqualTo(code);
    }

}
