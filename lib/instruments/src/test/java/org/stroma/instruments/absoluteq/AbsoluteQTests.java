package org.stroma.instruments.absoluteq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Asm;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.ZipMaker;

class AbsoluteQTests {

    private static final String RESULTS = """
            Run,Date,Instrument,Plate,Group,Name,Well,Total,Dye,Target,Conc. cp/uL,SD,CV%,95%CI,Positives
            copies,3/13/2026,AQ 1,P-1,Group 1 (2),,Average,20431.0,VIC,Alu,2.00,2.72,136.0,,17
            copies,3/13/2026,AQ 1,P-1,Group 1,WJ-1,B1,20449,VIC,Alu,3.850,,,1.10,34
            copies,3/13/2026,AQ 1,P-1,Group 1,WJ-1,A1,20413,VIC,Alu,0.15,,,0.1,1
            copies,3/13/2026,AQ 1,P-1,Group 2 (1),,Pooled,20400,VIC,Alu,9.5,,,,80
            copies,3/13/2026,AQ 1,P-1,Group 2,WJ-2,C1,20400,VIC,Alu,9.5,,,0.4,80
            """;
    private static final String SUMMARY = """
            ,,,,,FAM,,,,VIC,,,,,
            Run name,Group,Sample,Well,Total,Target,Conc.,Positives,Threshold,Target,Conc.,Positives,Threshold,MeanQC,QC Message
            ,Group 1,,Average,20400.5,T1,10.5,90,,T2,20.5,180,,,
            run-1,,Sample A1,A1,20401,T1,10.5,90,13019,T2,20.5,180,1372,10688.1,PASS
            """;
    private static final String PARTITIONS = """
            Run,Instrument,Plate,Sample,Well ID,Index,FAM,FAM_pos,FAM_target,FAM_threshold,ROX,Chip
            r,AQ 1,P-1,WJ-1,A1,2,200.5,True,T1,150,50.5,c1
            r,AQ 1,P-1,WJ-1,A1,1,100.5,False,T1,150,50.0,c1
            """;

    private static byte[] zip(String entry, String text) {
        return new ZipMaker().add(entry, text).bytes();
    }

    @Test
    void readsResultsInTheOrderOfTheWells() {
        Object json = Asm.accepted(RESULTS);

        assertThat(Asm.texts(json, "well location identifier")).containsExactly("A1", "B1", "C1");
        assertThat(Asm.texts(json, "number concentration")).containsExactly("0.15", "3.850", "9.5");
        assertThat(Asm.texts(json, "calculated data name")).containsExactly("Average Total", "Average Concentration",
                "SD Concentration", "Average Positives", "CV", "Pooled Total", "Pooled Concentration",
                "Pooled Positives");
        assertThat(Asm.codes(RESULTS)).contains(FileProblem.TIME_OF_DAY_NOT_DECLARED);
    }

    @Test
    void turnsTheDyesOfASummaryIntoMeasurements() {
        Object json = Asm.accepted(SUMMARY);

        assertThat(Asm.texts(json, "reporter dye setting")).containsExactly("FAM", "VIC");
        assertThat(Asm.texts(json, "fluorescence intensity threshold setting")).containsExactly("13019", "1372");
        assertThat(Asm.texts(json, "calculated data name")).containsExactly("MeanQC", "MeanQC",
                "Average Concentration", "Average Positives", "Average Concentration", "Average Positives",
                "Average Total");
    }

    @Test
    void readsTheFluorescenceOfPartitions() {
        Object json = Asm.accepted(PARTITIONS);

        assertThat(Asm.texts(json, "positive partition count")).containsExactly("1");
        assertThat(Asm.texts(json, "passive reference dye setting")).containsExactly("ROX");
        assertThat(Asm.texts(json, "measures").toString()).contains("100.5, 200.5").contains("50.0, 50.5");
        assertThat(Asm.texts(json, "Chip")).containsExactly("c1");
    }

    @Test
    void readsChannelsWhoseWellStandsInTheSample() {
        String text = "Run,Instrument,Plate,Sample,Total,Channels,Copies per microliter,Count\n"
                + "r,AQ 1,P-1,Sample B2,20400,FAM,10.50,90\n";

        assertThat(Asm.texts(Asm.accepted(text), "well location identifier")).containsExactly("B2");
    }

    @Test
    void readsTheSummaryOfAnArchiveAndNamesTheRest() {
        byte[] bytes = new ZipMaker().add("a_summary.csv", SUMMARY).add("a_fluorescence.csv", "x").bytes();

        assertThat(Asm.all(Asm.accepted(bytes), "measurement identifier")).hasSize(2);
        assertThat(Asm.codes(bytes)).contains(FileProblem.SECTION_LEFT_OUT);
    }

    @Test
    void refusesAnArchiveWithTwoSummariesOrNone() {
        byte[] two = new ZipMaker().add("a_summary.csv", SUMMARY).add("b_summary.csv", SUMMARY).bytes();

        assertThat(Asm.refused(two).code()).isEqualTo(FileProblem.CONTRADICTION);
        assertThat(Asm.refused(zip("a_multichannel.csv", SUMMARY)).code()).isEqualTo(FileProblem.MISSING_SECTION);
    }

    @Test
    void refusesABomb() {
        byte[] bomb = new ZipMaker().add("a_summary.csv", new byte[64 << 20]).bytes();

        assertThat(Asm.refused(bomb).code()).isEqualTo(FileProblem.UNPACKS_TOO_LARGE);
    }

    @Test
    void refusesASummaryWhoseDyesDoNotFitItsColumns() {
        assertThat(Asm.refused(SUMMARY.replace("VIC", "")).code()).isEqualTo(FileProblem.CONTRADICTION);
    }

    @Test
    void refusesGroupsThatContradictThemselves() {
        String text = SUMMARY.replace("run-1", ",Group 1,,Average,1,T1,10.5,90,,T2,20.5,180,,,\nrun-1");

        assertThat(Asm.refused(text).code()).isEqualTo(FileProblem.CONTRADICTION);
    }

    @Test
    void refusesAWellWithoutTotalAndSaysWhere() {
        assertThat(Asm.refused(RESULTS.replace("20413", "")).place().line()).isEqualTo(4);
    }

    @Test
    void refusesPartitionsWithoutPassiveReference() {
        assertThat(Asm.refused(PARTITIONS.replace("ROX", "ROX_x")).code()).isEqualTo(FileProblem.CONTRADICTION);
    }

}
