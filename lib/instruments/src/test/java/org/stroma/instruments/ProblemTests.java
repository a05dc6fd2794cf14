package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problem.Severity;

class ProblemTests {

    @ParameterizedTest
    @EnumSource(FileProblem.class)
    void everyCodeHasASentenceInBothLanguages(FileProblem code) {
        Problem problem = new Problem(code.severity(), code, Place.file("f"), List.of("p0", "p1"));

        assertThat(problem.message(Locale.ENGLISH)).isNotBlank().doesNotContain("{");
        assertThat(problem.message(Locale.SIMPLIFIED_CHINESE)).matches("(?s).*\\p{IsHan}.*").doesNotContain("{");
    }

    @Test
    void tellsPlaceCodeAndSentenceInOneLine() {
        Problem problem = new Problem(Severity.ERROR, FileProblem.NOT_A_NUMBER, new Place("a.csv", 3, 2, "Viability"),
                List.of("x"));

        assertThat(problem.line(Locale.ENGLISH))
                .isEqualTo("a.csv:3:2 [Viability]: \"x\" is not a number (FileProblem.NOT_A_NUMBER)");
    }

    @Test
    void keepsAThousandAndCountsTheRest() {
        Problems problems = new Problems("f");
        Stream.iterate(0, i -> i + 1).limit(1500).forEach(i -> problems.add(FileProblem.DELIMITER, "" + i));

        assertThat(problems.list()).hasSize(1001);
        assertThat(problems.list().getLast().parameters()).containsExactly("500");
    }

}
