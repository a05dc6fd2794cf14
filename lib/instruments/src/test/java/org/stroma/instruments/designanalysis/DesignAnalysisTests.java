package org.stroma.instruments.designanalysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Asm;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.ZipMaker;

class DesignAnalysisTests {

    private static final String RUN = """
            File Name|C:\\runs\\cord.eds
            Operator|AN-1
            Barcode|
            Instrument Type|QuantStudio™ 7 Pro System
            Block Type|384-Well Block
            Run End Date/Time|2026-03-13 01:02:03 PM UTC
            PCR Stage/Step Number|Stage 2 Step 2
            Quantification Cycle Method|CT
            Software Name and Version|Design & Analysis Software v2.7.0
            Exported By|AN-1

            """;
    private static final String RESULTS = "Well|Well Position|Omit|Sample|Target|Task|Reporter|Cq|Cq Mean|Auto Threshold|Threshold|Amp Status\n"
            + "1|A1|FALSE|\"0071\"|CD73|UNKNOWN|FAM|24.5|24.5|TRUE|0.2|Amp\n"
            + "1|A1|FALSE|\"0071\"|GAPDH|UNKNOWN|VIC|20|20|TRUE|0.2|Amp\n"
            + "2|A2|TRUE|WJ-2|CD73|UNKNOWN|FAM|Undetermined||TRUE|0.2|No Amp\n"
            + "2|A2|FALSE|WJ-2|GAPDH|UNKNOWN|VIC|19.9|19.9|TRUE|0.2|Amp\n";

