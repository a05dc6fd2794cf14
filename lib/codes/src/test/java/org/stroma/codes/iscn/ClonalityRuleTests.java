package org.stroma.codes.iscn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClonalityRuleTests {

    private static final ClonalityRule RULE = new ClonalityRule(2, 2, 3, "ISCN definition of a clone");

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static String clones(String text) {
        return String.join(" ",
                RULE.apply(Karyotype.parse(text).orThrow()).stream().filter(ClonalityRule.Finding::clonal)
                        .map(finding -> finding.abnormality().notation() + "x" + finding.cells()).toList());
    }

    /** The second column lists the clones with their cells; the failing variants G4 (a) and (b) come first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"47,XY,+20[2]/46,XY[18] | +20x2", "45,X,-Y[1]/46,XY[19] | ''",
            "46,XY[20] | ''", "47,XY,+20[1]/46,XY[19] | ''", "45,XX,-7[2]/46,XX[18] | ''",
            "45,XX,-7[3]/46,XX[17] | -7x3", "46,XX,del(5)(q13q33)[2]/46,XX[18] | del(5)(q13q33)x2",
            "46,XX,del(5)(q13q33)[1]/46,XX,del(5)(q13q31)[1]/46,XX[18] | ''",
            "47,XY,+8[1]/48,XY,+8,+9[1]/46,XY[18] | +8x2", "48,XX,+8,+8[1]/46,XX[19] | ''",
            "46,XX,t(8;21)(q22;q22)[1]/47,idem,+8[1]/46,XX[18] | t(8;21)(q22;q22)x2",
            "47,XX,+mar[2]/46,XX[18] | +marx2", "47,XY,+21c[20] | ''", "92,XXYY[3]/46,XY[17] | ''",
            "45,X[3]/46,XX[17] | -Xx3", "45,X[2]/46,XX[18] | ''", "47,XXY[2]/46,XY[18] | +Xx2",
            "46,XX[18]/46,XY[2] | +Yx2"})
    void clonesAreWhatEnoughCellsShare(String text, String expected) {
        assertThat(clones(text)).isEqualTo(expected);
    }

    @Test
    void singleCellsAreReportedToo() {
        List<ClonalityRule.Finding> findings = RULE.apply(Karyotype.parse("45,X,-Y[1]/46,XY[19]").orThrow());

        assertThat(findings).containsExactly(new ClonalityRule.Finding(new Abnormality.Loss("Y", false), 1, 3));
    }

    @Test
    void thresholdsAreArguments() {
        ClonalityRule strict = new ClonalityRule(1, 1, 1, "oncology laboratory");

        assertThat(strict.apply(Karyotype.parse("45,X,-Y[1]/46,XY[19]").orThrow()))
                .allMatch(ClonalityRule.Finding::clonal);
        assertThatThrownBy(() -> new ClonalityRule(0, 2, 3, "none")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClonalityRule(2, 2, 3, " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findingsDependNeitherOnTheOrderOfLinesNorOnSplittingThem(long seed) {
        Random random = new Random(seed);
        List<CellLine> lines = new ArrayList<>(List.of(new CellLine(46, "XY", List.of(), List.of(), 20)));
        for (int i = 0; i < 4; i++) {
            Abnormality gain = new Abnormality.Gain(Integer.toString(1 + random.nextInt(3)), false);
            lines.add(new CellLine(47, "XY", List.of(gain), List.of(), 2 + random.nextInt(2)));
        }
        List<ClonalityRule.Finding> findings = RULE.apply(new Karyotype(lines));
        CellLine last = lines.removeLast();
        lines.add(new CellLine(47, "XY", last.abnormalities(), List.of(), last.cells() - 1));
        lines.add(new CellLine(47, "XY", last.abnormalities(), List.of(), 1));
        Collections.shuffle(lines, random);

        assertThat(new HashSet<>(RULE.apply(new Karyotype(lines)))).isEqualTo(new HashSet<>(findings));
    }
}
