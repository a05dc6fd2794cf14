package org.stroma.instruments.msd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.ZipMaker;

class MsdWorkbenchTests {

    private static final String PLATES = Export.fixture("msd-workbench.txt").text();
    private static final String TABLE = Export.fixture("msd-workbench.csv").text();

    @Test
    void givesOneMeasurementForEachSpotOfAWell() {
        String json = Export.of(PLATES).json();

        assertThat(json).contains("\"sample identifier\": \"WJ0042_A1\",\"location identifier\": \"2\"",
                "\"luminescence\": {\"value\": 31,\"unit\": \"RLU\"}", "2026-03-21T13:39:33+02:00",
                "\"plate well count\": {\"value\": 4,\"unit\": \"#\"}");
        assertThat(json.split("measurement identifier", -1)).hasSize(9);
    }

    @Test
    void takesEachTableOfAReadAsOneSpotWhereTheLegendSaysSo() {
        String table = "Stack ID :\t1\nBarcode1 :\t<P>\nRead Time:\t2026-03-21 10:00:00\nSpotID :\t%s\nVersion :\t4\n"
                + "Model :\tQ\nSerial # :\t9\nSpot\nLegend\n | 1 2 |\n===Data===\n\t1\nA\t%s\n\n";
        String text = "FileName :\tc:\\a.txt\n" + table.formatted("1", "10") + table.formatted("2", "20");

        String json = Export.of(text).json();

        assertThat(json).contains("\"location identifier\": \"1\"", "\"location identifier\": \"2\"");
        assertThat(json.split("\"measurement aggregate document\"", -1)).hasSize(2);
        assertThat(Export.of(text.replace("| 1 2 |", "| 1 2 3 |")).refusal().code())
                .isEqualTo(FileProblem.CONTRADICTION);
    }

    @Test
    void countsSpotsThatAreNotReadAndTakesTheSpotNamedBehindTheLegend() {
        String blank = "  \t            \t            \t\n";
        String gaps = PLATES.replace("  \t        31", blank + "  \t        31");
        String legend = "Spot     :\t   <>\nLegend   :\t<1>   <8>\n          \t   <>\n";
        String table = "FileName :\tc:\\a.txt\nStack ID :\t%s\nBarcode1 :\t<P>\nRead Time:\t2026-03-21 10:00:00\n"
                + "Version :\t4\nModel :\tQ\nSerial # :\t9\n" + legend + "SpotID   :\t%s\n===Data===\n\t1\nA\t%s\n\n";
        Export spots = Export.of(table.formatted("0.1", "1", "10") + table.formatted("0.2", "8", "20"));

        assertThat(gaps).isNotEqualTo(PLATES);
        assertThat(Export.of(gaps).json())
                .contains("\"sample identifier\": \"WJ0042_A1\",\"location identifier\": \"3\"");
        assertThat(spots.json()).contains("\"location identifier\": \"1\"", "\"location identifier\": \"8\"")
                .contains("\"Stack ID\": 0.1", "\"Stack ID\": 0.2").doesNotContain("\"FileName\"");
    }

    @Test
    void keepsAPathWithABackslashAndAT() {
        assertThat(Export.of(PLATES.replace("Export\\WJ", "Export\\tubes\\WJ")).json())
                .contains("\"UNC path\": \"C:\\\\Export\\\\tubes\\\\WJ-0042.txt\"");
    }

    @Test
    void tellsWhatIsNotCarriedOverAndWhatIsNoNumber() {
        assertThat(Export.of(PLATES).codes()).contains(FileProblem.SECTION_LEFT_OUT, FileProblem.CENSORED);
        assertThat(Export.of(PLATES).json()).contains("\"error\": \"over\"");
    }