    private static byte[] book(String... sheets) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < sheets.length; i += 2)
            all.put(sheets[i], RUN + sheets[i + 1]);
        return ZipMaker.sheets(all);
    }

    @Test
    void readsResultsAloneAsPrimaryAnalysis() {
        Object json = Asm.accepted(book("Results", RESULTS));

        assertThat(Asm.texts(json, "experiment type")).containsOnly("primary analysis experiment");
        assertThat(Asm.texts(json, "sample identifier")).containsExactly("0071", "0071", "WJ-2", "WJ-2");
        assertThat(Asm.texts(json, "cycle threshold result (qPCR)")).containsExactly("24.5", "20", "19.9");
        assertThat(Asm.texts(json, "experimental data identifier")).containsOnly("cord.eds");
        assertThat(Asm.texts(json, "Amp Status")).containsExactly("Amp", "Amp", "No Amp", "Amp");
        assertThat(Asm.texts(json, "calculated data name")).isEmpty();
        assertThat(Asm.texts(json, "Exported By")).containsExactly("AN-1");
        assertThat(Asm.texts(json, "software version")).containsExactly("2.7.0");
    }

    @Test
    void countsTheWellsOfAnArrayCardByTheirNumbers() {
        byte[] card = ZipMaker.sheets(Map.of("Results",
                RUN.replace("384-Well Block", "TaqMan™ Array Card Block") + RESULTS.replace("2|A2", "384|P24")));

        String json = Export.of(card).json();

        assertThat(json).contains("\"plate well count\": {\"value\": 384,\"unit\": \"#\"}",
                "\"well volume\": {\"value\": 1.5");
        assertThat(Export.of(card).codes()).contains(FileProblem.MISSING_VALUE);
    }

    @Test
    void concludesTheReferenceOfRelativeQuantities() {
        String groups = "Sample|Target|Delta EqCq Mean|Delta Delta EqCq|Rq|Rq Min|Rq Max\n0071|CD73|4.5|0|1|0.9|1.1\n"
                + "0071|GAPDH\nWJ-2|CD73|3.5|-1|2|1.8|2.2\nWJ-2|GAPDH\n";

        Object json = Asm.accepted(book("Results", RESULTS.replace("\"", ""), "RQ Replicate Group Result",
                groups.replace("0071", "A71")));

        assertThat(Asm.texts(json, "experiment type")).containsOnly("relative standard curve qPCR experiment");
        assertThat(Asm.texts(json, "reference dna description")).containsOnly("GAPDH");
        assertThat(Asm.texts(json, "reference sample description")).containsOnly("A71");
    }

    @Test
    void tellsWhenTheReferenceIsNotClear() {
        String groups = "Sample|Target|Rq\nA|CD73|1\nB|CD73|1\n";

        assertThat(Asm.codes(book("Results", RESULTS, "RQ Replicate Group Result", groups)))
                .contains(FileProblem.MISSING_VALUE);
    }

    @Test
    void readsCallsAndWellsThatHaveOnlyNames() {
        String results = "Well|Omit|Sample|Target|Task|Cq|Threshold\nB01|\"FALSE\"|WJ-1|T4|UNKNOWN|UNDETERMINED|0.04\n"
                + "A02|FALSE|WJ-2|T4|UNKNOWN|39.54|0.04\n";
        String calls = "Well|Sample|Target|Call\nB01|WJ-1|T4|NEGATIVE\nA02|WJ-2|T4|POSITIVE\n";

        Object json = Asm.accepted(book("Primary_result", results, "Target Call", calls));

        assertThat(Asm.texts(json, "experiment type")).containsOnly("presence/absence qPCR experiment");
        assertThat(Asm.texts(json, "location identifier")).containsExactly("1", "2");
        assertThat(Asm.texts(json, "well location identifier")).containsExactly("A02", "B01");
        assertThat(Asm.texts(json, "genotyping qPCR result")).containsExactly("POSITIVE", "NEGATIVE");
        assertThat(Asm.texts(json, "genotyping qPCR method setting (qPCR)")).containsExactly("0.04", "0.04");
    }

    @Test
    void callsBothAllelesOfAnAssay() {
        String results = RESULTS.replace("CD73", "rs1-Allele 1").replace("GAPDH", "rs1-Allele 2");
        String calls = "Sample|SNP Assay|Call\nWJ-2|rs1|Heterozygous\n";

        Object json = Asm.accepted(book("Results", results, "Genotyping Result", calls));

        assertThat(Asm.texts(json, "genotyping qPCR result")).containsExactly("Heterozygous", "Heterozygous");
    }

    @Test
    void takesTheFluorescenceOfTheStageThatWasEvaluated() {
        String dyes = "Well|Stage Number|Cycle Number|FAM\n1|1|1|7.5\n1|2|1|8.5\n2|2|1|9.5\n";

        Object json = Asm.accepted(book("Results", RESULTS, "Multicomponent", dyes));

        assertThat(Asm.texts(json, "measures").toString()).contains("8.5").contains("9.5").doesNotContain("7.5");
    }

    @Test
    void readsMeltingCurves() {
        String melt = "Well|Target|Temperature|Fluorescence|Derivative\n1|CD73|60.5|1500|0.1\n1|CD73|61|1400|0.2\n";

        Object json = Asm.accepted(
                book("Results", RESULTS, "Melt Curve Raw", melt, "Melt Curve Result", "Well|Target\n1|CD73\n"));

        assertThat(Asm.texts(json, "experiment type")).containsOnly("melt curve qPCR experiment");
        assertThat(Asm.texts(json, "dimensions").toString()).contains("60.5, 61");
    }

    @Test
    void readsTheWorkbooksOfVersionOne() {
        String run = """
                Block Type|96-Well 0.2-mL Block
                Experiment Name|copies
                Experiment Run End Time|2026-03-13 10:20:30 PM UTC
                Experiment Type|Standard Curve
                Instrument Type|QuantStudio™ 5 System
                Quantification Cycle Method|Ct
                Signal Smoothing On|TRUE

                """;
        Map<String, String> sheets = new LinkedHashMap<>();
        sheets.put("Sample Setup", run + "Well|Sample Name|Target Name|Task\n1|WJ-1|Alu|UNKNOWN\n");
        sheets.put("Results", run + "Well|Target Name|CT|Ct Threshold\n1|Alu|24.5|0.2\n");

        Object json = Asm.accepted(ZipMaker.sheets(sheets));

        assertThat(Asm.texts(json, "software name")).containsExactly("Design & Analysis Software");
        assertThat(Asm.texts(json, "Signal Smoothing On")).containsExactly("True");
        sheets.replaceAll((name, text) -> text.replace("|TRUE", "|true"));
        assertThat(Asm.texts(Asm.accepted(ZipMaker.sheets(sheets)), "Signal Smoothing On")).containsExactly("true");
        assertThat(Asm.texts(json, "well volume")).containsExactly("200");
    }

    @Test
    void refusesPluginsWhoseSheetsAreNotThere() {
        byte[] book = ZipMaker.sheets(Map.of("Results",
                RUN.replace("Exported By|AN-1", "Plugin Name and Version|Genotyping v1.0.0") + RESULTS));

        assertThat(Asm.refused(book).code()).isEqualTo(FileProblem.UNSUPPORTED);
    }

    @Test
    void refusesARowWithoutTargetAndSaysWhere() {
        byte[] book = book("Results", RESULTS.replace("|GAPDH|UNKNOWN|VIC|20", "||UNKNOWN|VIC|20"));

        assertThat(Asm.refused(book).place().toString()).endsWith("!Results:14");
    }

}
