package org.stroma.instruments.softmax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;

class SoftMaxTests {

    private static final String EXPORT = Export.fixture("softmax-pro.txt").text();
    private static final String PLATE = EXPORT.substring(EXPORT.indexOf("Plate:"), EXPORT.indexOf("~End\nGroup"));

    private static String withoutIdentifiers(String export) {
        return Export.of(export).json().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id");
    }

    @Test
    void readsDecimalCommasAndTellsThem() {
        String comma = EXPORT.replaceAll("(\\d)\\.(\\d)", "$1,$2").replace("1,3\t", "1.3\t").replace("\t1.3", "\t1,3");

        assertThat(comma).contains("\t1,10\t");
        assertThat(withoutIdentifiers(comma)).isEqualTo(withoutIdentifiers(EXPORT));
        assertThat(Export.of(comma).codes()).contains(FileProblem.DECIMAL_SIGN);
    }

    @Test
    void readsAFileThatBreaksOffBehindItsLastPlate() {
        String cut = "##BLOCKS= 1\n" + PLATE;

        assertThat(Export.of(cut).json()).contains("\"absorbance\": {\"value\": 1.10,");
        assertThat(Export.of(cut).codes()).contains(FileProblem.MISSING_VALUE, FileProblem.TIME_NOT_DECLARED);
        assertThat(Export.of(cut.replace("= 1", "= 2")).refusal().code()).isEqualTo(FileProblem.MISSING_SECTION);
        assertThat(Export.of(cut.substring(0, cut.indexOf("\t\t1.08"))).refusal().code())
                .isEqualTo(FileProblem.ROW_LENGTH);
    }

    @Test
    void readsAListOfFormulasWhoseNamesStandBehindThem() {
        String turned = EXPORT.replace("Group Column\tFormula Name\tFormula\t", "Group Column\tFormula\tFormula Name\t")
                .replaceFirst("(?m)^1\tSample\t.*$", "1\tSample");

        assertThat(turned).contains("\n1\tSample\n");
        assertThat(Export.of(turned).json()).contains("\"absorbance\"");
    }

    @Test
    void refusesAFileThatBreaksOffWithinAGroup() {
        String cut = EXPORT.substring(0, EXPORT.lastIndexOf("~End"));

        assertThat(Export.of(cut).refusal().code()).isEqualTo(FileProblem.MISSING_SECTION);
    }

    @Test
    void readsCellsInQuotes() {
        String quoted = EXPORT.replace("\t1.10\t0.55\t0.05", "\t\"1.10\"\t\"NaN\"\t0.05");

        assertThat(Export.of(quoted).json()).contains("\"absorbance\": {\"value\": 1.10,",
                "{\"error\": \"nan\",\"error feature\": \"Absorbance\"}");
    }

    @Test
    void keepsBlanksInTheNameOfAColumnAndTellsInfinityInOneSpelling() {
        String other = EXPORT.replace("\tAvgOD\tResult\t", "\tAvgOD \tResult\t").replace("\tMasked\t", "\tInf\t");

        assertThat(Export.of(other).json())
                .contains("\"calculated data name\": \"AvgOD \"", "{\"error\": \"inf\",\"error feature\": \"Result\"}")
                .doesNotContain("\"calculation description\": \"Average(OD)\"");
    }

}
