package org.stroma.instruments.qubit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Asm;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.ZipMaker;

class QubitTests {

    private static final String EXPORT = """
            Run ID,Assay Name,Test Name,Test Date,Qubit® tube conc.,Units,Original sample conc.,Units,Sample Volume (µL),Dilution Factor,Std 1 RFU,Std 2 RFU,Std 3 RFU,Excitation,Emission,Green RFU,Far Red RFU,Note
            r1,1x dsDNA,WJ-1,13/03/2026 6:40:54 AM,30.40,ng/mL,6.08,ng/µL,1,200,49.43,21133.11,,Blue,Green,1303.11,,kept
            r1,RNA IQ,0071,13/03/2026 6:42:00 PM,Out of range,ng/mL,,ng/µL,2,200,50,300,4000,Red,Far Red,,7.50,
            """;

    @Test
    void readsTheChannelTheEmissionNames() {
        Object json = Asm.accepted(EXPORT);

        assertThat(Asm.texts(json, "fluorescence")).containsExactly("1303.11", "7.50");
        assertThat(Asm.texts(json, "sample identifier")).containsExactly("WJ-1", "0071");
        assertThat(Asm.texts(json, "measurement time")).containsExactly("2026-03-13T06:40:54+00:00",
                "2026-03-13T18:42:00+00:00");
        assertThat(Asm.texts(json, "Note")).containsExactly("kept");
    }

    @Test
    void saysNaNWhereAConcentrationIsNoNumber() {
        Object json = Asm.accepted(EXPORT);

        assertThat(Asm.texts(json, "qubit tube concentration")).containsExactly("30.40", "NaN");
        assertThat(Asm.texts(json, "original sample concentration")).containsExactly("6.08", "NaN");
        assertThat(Asm.codes(EXPORT)).contains(FileProblem.CENSORED, FileProblem.TIME_ZONE_NOT_DECLARED);
    }

    @Test
    void readsTheSameFromAWorkbook() {
        byte[] workbook = ZipMaker.sheets(Map.of("Data", EXPORT.replace(',', '|')));

        assertThat(Asm.texts(Asm.accepted(workbook), "original sample concentration")).containsExactly("6.08", "NaN");
    }

    @Test
    void readsTheSameInOneByteCharacters() {
        Object json = Asm.accepted(EXPORT.getBytes(Charset.forName("windows-1252")));

        assertThat(Asm.texts(json, "sample volume setting")).containsExactly("1", "2");
    }

    @Test
    void refusesAnEmissionItDoesNotKnow() {
        assertThat(Asm.refused(EXPORT.replace("Blue,Green", "Blue,Yellow")).code()).isEqualTo(FileProblem.UNSUPPORTED);
    }

    @Test
    void refusesAReadingWithoutFluorescenceAndSaysWhere() {
        assertThat(Asm.refused(EXPORT.replace("1303.11", "")).place().line()).isEqualTo(2);
    }

    @Test
    void leavesReadingsOfTheFlexModelAlone() {
        String flex = EXPORT.replace(",Note", ",Reagent Lot#");

        assertThat(Asm.refused(flex).code()).isEqualTo(FileProblem.NOT_RECOGNISED);
    }

}
