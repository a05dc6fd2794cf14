package org.stroma.instruments.facsdiva;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem;

class FacsDivaTests {

    private static final String EXPERIMENT = Export.fixture("facsdiva.xml").text();

    @Test
    void givesPopulationsByTheirPaths() {
        String json = Export.of(EXPERIMENT).json();

        assertThat(json).contains(
                "\"written name\": \"P2\",\"data region identifier\": \"P2\",\"count\": {\"value\": 19000,",
                "\"parent data region identifier\": \"P1\"", "\"y-coordinate\": {\"value\": 2,\"unit\": \"s\"}",
                "{\"value\": 812.5,\"unit\": \"RFU\",\"has statistic datum role\": \"median role\"}",
                "\"dimension identifier\": \"APC-A\",\"compensation value\": {\"value\": 0.25,",
                "\"CST SETUP STATUS\": \"SUCCESS\"", "\"GUID\": \"g-1\"", "\"batch identifier\": \"WJ-0042\"");
        assertThat(json.split("\"measurement identifier\"", -1)).hasSize(3);
    }

    @Test
    void tellsWhatIsNotCarriedOver() {
        assertThat(Export.of(EXPERIMENT).codes()).contains(FileProblem.SECTION_LEFT_OUT);
        assertThat(Export.of(EXPERIMENT).codes().stream().filter(FileProblem.VALUE_NOT_USED::equals)).hasSize(3);
    }

    @Test
    void refusesPopulationsNestedWithoutEnd() {
        StringBuilder gates = new StringBuilder("<gates>");
        String path = "All Events";
        for (int i = 0; i < 300; i++) {
            gates.append("<gate fullname=\"").append(path)
                    .append(i == 0 ? "\" type=\"EventSource_Classifier\"/>" : "\"><parent>p</parent></gate>");
            path += "\\P";
        }

        Problem refused = Export.of(EXPERIMENT.replaceFirst("<gates>", java.util.regex.Matcher.quoteReplacement(
                gates + "</gates><gates>"))).refusal();

        assertThat(refused.code()).isEqualTo(FileProblem.NESTED_TOO_DEEP);
        assertThat(refused.place().line()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"experiment,study,MISSING_SECTION", "<tube ,<vial ,CORRUPT", "'x=\"1.5\"','x=\"left\"',NOT_A_NUMBER",
            "2026-03-21T16:13:22,yesterday,NOT_A_DATE", "'tube name=\"CD90\"','tube',MISSING_FIELD",
            "'All Events\\P1\\P2','All Events\\P1',CONTRADICTION",
            "'<compensation_coefficient>0.25','<compensation_coefficient>0</compensation_coefficient><compensation_coefficient>0.25',CONTRADICTION",
            "</bdfacs>,'',CORRUPT", "'<bdfacs','<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><bdfacs',XML_DECLARES_TYPE"})
    void refusesDamagedExperiments(String text, String other, FileProblem code) {
        String damaged = EXPERIMENT.replace(text, other);

        assertThat(damaged).isNotEqualTo(EXPERIMENT);
        assertThat(Export.of(damaged).refusal().code()).isEqualTo(code);
    }

}
