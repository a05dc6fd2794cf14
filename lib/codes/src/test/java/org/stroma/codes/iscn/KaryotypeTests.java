package org.stroma.codes.iscn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.codes.Problem;

class KaryotypeTests {

    private static Karyotype karyotype(String text) {
        return Karyotype.parse(text).orThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"46,XY[20] | XY", "46,XX[20] | XX", "46,XX,9qh+[20] | XX", "46, XY [20] | XY"})
    void normalKaryotypesAreNormal(String text, String sex) {
        Karyotype karyotype = karyotype(text);

        assertThat(karyotype.normal()).isTrue();
        assertThat(karyotype.sexComplements()).containsExactly(sex);
        assertThat(karyotype.metaphases()).isEqualTo(20);
        assertThat(karyotype.metaphasesProblem(20)).isEmpty();
    }

    @Test
    void cellsMustAddUpToTheMetaphasesCounted() {
        assertThat(karyotype("47,XY,+20[2]/46,XY[17]").metaphasesProblem(20))
                .contains(Problem.at(IscnReason.METAPHASES_DISAGREE, 0, 0, "19", "20"));
    }

    @Test
    void linesOfTheFailingBankAreRead() {
        Karyotype karyotype = karyotype("47,XY,+20[2]/46,XY[18]");

        assertThat(karyotype.lines()).containsExactly(
                new CellLine(47, "XY", List.of(new Abnormality.Gain("20", false)), List.of(), 2),
                new CellLine(46, "XY", List.of(), List.of(), 18));
        assertThat(karyotype.sexComplements()).containsExactly("XY");
        assertThat(karyotype.normal()).isFalse();
    }

    @Test
    void lostSexChromosomeIsStillPartOfTheComplement() {
        Karyotype karyotype = karyotype("45,X,-Y[1]/46,XY[19]");

        assertThat(karyotype.sexComplements()).containsExactly("XY");
    }

    @Test
    void twoPeopleAreTwoComplements() {
        assertThat(karyotype("46,XX[18]/46,XY[2]").sexComplements()).containsExactly("XX", "XY");
        assertThat(karyotype("46,XX[18]/46,XY[2]").normal()).isFalse();
        assertThat(karyotype("45,X[20]").normal()).isFalse();
        assertThat(karyotype("47,XXY[20]").normal()).isFalse();
    }

    @Test
    void polyploidCellsAreCounted() {
        Karyotype karyotype = karyotype("92,XXYY[2]/46,XY[18]");

        assertThat(karyotype.polyploidCells()).isEqualTo(2);
        assertThat(karyotype.sexComplements()).containsExactly("XY");
        assertThat(karyotype.normal()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"34, 1", "35, 2", "57, 2", "58, 3", "80, 3", "81, 4", "103, 4", "104, 5"})
    void ploidyFollowsTheRangesOfIscn(int chromosomes, int ploidy) {
        assertThat(new CellLine(chromosomes, "X", List.of(), List.of(), 1).ploidy()).isEqualTo(ploidy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"46,XX,t(9;22)(q34;q11.2)[20]", "46,XY,del(5)(q13q33)[3]/46,XY[17]",
            "45,XY,der(13;14)(q10;q10)[20]", "45,XX,dic(13;15)(q22;q24)[20]", "46,XY,inv(9)(p12q13)c[20]",
            "47,XX,+mar[4]/46,XX[16]", "46,XY,i(17)(q10)[5]/46,XY[15]", "47,XY,+21c[20]",
            "46,XX,der(1)t(1;3)(p32;q21)[2]/46,XX[18]", "45,XX,-13,-14,+der(13;14)(q10;q10)[20]",
            "90,XX,-Y,-Y[1]/46,XY[19]", "46,XY,add(19)(p13.3)[2]/46,XY[18]", "46,XX,dmin[2]/46,XX[18]",
            "46,XX,chtb(5)(q31)[1]/46,XX[19]", "48,XX,+8,+8[2]/46,XX[18]", "47,XX,+r[2]/46,XX[18]"})
    void whatIsUnderstoodIsWrittenAsItWasRead(String text) {
        assertThat(karyotype(text).notation()).isEqualTo(text);
        assertThat(karyotype(karyotype(text).notation())).isEqualTo(karyotype(text));
    }

    @Test
    void repeatsAndStemlinesAreWrittenOut() {
        assertThat(karyotype("48,XX,+8x2[2]/46,XX[18]").notation()).isEqualTo("48,XX,+8,+8[2]/46,XX[18]");
        assertThat(karyotype("46,XX,t(8;21)(q22;q22)[5]/47,idem,+8[6]/46,XX[9]").notation())
                .isEqualTo("46,XX,t(8;21)(q22;q22)[5]/47,XX,t(8;21)(q22;q22),+8[6]/46,XX[9]");
        assertThat(karyotype("48,XX,+8,+9[5]/47,sl,-8[6]/46,XX[9]").notation())
                .isEqualTo("48,XX,+8,+9[5]/47,XX,+9[6]/46,XX[9]");
    }

    @Test
    void fullWidthPunctuationOfChineseReportsIsRead() {
        assertThat(karyotype("45，X，－Y［1］/46，XY［19］").notation()).isEqualTo("45,X,-Y[1]/46,XY[19]");
        assertThat(karyotype("mos 47,XX,+8[3]/46,XX[17]").metaphases()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
            "46,XY | CELLS_MISSING | 5 | 0",
            "46,XY[0] | CELLS_MISSING | 8 | 0",
            "46,XX/46,XY[20] | CELLS_MISSING | 5 | 0",
            "46~48,XX,+8[cp5] | COMPOSITE | 11 | 5",
            "45~47,XX[20] | RANGE | 0 | 5",
            "46,XX,del(5)(q13~q15)[20] | RANGE | 6 | 15",
            "46,XY[10]//46,XX[10] | CHIMERA | 9 | 2",
            "nuc ish(D8Z2x2)[200] | OTHER_METHOD | 0 | 7",
            "arr(1-22)x2 | OTHER_METHOD | 0 | 3",
            "46,xy[20] | SEX_CHROMOSOMES | 3 | 2",
            "46[20] | SEX_CHROMOSOMES | 2 | 0",
            "four,XX[20] | CHROMOSOME_NUMBER | 0 | 4",
            "46,XX,+23[20] | NOT_UNDERSTOOD | 6 | 3",
            "46,XX,inc[20] | NOT_UNDERSTOOD | 6 | 3",
            "46, XX, t(9;22 [20] | NOT_UNDERSTOOD | 8 | 6",
            "46,idem,+8[20] | STEMLINE_MISSING | 3 | 4",
            "47,XY[20] | NUMBER_DISAGREES | 0 | 2",
            "46,XX,+8[20] | NUMBER_DISAGREES | 0 | 2",
            "46,XX[18]/46,XX,-7[2] | NUMBER_DISAGREES | 10 | 2",
            "46,XX[18]/ | CELLS_MISSING | 10 | 0"})
    void whatIsNotUnderstoodIsRefusedWhereItStands(String text, IscnReason reason, int position, int length) {
        assertThat(Karyotype.parse(text).problems()).first().satisfies(problem -> {
            assertThat(problem.reason()).isEqualTo(reason);
            assertThat(problem.position()).isEqualTo(position);
            assertThat(problem.length()).isEqualTo(length);
        });
    }

    @Test
    void emptyReportIsRefused() {
        assertThat(Karyotype.parse("  ").problems()).extracting(Problem::reason).containsExactly(IscnReason.EMPTY);
        assertThatThrownBy(() -> new Karyotype(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
