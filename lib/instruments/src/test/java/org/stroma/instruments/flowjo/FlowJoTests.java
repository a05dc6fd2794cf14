package org.stroma.instruments.flowjo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;

class FlowJoTests {

    private static final String WORKSPACE = Export.fixture("flowjo.wsp").text();

    @Test
    void givesPopulationsWithTheirGatesAndStatistics() {
        String json = Export.of(WORKSPACE).json();

        assertThat(json).contains("\"written name\": \"CD73+\",\"count\": {\"value\": 39000,\"unit\": \"Counts\"}",
                "\"data region identifier\": \"ID2\",\"region type\": \"Rectangle\",\"parent data region identifier\": \"ID1\"",
                "\"x-coordinate\": {\"value\": 1.50,\"unit\": \"RFU\"},\"y-coordinate\": {\"value\": 2,\"unit\": \"s\"}",
                "\"vertex role\": \"foci\"",
                "{\"value\": 60.5,\"unit\": \"%\",\"has statistic datum role\": \"frequency of parent role\"}",
                "\"custom information document\": {\"percent\": \"50\"}",
                "\"compensation value\": {\"value\": 0.0690,");
    }

    @Test
    void keepsKeywordsWhereTheyBelong() {
        String json = Export.of(WORKSPACE).json();

        assertThat(json).contains("\"location identifier\": \"A01\"",
                "\"measurement time\": \"2026-03-21T07:28:48+00:00\"",
                "\"data processing time\": \"2026-03-21T08:24:55+01:00\"", "\"file name\": \"WJ-0042.wsp\"",
                "\"equipment serial number\": \"H77\"", "\"TUBE NAME\": \"identity\"", "\"Room\": \"3\"");
    }

    @Test
    void tellsWhatTheModelHasNoPlaceFor() {
        assertThat(Export.of(WORKSPACE).codes().stream().filter(FileProblem.SECTION_LEFT_OUT::equals)).hasSize(2);
        assertThat(Export.of(WORKSPACE).codes()).contains(FileProblem.VALUE_NOT_USED);
    }

    @Test
    void readsOtherPrefixesOfTheNameSpaces() {
        String other = WORKSPACE.replace("gating:", "g:").replace(":gating", ":g").replace("data-type:", "d:")
                .replace(":data-type", ":d");

        assertThat(Export.of(other).json()).contains("\"value\": 1.50", "\"data region identifier\": \"ID2\"");
    }

    @Test
    void readsASampleWithoutCompensation() {
        String without = WORKSPACE.replaceAll("(?s)<transforms:spilloverMatrix.*</transforms:spilloverMatrix>", "");

        assertThat(without).isNotEqualTo(WORKSPACE);
        assertThat(Export.of(without).json()).contains("\"compensation matrix aggregate document\": {}");
    }

    @Test
    void readsASampleWithoutGates() {
        String without = WORKSPACE.replaceAll("(?s)<Subpopulations>.*</Subpopulations>", "");

        assertThat(without).isNotEqualTo(WORKSPACE);
        assertThat(Export.of(without).json()).contains("\"data region aggregate document\": {}");
    }

    @Test
    void toldZonesNobodyKnowsAreUndeclared() {
        assertThat(Export.of(WORKSPACE.replace(" CET ", " XYZT ")).json())
                .contains("\"data processing time\": \"2026-03-21T08:24:55+00:00\"");
    }

    @ParameterizedTest
    @CsvSource({"SampleList,Other,MISSING_SECTION", "SampleNode,Node,MISSING_SECTION", "sampleID,id,MISSING_FIELD",
            "value=\"1.50\",value=\"left\",NOT_A_NUMBER", "'count=\"39000\"','count=\"many\"',NOT_A_NUMBER",
            "'<gating:coordinate data-type:value=\"1.50\"/>','',MISSING_FIELD", "Sat Mar 21,Yesterday,NOT_A_DATE",
            "</Workspace>,'',CORRUPT", "'<Workspace','<!DOCTYPE a [<!ENTITY b \"c\">]><Workspace',XML_DECLARES_TYPE"})
    void refusesDamagedWorkspaces(String text, String other, FileProblem code) {
        String damaged = WORKSPACE.replace(text, other);

        assertThat(damaged).isNotEqualTo(WORKSPACE);
        assertThat(Export.of(damaged).refusal().code()).isEqualTo(code);
    }

    @Test
    void refusesAWorkspaceInTheWrongEncoding() {
        byte[] bytes = WORKSPACE.replace("identity", "\u9274\u5b9a")
                .getBytes(java.nio.charset.Charset.forName("GB18030"));

        assertThat(Export.of(bytes).refusal().code()).isEqualTo(FileProblem.CORRUPT);
    }

}
