package org.stroma.instruments.nucleoview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Result;
import org.stroma.instruments.value.Printed;

class NucleoViewTests {

    private static final String EXPORT = """
            Viability and Cell Count Assay - cord; ;
            Image;20260301-0007-a-WJ-0042-P3;
            Operator;AN-1;
            Viability (%);96.40;
            Live (cells/ml);1.93E6;
            Total (cells/ml);2.00E6;
            Estimated cell diameter (um);<8;
            Dilution Volume (ul);100.0;
            Multiplication factor;2.000;
            Cell note;kept
            Date time;20260301 093015
            Time zone offset;+8

            //[0A1B2C3D]
            """;

    private static Result.Accepted read(String text) {
        return (Result.Accepted) Instruments.read(text.getBytes(StandardCharsets.UTF_8), "count.csv");
    }

    private static NucleoViewCount count(String text) {
        return ((NucleoViewDocument) read(text).document()).counts().getFirst();
    }

    @Test
    void leavesTheLastLineOfAnUnsignedExportBesideTheDocument() {
        String tabbed = "Source ID:\t7\nSample ID:\tWJ-0042\nLive (cells/ml):\t9.28E+05\nViability (%):\t96.4\nDebris Index:\t50\nStatus:\tOK\n";
        Result.Accepted read = read(tabbed);

        assertThat(read.document().json().toString()).contains("Debris Index").doesNotContain("Status");
        assertThat(read.problems()).extracting(Problem::code).contains(FileProblem.SECTION_LEFT_OUT);
        assertThat(count(tabbed).others()).containsEntry("Status", "OK");
        assertThat(read(tabbed + "//[0A1B]\n").document().json().toString()).contains("Status");
    }

    @Test
    void givesTypedAccessToACount() {
        NucleoViewCount count = count(EXPORT);

        assertThat(count.sampleIdentifier()).isEqualTo("WJ-0042-P3");
        assertThat(count.viability()).hasToString("96.40");
        assertThat(count.live()).isEqualByComparingTo("1930000");
        assertThat(count.dead()).isNull();
        assertThat(count.multiplicationFactor()).hasToString("2.000");
        assertThat(count.time()).isEqualTo(OffsetDateTime.parse("2026-03-01T09:30:15+08:00"));
        assertThat(count.zoneDeclared()).isTrue();
        assertThat(count.others()).containsEntry("Cell note", "kept");
    }

    @Test
    void keepsADiameterBelowTheRangeAsPrinted() {
        assertThat(count(EXPORT).diameter()).isNull();
        assertThat(count(EXPORT).printedDiameter().kind()).isEqualTo(Printed.Kind.BELOW);
        assertThat(count(EXPORT).printedDiameter().text()).isEqualTo("<8");
        assertThat(read(EXPORT).problems()).extracting(Problem::code).contains(FileProblem.CENSORED);
    }

    @Test
    void keepsTheSignatureAndEveryLine() {
        NucleoViewDocument document = (NucleoViewDocument) read(EXPORT).document();

        assertThat(document.signature()).isEqualTo("0A1B2C3D");
        assertThat(document.lines()).hasSize(11).containsEntry("Live (cells/ml)", "1.93E6");
    }

    @Test
    void saysThatTheZoneIsNotDeclared() {
        Result.Accepted read = read(EXPORT.replace("Time zone offset;+8\n", ""));

        assertThat(count(EXPORT.replace("Time zone offset;+8\n", "")).zoneDeclared()).isFalse();
        assertThat(read.problems()).extracting(Problem::code).contains(FileProblem.TIME_ZONE_NOT_DECLARED);
    }

    @Test
    void refusesAViabilityThatIsNoNumber() {
        Result result = Instruments.read(EXPORT.replace("96.40", "n.d.").getBytes(StandardCharsets.UTF_8), "count.csv");

        assertThat(result).isInstanceOf(Result.Refused.class);
        assertThat(result.problems()).anyMatch(problem -> problem.place().line() == 4);
    }

    @Test
    void readsADecimalComma() {
        String text = EXPORT.replace("96.40", "96,4").replace("1.93E6", "1,93E6").replace("2.00E6", "2,00E6")
                .replace("100.0", "100,0").replace("2.000", "2,000");

        assertThat(count(text).viability()).isEqualByComparingTo("96.4");
        assertThat(count(text).live()).isEqualByComparingTo("1930000");
        assertThat(read(text).problems()).extracting(Problem::code).contains(FileProblem.DECIMAL_SIGN);
    }

}
