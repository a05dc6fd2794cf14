package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** What would be held as objects beyond the file is refused above a number that no export reaches. */
class OverfullFilesTests {

    @Test
    void refusesASampleOfTooManyFields() {
        String fields = IntStream.range(0, 10_001).mapToObj(i -> "Own " + i + " : " + i)
                .collect(Collectors.joining("\n"));
        Problem refusal = Export.of(Export.fixture("vi-cell-xr.txt").text() + "\n" + fields + "\n").refusal();

        assertThat(refusal.code()).isEqualTo(FileProblem.TOO_MANY_FIELDS);
    }

    @Test
    void refusesTooManyColumnsOfCounts() {
        String export = Export.fixture("nucleoview.csv").text().replace("Viability (%);96.4;",
                "Viability (%)" + ";96.4".repeat(1_001));

        assertThat(Export.of(export).refusal().code()).isEqualTo(FileProblem.TOO_MANY_COUNTS);
    }

    @Test
    void tellsValuesOfColumnsWithoutACount() {
        String export = Export.fixture("nucleoview.csv").text().replace("Operator;AN-1;", "Operator;AN-1;AN-2;");

        assertThat(Export.of(export).codes()).contains(FileProblem.SECTION_LEFT_OUT);
    }

}
