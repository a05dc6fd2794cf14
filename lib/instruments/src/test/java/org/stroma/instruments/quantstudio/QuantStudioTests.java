package org.stroma.instruments.quantstudio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.instruments.Asm;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem;
import org.stroma.instruments.ZipMaker;

class QuantStudioTests {

    private static final String RUN = """
            * Block Type = 96-Well Block (0.2mL)
            * Calibration FAM is expired = No
            * Experiment Barcode = NA
            * Experiment Name = copies
            * Experiment Run End Time = 2026-03-13 10:20:30 PM UTC
            * Experiment Type = %s
            * Instrument Type = ViiA 7
            * Passive Reference = ROX
            * Quantification Cycle Method = Ct

            """;
    private static final String CURVE = RUN.formatted("Standard Curve")
            + """
                    [Sample Setup]
                    Well\tWell Position\tSample Name\tTarget Name\tTask\tReporter\tQuencher
                    1\tA1\tS1\tAlu\tSTANDARD\tFAM\tNone
                    2\tA2\t0071\tAlu\tUNKNOWN\tFAM\tNone
                    3\tA3\tforgotten\t\t\t\t
                    4\tA4

                    [Amplification Data]
                    Well\tCycle\tTarget Name\tRn\tDelta Rn
                    1\t1\tAlu\t0.612\t-0.007
                    1\t2\tAlu\t1,234.5\t

                    [Results]
                    Well\tWell Position\tOmit\tSample Name\tTarget Name\tCT\tCt Mean\tQuantity\tQuantity Mean\tCt Threshold\tAutomatic Ct Threshold\tY-Intercept\tSlope\tR(superscript 2)\tEfficiency\tBADROX\tNote
                    1\tA1\tfalse\tS1\tAlu\t16.500\t16.500\t100,000,000.000\t\t0.137\ttrue\t41.9\t-3.2\t0.99\t105.5\tY\tkept
                    2\tA2\ttrue\t0071\tAlu\t25.100\t25.100\t240.50\t240.50\t0.137\tfalse\t41.9\t-3.2\t0.99\t105.5\t\t
                    """;

    @Test
    void readsAStandardCurve() {
        Object json = Asm.accepted(CURVE);

        assertThat(Asm.texts(json, "experiment type")).containsOnly("standard curve qPCR experiment");
        assertThat(Asm.texts(json, "sample identifier")).containsExactly("S1", "0071");
        assertThat(Asm.texts(json, "cycle threshold result (qPCR)")).containsExactly("16.500", "25.100");
        assertThat(Asm.texts(json, "measurement time")).containsOnly("2026-03-13T22:20:30+00:00");
        assertThat(Asm.texts(json, "BADROX")).containsExactly("Y", "N");
        assertThat(Asm.texts(json, "omit")).containsExactly("false", "true");
        assertThat(Asm.texts(json, "Note")).containsExactly("kept");
        assertThat(Asm.texts(json, "quencher dye setting")).isEmpty();
        assertThat(Asm.texts(json, "well volume")).containsOnly("200");
    }

    @Test
    void namesTheSourcesOfCalculatedValues() {
        Object json = Asm.accepted(CURVE);

        assertThat(Asm.texts(json, "calculated data name")).containsExactly("quantity", "y intercept", "slope",
                "quantity", "quantity mean", "ct mean", "ct mean", "r^2", "efficiency");
        assertThat(Asm.texts(json, "calculated result")).contains("100000000.000", "41.9");
    }

    @Test
    void keepsAGapOfACurve() {
        assertThat(Asm.texts(Asm.accepted(CURVE), "measures").toString()).contains("[-0.007, null]")
                .contains("[0.612, 1234.5]");
    }

    @Test
    void tellsWhatItLeavesOut() {
        assertThat(Asm.codes(CURVE)).contains(FileProblem.SECTION_LEFT_OUT, FileProblem.ROW_LEFT_OUT);
    }

    @Test
    void readsSectionsInAnyOrder() {
        int results = CURVE.indexOf("[Results]");
        int setup = CURVE.indexOf("[Sample Setup]");
        String other = CURVE.substring(0, setup) + CURVE.substring(results) + "\n" + CURVE.substring(setup, results);

        assertThat(Asm.texts(Asm.accepted(other), "sample identifier")).containsExactly("S1", "0071");
    }

    @Test
    void readsResultsWithoutSetup() {
        String only = CURVE.substring(0, CURVE.indexOf("[Sample Setup]")) + CURVE.substring(CURVE.indexOf("[Results]"));

        assertThat(Asm.texts(Asm.accepted(only), "sample identifier")).containsExactly("S1", "0071");
    }

