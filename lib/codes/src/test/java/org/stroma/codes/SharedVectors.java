package org.stroma.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/** Published test vectors in the folder of shared reference data, run row by row. */
public final class SharedVectors {

    private final Path file;

    public SharedVectors(String file) {
        this.file = Path.of(System.getProperty("stroma.shared", "../../../shared"), "data").resolve(file);
    }

    /** All rows behind the heading, as columns; the test is skipped, saying so, when the file is not there. */
    public List<String[]> rows() {
        if (!Files.isReadable(file)) {
            System.out.println("SKIPPED: no reference data " + file);
        }
        Assumptions.assumeTrue(Files.isReadable(file), () -> "no reference data " + file);
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.skip(1).filter(line -> !line.isEmpty()).map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What became of one row. */
    public sealed interface Outcome {

        Outcome AGREES = new Agrees();

        record Agrees() implements Outcome {}

        /** Ours is different; the text says how. */
        record Differs(String how) implements Outcome {}

        /** The row asks for something this library does not do; the text says what. */
        record NotApplicable(String why) implements Outcome {}

        static Outcome of(Object expected, Object actual) {
            return expected.equals(actual) ? AGREES : new Differs("expected " + expected + ", got " + actual);
        }
    }

    /**
     * Runs every row, prints how many ran and why others did not, and fails if one differs.
     *
     * @param expectedToRun the number of rows that must really have been compared
     */
    public void run(int expectedToRun, Function<String[], Outcome> test) {
        List<String> differences = new ArrayList<>();
        Map<String, Integer> skipped = new TreeMap<>();
        int agreed = 0;
        List<String[]> rows = rows();
        for (String[] row : rows) {
            switch (test.apply(row)) {
                case Outcome.Agrees agrees -> agreed++;
                case Outcome.Differs differs -> differences.add(String.join(" | ", row) + ": " + differs.how());
                case Outcome.NotApplicable not -> skipped.merge(not.why(), 1, Integer::sum);
            }
        }
        System.out.printf("%s: %d rows, %d agree, %d differ, not applicable %s%n", file.getFileName(), rows.size(),
                agreed, differences.size(), skipped);
        assertThat(differences).isEmpty();
        assertThat(agreed).isEqualTo(expectedToRun);
    }
}