    @ParameterizedTest
    @CsvSource({"'B \t       120  \t         7  ','B \t       120  ',ROW_LENGTH",
            "'FileName :\tC:\\Export\\WJ-0042.txt\n','',MISSING_FIELD", "'B \t',A,UNEXPECTED_LINE",
            "'B \t','? ',UNEXPECTED_LINE", "'7  \n','7  \t5\n',ROW_LENGTH", "Barcode1,Barcode9,MISSING_FIELD",
            "03/21/2026\t13:39:33,yesterday,NOT_A_DATE"})
    void refusesDamagedPlates(String text, String other, FileProblem code) {
        String damaged = PLATES.replaceFirst(java.util.regex.Pattern.quote(text),
                java.util.regex.Matcher.quoteReplacement(other));

        assertThat(damaged).isNotEqualTo(PLATES);
        assertThat(Export.of(damaged).refusal().code()).isEqualTo(code);
    }

    @Test
    void refusesATextThatEndsBeforeItsSignals() {
        String cut = PLATES.substring(0, PLATES.lastIndexOf("\nA \t"));

        assertThat(Export.of(cut).refusal().code()).isEqualTo(FileProblem.EMPTY_FILE);
    }

    @Test
    void refusesATableThatTheEndOfTheFileCuts() {
        String told = PLATES.replace("Type     :", "Wells Per Col :\t2\nType     :");
        String cut = told.substring(0, told.indexOf("\nB \t"));

        assertThat(Export.of(told).json()).isNotEmpty();
        assertThat(Export.of(cut).refusal().code()).isEqualTo(FileProblem.ROW_LENGTH);
        assertThat(Export.of(TABLE.replace("12,12,0.1,,NaN,", "")).refusal().code())
                .isEqualTo(FileProblem.MISSING_FIELD);
    }

    @Test
    void namesTheMeasurementsACalculatedValueComesFrom() {
        String json = Export.of(TABLE).json();

        assertThat(json).contains("\"calculated data name\": \"Calc. Concentration Mean\"",
                "\"calculated result\": {\"value\": 990.5,\"unit\": \"(unitless)\"}",
                "\"mass concentration\": {\"value\": 1000,\"unit\": \"pg/mL\"}", "\"dilution factor setting\": 2",
                "\"sample role type\": \"unknown sample role\"", "\"well plate identifier\": \"0042\"");
        assertThat(json.split("\"calculated data name\": \"Mean\"", -1)).hasSize(3);
        assertThat(Export.of(TABLE).codes()).contains(FileProblem.SECTION_LEFT_OUT, FileProblem.TIME_NOT_DECLARED);
    }

    @Test
    void tellsCalculatedValuesInTheOrderOfTheirSamples() {
        String table = "Plate_7,,,,\nSample,Assay,Well,Spot,Signal,Adjusted Signal,% Recovery\n"
                + "S1,A,A2,2,11,11.5,91\nS1,A,A1,2,12,12.5,92\nS1,B,A2,1,13,13.5,93\nS1,B,A1,1,14,14.5,94\n";

        assertThat(Export.of(table).json().replaceAll(".*?\"calculated result\": \\{\"value\": ([0-9.]+)|.+$", "$1 ")
                .strip())
                .isEqualTo("11.5 13.5 12.5 14.5 91 92 93 94");
    }

    @Test
    void readsSeveralPlatesAndDecimalCommas() {
        String two = TABLE + TABLE.replace("WJ_0042", "WJ_0043");
        String comma = TABLE.replace(',', ';').replaceAll("(\\d)\\.(\\d)", "$1,$2");

        assertThat(Export.of(two).json()).contains("\"well plate identifier\": \"0043\"");
        assertThat(Export.of(comma).json()).contains("\"value\": 990.5");
    }

    @Test
    void refusesATableWithoutItsColumns() {
        byte[] book = ZipMaker.workbook("<row r=\"1\"><c t=\"inlineStr\"><is><t>Plate_1</t></is></c></row>");

        assertThat(Export.of(TABLE.replace("Well,Spot", "Well,Point").replace("Calc. Conc. Mean", "Spot Signal"))
                .refusal().code()).isEqualTo(FileProblem.MISSING_COLUMN);
        assertThat(Export.of(book).refusal().code()).isEqualTo(FileProblem.NOT_RECOGNISED);
    }

}