    @Test
    void readsTablesSeparatedByCommas() {
        String text = CURVE.replace("1,234.5", "\"1,234.5\"").replace("100,000,000.000", "\"100,000,000.000\"")
                .replace('\t', ',');

        Object json = Asm.accepted(text);

        assertThat(Asm.texts(json, "cycle threshold result (qPCR)")).containsExactly("16.500", "25.100");
        assertThat(Asm.texts(json, "calculated result")).contains("100000000.000");
    }

    @Test
    void readsADecimalComma() {
        String text = CURVE.replace("1,234.5", "1234,5").replace("100,000,000.000", "100000000,0").replace("0.2mL", "#")
                .replaceAll("(\\t-?\\d+)\\.(\\d+)", "$1,$2").replace("#", "0.2mL");

        assertThat(Asm.texts(Asm.accepted(text), "cycle threshold result (qPCR)")).containsExactly("16.500", "25.100");
    }

    @Test
    void readsTheSameInWideCharacters() {
        Object json = Asm.accepted(CURVE.getBytes(StandardCharsets.UTF_16LE));

        assertThat(Asm.all(json, "measurement identifier")).hasSize(2);
    }

    @Test
    void readsBothAllelesOfAnAssayWhateverTheirNames() {
        String text = RUN.formatted("Genotyping")
                + """
                        [Sample Setup]
                        Well\tWell Position\tSample Name\tSNP Assay Name\tTask\tAllele1 Name\tAllele1 Reporter\tAllele2 Name\tAllele2 Reporter
                        1\tA1\tWJ-1\trs-1 a\tUNKNOWN\tG\tVIC\tA\tFAM

                        [Results]
                        Well\tSample Name\tSNP Assay Name\tCall\tAllele1 Ct Threshold\tAllele2 Ct Threshold\tAllele1 Ct\tAllele2 Ct\tAllele1 Delta Rn\tAllele2 Delta Rn
                        1\tWJ-1\trs-1 a\tHomozygous\t0.2\t0.3\t22.5\tUndetermined\t1.5\t0.1
                        """;

        Object json = Asm.accepted(text);

        assertThat(Asm.texts(json, "target DNA description")).containsExactly("rs-1 a-G", "rs-1 a-A");
        assertThat(Asm.texts(json, "cycle threshold result (qPCR)")).containsExactly("22.5");
        assertThat(Asm.texts(json, "cycle threshold value setting (qPCR)")).containsExactly("0.2", "0.3");
        assertThat(Asm.codes(text)).contains(FileProblem.CENSORED);
    }

    @Test
    void putsTheMeltingCurveOverItsTemperature() {
        String text = RUN.formatted("Melt Curve") + """
                [Results]
                Well\tSample Name\tTarget Name\tTask\tTm1
                1\tWJ-1\tAlu\tUNKNOWN\t81.25

                [Melt Curve Raw Data]
                Well\tReading\tTemperature\tFluorescence\tDerivative
                1\t1\t60.00\t1,500.5\t0.1
                1\t2\t60.50\t1,400.5\t0.2
                """;

        Object json = Asm.accepted(text);

        assertThat(Asm.texts(json, "dimensions").toString()).contains("60.00, 60.50");
        assertThat(Asm.texts(json, "Tm1")).contains("81.25");
        assertThat(Asm.codes(text)).doesNotContain(FileProblem.MISSING_VALUE);
        assertThat(Asm.codes(text.replace("Temperature", "T"))).contains(FileProblem.MISSING_VALUE);
    }

    private static final String PRESENCE = RUN.formatted("Presence/Absence") + """
            [Results]
            Well\tSample Name\tTarget Name\tCT\tCt Threshold
            1\t%s\tAlu\t16.5\t0.1
            2\t%s\tAlu\t17.5\t0.1
            3\t%s\tAlu\t18.5\t0.1
            """;

    @ParameterizedTest
    @CsvSource({
            "0071, 72, +73, 71, 72, 73",
            "0071, '', 73, 71.0, N/A, 73.0",
            "1.50, 2, 20260313001, 1.5, 2.0, 20260313001.0",
            "1e20, 0.00001, 1.25E-7, 1e+20, 1e-05, 1.25e-07",
            "0071, WJ-2, 73, 0071, WJ-2, 73",
            "0071, 71, 73, 0071, 71, 73",
            "71, 72, 9223372036854775808, 71, 72, 9223372036854775808",
            "0071, 72, 99999999999999999999, 0071, 72, 99999999999999999999"})
    void writesNamesThatAreAllNumbersAsNumbers(String first, String second, String third, String one, String two,
            String three) {
        Object json = Asm.accepted(PRESENCE.formatted(first, second, third));

        assertThat(Asm.texts(json, "sample identifier")).containsExactly(one, two, three);
    }

