package org.stroma.instruments.qiacuity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Asm;
import org.stroma.instruments.FileProblem;

class QiacuityTests {

    private static final String OLD = """
            sep=,,,,
            ,Sample/NTC/Control,Type,Plate ID,Reaction Mix,Target,IC,Control type,Concentration (copies/µL),CI (95%),Partitions (valid),Partitions (positive),Partitions (negative),Threshold,SD
            A1,1,Sample,9234983,mix,5p,-,+,86.320,4.60%,25485,1778,23707,53.55,0.2
            B1,2,Non Template Control,,mix,5p,-,-,0,,25486,0,25486,0,
            """;
    private static final String NEW = """
            sep=;
            "Plate name";"Plate ID";"Well";"Sample/NTC/Control";"Type";"Target (Name)";"Conc. [cp/µL] (dPCR reaction)";"Partitions (Valid)";"Partitions (Positive)";"Threshold"
            "residual";"P-1";"A1";"WJ-1";"Sample";"Alu";"7782,4";"8261";"7644";"19,45"
            """;

    @Test
    void readsTheOlderTableWhoseWellsHaveNoName() {
        Object json = Asm.accepted(OLD);

        assertThat(Asm.texts(json, "well location identifier")).containsExactly("A1", "B1");
        assertThat(Asm.texts(json, "number concentration")).containsExactly("86.320", "0");
        assertThat(Asm.texts(json, "calculated datum")).containsExactly("4.60", "0.2");
        assertThat(Asm.texts(json, "sample role type")).containsExactly("Sample Role", "Blank Role");
        assertThat(Asm.texts(json, "Control type")).containsExactly("+");
        assertThat(Asm.texts(json, "IC")).isEmpty();
    }

    @Test
    void takesTheDelimiterFromTheFirstLine() {
        Object json = Asm.accepted(NEW);

        assertThat(Asm.texts(json, "number concentration")).containsExactly("7782.4");
        assertThat(Asm.texts(json, "fluorescence intensity threshold setting")).containsExactly("19.45");
        assertThat(Asm.texts(json, "Plate name")).containsExactly("residual");
    }

    @Test
    void readsAMicroSignOfOneByte() {
        Object json = Asm.accepted(NEW.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Asm.texts(json, "number concentration")).containsExactly("7782.4");
    }

    @Test
    void tellsATypeItDoesNotKnow() {
        assertThat(Asm.codes(NEW.replace("\"Sample\"", "\"Ladder\""))).contains(FileProblem.VALUE_NOT_USED);
    }

    @Test
    void refusesAWellWithoutConcentrationAndSaysWhere() {
        assertThat(Asm.refused(OLD.replace("86.320", "-")).place().line()).isEqualTo(3);
    }

    @Test
    void refusesATableWithoutRows() {
        assertThat(Asm.refused(NEW.lines().limit(2).reduce("", (a, b) -> a + b + "\n")).code())
                .isEqualTo(FileProblem.EMPTY_FILE);
    }

    @Test
    void refusesALoneLineThatOnlyResemblesTheHeader() {
        assertThat(Asm.refused("Plate: Sample/NTC/Control,Partitions (valid)\n").code())
                .isEqualTo(FileProblem.MISSING_COLUMN);
    }

}
