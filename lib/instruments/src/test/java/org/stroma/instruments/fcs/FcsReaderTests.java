package org.stroma.instruments.fcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;

/** HEADER, TEXT and the ways in which they contradict each other. */
class FcsReaderTests {

    private static FcsMaker twoEvents(String version) {
        return new FcsMaker(version).parameters("I", 16, "1024", "FSC-A", "CD73").data(2,
                new byte[]{1, 0, 2, 0, 3, 0, 4, 0});
    }

    private static FcsFile read(FcsMaker maker) {
        return FcsReader.read(maker.make(), "made.fcs");
    }

    private static List<Problem.Code> codes(FcsFile file) {
        return file.problems().stream().map(Problem::code).toList();
    }

    private static void refused(FcsMaker maker, Problem.Code code) {
        assertThatThrownBy(() -> read(maker)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }

    @Test
    void readsEveryVersion() {
        for (FcsVersion version : FcsVersion.values()) {
            FcsFile file = read(twoEvents(version.magic()));

            assertThat(codes(file)).isEmpty();
            assertThat(file.first().version()).isEqualTo(version);
            assertThat(file.first().events().column(1)).containsExactly(2, 4);
        }
    }

    @Test
    void keywordsKnowNoCase() {
        FcsDataSet set = read(twoEvents("FCS3.1").set("$cyt", " Own ")).first();

        assertThat(set.keywords().find("$CYT")).hasValue("Own");
        assertThat(set.keywords().all()).containsEntry("$CYT", " Own ");
    }

    @Test
    void doubledDelimitersStandForThemselves() {
        FcsDataSet set = read(twoEvents("FCS3.1").set("$PROJ", "A/B").set("$SMNO", "7//8/").delimitedBy('/')).first();

        assertThat(set.keywords().find("$PROJ")).hasValue("A/B");
        assertThat(set.keywords().find("$SMNO")).hasValue("7//8/");
    }

    @Test
    void anyDelimiterWorks() {
        for (char delimiter : new char[]{'|', '\\', '*', '\f', '\t', '!', '\u001e'})
            assertThat(codes(read(twoEvents("FCS3.0").delimitedBy(delimiter)))).isEmpty();
    }

    @Test
    void emptyValuesAreToldAndLoseNoKeyword() {
        FcsFile file = read(twoEvents("FCS3.0").set("$SMNO", "").set("$CYT", "Own"));

        assertThat(codes(file)).containsExactly(FcsProblem.EMPTY_VALUES);
        assertThat(file.first().keywords().find("$CYT")).hasValue("Own");
    }

    @Test
    void repeatedKeywordsAreTold() {
        byte[] bytes = twoEvents("FCS2.0").set("$CYT", "one").set("$SYS", "two").make();
        byte[] repeated = new String(bytes, StandardCharsets.ISO_8859_1).replace("$SYS", "$CYT")
                .getBytes(StandardCharsets.ISO_8859_1);
        FcsFile file = FcsReader.read(repeated, "made.fcs");

        assertThat(codes(file)).containsExactly(FcsProblem.KEYWORD_REPEATED);
        assertThat(file.first().keywords().find("$CYT")).hasValue("one");
    }

    @Test
    void readsTextInUtf8AndTellsOtherEncodings() {
        assertThat(read(twoEvents("FCS3.1").set("$P2S", "CD73 间充质")).first().parameters().get(1).findLabel())
                .hasValue("CD73 间充质");
        FcsFile old = read(twoEvents("FCS3.0").set("$P2S", "间充质").in(Charset.forName("GB18030")));

        assertThat(old.first().parameters().get(1).findLabel()).hasValue("间充质");
        assertThat(codes(old)).containsExactly(FileProblem.ENCODING);
    }

    @Test
    void readsSupplementalTextAndAnalysis() {
        FcsFile file = read(twoEvents("FCS3.1").supplemental("/OPERATOR/us/$CYT/Own/").analysis("/GATE1/12/"));

        assertThat(codes(file)).isEmpty();
        assertThat(file.first().keywords().find("operator")).hasValue("us");
        assertThat(file.first().analysis().find("GATE1")).hasValue("12");
    }

    @Test
    void readsSeveralDataSets() {
        byte[] first = twoEvents("FCS2.0").set("$NEXTDATA", "0000").make();
        byte[] linked = new String(first, StandardCharsets.ISO_8859_1)
                .replace("$NEXTDATA/0000", "$NEXTDATA/" + String.format("%04d", first.length))
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream lmd = new ByteArrayOutputStream();
        lmd.writeBytes(linked);
        lmd.writeBytes(new FcsMaker("FCS3.0").parameters("I", 32, "1048576", "FSC-A", "CD73")
                .data(2, new byte[]{1, 0, 16, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0}).make());

        FcsFile file = FcsReader.read(lmd.toByteArray(), "two.lmd");

        assertThat(codes(file)).isEmpty();
        assertThat(file.dataSets()).extracting(FcsDataSet::version).containsExactly(FcsVersion.V2_0, FcsVersion.V3_0);
        assertThat(file.dataSets().get(1).events().column(1)).containsExactly(2, 4);
        assertThat(file.dataSets().get(1).events().value(0, 0)).isEqualTo(1);
    }

    @Test
    void aNextDataSetThatIsNotThereIsTold() {
        assertThat(codes(read(twoEvents("FCS3.0").set("$NEXTDATA", "60"))))
                .containsExactly(FcsProblem.NEXT_DATA_SET_LOST);
        assertThat(codes(read(twoEvents("FCS3.0").set("$NEXTDATA", "99999999"))))
                .containsExactly(FcsProblem.NEXT_DATA_SET_AT_END);
    }

    @Test
    void dataPlacedTwiceIsReadWhereItsSizeFits() {
        FcsFile headerWrong = read(twoEvents("FCS3.1").headerOff(-3, 1));
        byte[] sound = twoEvents("FCS3.1").make();
        int begin = sound.length - 8;
        FcsFile textWrong = read(twoEvents("FCS3.1").set("$BEGINDATA", String.format("%08d", begin - 5)));

        assertThat(codes(headerWrong)).containsExactly(FcsProblem.DATA_PLACED_TWICE);
        assertThat(headerWrong.first().events().column(0)).containsExactly(1, 3);
        assertThat(codes(textWrong)).containsExactly(FcsProblem.DATA_PLACED_TWICE);
        assertThat(textWrong.first().events().column(0)).containsExactly(1, 3);
    }

    @Test
    void anEndThatIsOneByteLateIsAWarning() {
        FcsFile file = read(twoEvents("FCS3.1").headerOff(0, 1).supplemental("/X/Y/"));

        assertThat(codes(file)).containsExactly(FcsProblem.DATA_END_DIFFERS);
        assertThat(file.isWhole()).isTrue();
    }

    @Test
    void aSilentHeaderIsReadFromText() {
        FcsFile file = read(twoEvents("FCS3.1").headerSilent());

        assertThat(file.first().events().column(0)).containsExactly(1, 3);
        assertThat(file.isWhole()).isTrue();
    }

    @Test
    void missingEventsAreAnError() {
        FcsFile file = read(twoEvents("FCS3.1").set("$TOT", "5"));

        assertThat(codes(file)).containsExactly(FcsProblem.EVENTS_MISSING);
        assertThat(file.problems().getFirst().parameters()).containsExactly("5", "2");
        assertThat(file.first().events().count()).isEqualTo(2);
    }

    @Test
    void aFileCutOffGivesTheEventsThatAreThere() {
        byte[] whole = twoEvents("FCS3.1").make();
        FcsFile file = FcsReader.read(Arrays.copyOf(whole, whole.length - 3), "cut.fcs");

        assertThat(file.isWhole()).isFalse();
        assertThat(codes(file)).contains(FcsProblem.SEGMENT_OUTSIDE, FcsProblem.EVENTS_MISSING);
        assertThat(file.first().events().column(0)).containsExactly(1);
    }

    @Test
    void version20MayLeaveOutTheNumberOfEvents() {
        FcsFile file = read(twoEvents("FCS2.0").without("$TOT"));

        assertThat(codes(file)).containsExactly(FcsProblem.EVENTS_NOT_STATED);
        assertThat(file.first().events().count()).isEqualTo(2);
    }

    @Test
    void aDataSetWithoutEventsIsRead() {
        FcsFile file = read(new FcsMaker("FCS3.1").parameters("F", 32, "1024", "A").data(0, new byte[0]));

        assertThat(file.isWhole()).isTrue();
        assertThat(file.first().events().count()).isZero();
    }

    @Test
    void hugeStatementsAreRefusedBeforeAnythingIsAllocated() {
        refused(twoEvents("FCS3.1").set("$PAR", "999999999"), FcsProblem.KEYWORD_NEEDED);
        refused(twoEvents("FCS3.1").set("$PAR", "0"), FcsProblem.KEYWORD_NEEDED);
        refused(twoEvents("FCS3.1").set("$P1B", "2000000000"), FcsProblem.KEYWORD_NEEDED);
        FcsFile file = read(twoEvents("FCS3.1").set("$TOT", "999999999999999999"));

        assertThat(codes(file)).containsExactly(FcsProblem.EVENTS_MISSING);
    }

    @Test
    void anOffsetFarOutsideIsAnError() {
        FcsFile file = read(
                twoEvents("FCS3.1").headerSilent().set("$BEGINDATA", "2000000000").set("$ENDDATA", "3000000000"));

        assertThat(file.isWhole()).isFalse();
        assertThat(file.first().events().count()).isZero();
    }

    @Test
    void histogramsAreRefused() {
        refused(twoEvents("FCS2.0").set("$MODE", "U"), FcsProblem.NOT_LIST_MODE);
    }

    @Test
    void keywordsTheEventsNeedAreNeeded() {
        refused(twoEvents("FCS3.1").without("$BYTEORD"), FcsProblem.KEYWORD_NEEDED);
        refused(twoEvents("FCS3.1").without("$P2B"), FcsProblem.KEYWORD_NEEDED);
        refused(twoEvents("FCS3.1").set("$DATATYPE", "X"), FcsProblem.KEYWORD_NEEDED);
        assertThat(read(twoEvents("FCS3.1").without("$P2R")).isWhole()).isFalse();
    }

    @Test
    void otherFilesAreRefused() {
        for (byte[] bytes : List.of(new byte[0], "FCS3.1".getBytes(StandardCharsets.US_ASCII),
                "FCS9.9                                                    ".getBytes(StandardCharsets.US_ASCII)))
            assertThatThrownBy(() -> FcsReader.read(bytes, "x")).isInstanceOf(Refusal.class);
    }

    @Test
    void scaleValuesFollowTheAmplifiers() {
        FcsDataSet set = read(new FcsMaker("FCS3.1").parameters("I", 16, "1024", "log", "zero", "gain", "Time", "none")
                .set("$P1E", "4,0.1").set("$P2E", "4,0").set("$P3G", "8").set("$TIMESTEP", "0.01")
                .data(1, new byte[]{0, 2, 0, 2, 0, 2, 0, 2, 0, 2})).first();
        double[] scaled = set.parameters().stream().mapToDouble(p -> set.scaled(p)[0]).toArray();

        assertThat(scaled).usingComparatorWithPrecision(1e-12).containsExactly(10, 100, 64, 5.12, 512);
    }

    @Test
    void unusableAmplifiersAreToldAndNotApplied() {
        FcsFile file = read(new FcsMaker("FCS3.1").parameters("F", 32, "1024", "A", "B").set("$P1E", "4,1")
                .set("$P2G", "0").data(1, new byte[8]));

        assertThat(codes(file)).containsExactly(FcsProblem.AMPLIFIER_OF_FLOAT, FcsProblem.KEYWORD_INVALID);
        assertThat(file.first().parameters()).extracting(Parameter::amplifier)
                .containsOnly(new Amplifier.Linear(1));
    }

    @Test
    void namesThatOccurTwiceAreTold() {
        assertThat(codes(read(twoEvents("FCS3.1").set("$P2N", "FSC-A")))).containsExactly(FcsProblem.NAME_REPEATED);
    }

    @Test
    void everyProblemHasASentenceInBothLanguages() {
        for (FcsProblem code : FcsProblem.values()) {
            Problem problem = new Problem(code.severity(), code, new Problems("x").place(), List.of("a", "b", "c"));

            assertThat(problem.message(Locale.ENGLISH)).isNotBlank().isNotEqualTo(problem.message(Locale.CHINESE));
        }
    }

    @Test
    void aLogarithmicChannelCoversItsDecades() {
        Amplifier log = new Amplifier.Logarithmic(4, 1, 1024);

        assertThat(log.scale(0)).isEqualTo(1);
        assertThat(log.scale(1024)).isCloseTo(10_000, Offset.offset(1e-8));
    }

}