    @Test
    void tellsANameThatIsNotWrittenAsPrinted() {
        assertThat(Asm.problems(PRESENCE.formatted("0071", "0071", "72")))
                .filteredOn(one -> one.code() == FileProblem.WRITTEN_OTHERWISE)
                .singleElement()
                .satisfies(one -> assertThat(one.parameters()).containsExactly("Sample Name", "0071", "71"))
                .satisfies(one -> assertThat(one.place().column()).isEqualTo(2));
    }

    @Test
    void readsTheSameFromAWorkbook() {
        String run = """
                Block Type|384-Well Block
                Experiment Name|copies
                Experiment Run End Time|2026-03-13 10:20:30 PM UTC
                Experiment Type|Relative Standard Curve
                Instrument Type|ViiA 7
                Quantification Cycle Method|Crt

                """;
        Map<String, String> sheets = new LinkedHashMap<>();
        sheets.put("Sample Setup", run + "Well|Sample Name|Target Name|Task\n1|WJ-1|CD73|UNKNOWN\n");
        sheets.put("Results", run + "Well|Omit|Target Name|CRT|Crt Threshold|RQ|RQ Min|Quantity|Quantity Mean\n"
                + "1|FALSE|CD73|24.5|0.2|1.5|1.4|12|12\n\nEndogenous Control|GAPDH\n");

        Object json = Asm.accepted(ZipMaker.sheets(sheets));

        assertThat(Asm.texts(json, "cycle threshold result (qPCR)")).containsExactly("24.5");
        assertThat(Asm.texts(json, "reference dna description")).containsExactly("GAPDH");
        assertThat(Asm.texts(json, "calculated data name")).containsExactly("quantity", "quantity mean",
                "relative rq min", "relative rq");
    }

    @Test
    void tellsTheAnalysisThatStandsRightBelowTheResults() {
        String run = "Experiment Name|copies\nExperiment Run End Time|2026-03-13 10:20:30 PM UTC\nInstrument Type|ViiA 7\n"
                + "Experiment Type|Relative Standard Curve\nQuantification Cycle Method|Ct\nBlock Type|384-Well Block\n\n";
        String results = run + "Well|Target Name|CT|Ct Threshold\n1|CD73|24.5|0.2\n";
        String analysis = "Analysis Type|Singleplex\nEndogenous Control|GAPDH\n";
        Map<String, String> sheets = new LinkedHashMap<>();
        sheets.put("Sample Setup", run + "Well|Sample Name|Target Name|Task\n1|WJ-1|CD73|UNKNOWN\n");

        sheets.put("Results", results + "\n" + analysis);
        assertThat(Asm.texts(Asm.accepted(ZipMaker.sheets(sheets)), "Analysis Type")).containsExactly("Singleplex");
        sheets.put("Results", results + analysis);
        assertThat(Asm.texts(Asm.accepted(ZipMaker.sheets(sheets)), "Analysis Type")).isEmpty();
        assertThat(Asm.texts(Asm.accepted(ZipMaker.sheets(sheets)), "reference dna description"))
                .containsExactly("GAPDH");
        assertThat(Asm.problems(ZipMaker.sheets(sheets))).extracting(Problem::code)
                .contains(FileProblem.SECTION_LEFT_OUT);
    }

    @Test
    void tellsThatSeveralZonesAreCalledCst() {
        assertThat(Asm.codes(CURVE.replace("PM UTC", "PM CST"))).contains(FileProblem.TIME_ZONE_AMBIGUOUS);
    }

    @Test
    void refusesAFileWithoutResults() {
        assertThat(Asm.refused(CURVE.substring(0, CURVE.indexOf("[Results]"))).code())
                .isEqualTo(FileProblem.MISSING_SECTION);
    }

    @Test
    void refusesAnExperimentItDoesNotKnow() {
        assertThat(Asm.refused(CURVE.replace("Standard Curve", "High Throughput")).code())
                .isEqualTo(FileProblem.UNSUPPORTED);
    }

    @Test
    void refusesTwoResultsOfOneTargetAndSaysWhere() {
        String twice = CURVE + CURVE.lines().toList().getLast() + "\n";

        assertThat(Asm.refused(twice).code()).isEqualTo(FileProblem.CONTRADICTION);
        assertThat(Asm.refused(twice).place().line()).isPositive();
    }

    @Test
    void refusesAWellThatIsNoNumber() {
        assertThat(Asm.refused(CURVE.replace("\n2\tA2\ttrue", "\n2.5\tA2\ttrue")).code())
                .isEqualTo(FileProblem.UNEXPECTED_LINE);
    }

    @Test
    void refusesResultsWithoutThresholdCycle() {
        assertThat(Asm.refused(CURVE.replace("\tCT\t", "\tX\t")).code()).isEqualTo(FileProblem.MISSING_COLUMN);
    }

}
