package org.stroma.instruments.cfxmaestro;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Asm;
import org.stroma.instruments.FileProblem;

class CfxMaestroTests {

    private static final String EXPORT = """
            ,Well,Fluor,Target,Content,Sample,Biological Set Name,Cq,Cq Mean,Cq Std. Dev,Starting Quantity (SQ),Set Point,Well Note,Plate
            ,A01,FAM,Alu,Unkn,WJ-1,P3,21.1870,21.2,0.05,NaN,60,,P-1
            ,A01,HEX,RNaseP,Unkn-02,0071,P3,N/A,N/A,0,NaN,60,kept,P-1
            ,A02,FAM,Alu,Std-1,S1,,18.02,18.02,0,1000,60,,P-1
            ,A03,FAM,,,,,NaN,NaN,0,NaN,60,,P-1
            """;

    @Test
    void readsAMeasurementPerWellAndFluorophore() {
        Object json = Asm.accepted(EXPORT);

        assertThat(Asm.texts(json, "sample identifier")).containsExactly("WJ-1", "0071", "S1");
        assertThat(Asm.texts(json, "cycle threshold result (qPCR)")).containsExactly("21.1870", "18.02");
        assertThat(Asm.texts(json, "sample role type")).containsExactly("unknown sample role");
        assertThat(Asm.texts(json, "plate well count")).containsExactly("3", "3");
        assertThat(Asm.texts(json, "Starting Quantity (SQ)")).containsExactly("1000");
        assertThat(Asm.texts(json, "Plate")).hasSize(3).containsOnly("P-1");
    }

    @Test
    void tellsWhatItLeavesOut() {
        assertThat(Asm.codes(EXPORT)).contains(FileProblem.ROW_LEFT_OUT, FileProblem.SECTION_LEFT_OUT,
                FileProblem.TIME_NOT_DECLARED);
    }

    @Test
    void givesARoleToAPlainContentOnlyAndTellsTheOthers() {
        assertThat(Asm.texts(Asm.accepted(EXPORT.replace("Std-1", "Std")), "sample role type"))
                .containsExactly("unknown sample role", "standard sample role");
        assertThat(Asm.problems(EXPORT)).filteredOn(one -> one.code() == FileProblem.SECTION_LEFT_OUT)
                .extracting(one -> one.parameters().getFirst())
                .contains("Content: Unkn-02", "Content: Std-1")
                .doesNotContain("Content: Unkn");
    }

    @Test
    void readsSemicolonsAndDecimalCommas() {
        String text = EXPORT.replace(',', ';').replace("21.1870", "21,1870").replace("18.02", "18,02")
                .replace("21.2", "21,2").replace("0.05", "0,05");

        assertThat(Asm.texts(Asm.accepted(text), "cycle threshold result (qPCR)")).containsExactly("21.1870", "18.02");
    }

    @Test
    void readsAWideEncoding() {
        Object json = Asm.accepted(EXPORT.getBytes(StandardCharsets.UTF_16));

        assertThat(Asm.all(json, "measurement identifier")).hasSize(3);
    }

    @Test
    void refusesARowWithoutAWellAndSaysWhere() {
        assertThat(Asm.refused(EXPORT.replace("A02", "")).place().line()).isEqualTo(4);
    }

    @Test
    void refusesARowThatIsLongerThanTheHeader() {
        assertThat(Asm.refused(EXPORT.replace("kept,P-1", "kept,P-1,x")).code()).isEqualTo(FileProblem.ROW_LENGTH);
    }

    @Test
    void refusesAHeaderWithoutRows() {
        assertThat(Asm.refused(EXPORT.lines().findFirst().orElseThrow()).code()).isEqualTo(FileProblem.EMPTY_FILE);
    }

}
