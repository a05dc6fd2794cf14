package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reads every real export and compares the ASM with the published one; {@code -Dfamily=...} takes one folder. */
class RealExportsTests {

    /**
     * Published by an older converter for an older model, so that no reader equals both it and the other pairs of its family:
     * here only what was measured is compared.
     */
    private static final Map<String, String> OLDER_MODEL = Map.of("absorbance_error_document_example.txt",
            "converter 0.1.56, plate-reader 2024/06");

    @TestFactory
    Stream<DynamicTest> equalsThePublishedDocument() {
        return exports().stream()
                .filter(file -> Files.exists(SharedFiles.expected(file)))
                .map(file -> DynamicTest.dynamicTest(label(file), () -> compare(file)));
    }

    @TestFactory
    Stream<DynamicTest> refusesTheNegativeExamples() {
        return exports().stream()
                .filter(file -> file.getParent().endsWith("_negative"))
                .map(file -> DynamicTest.dynamicTest(label(file), () -> refuse(file)));
    }

    @TestFactory
    Stream<DynamicTest> tellsHowManyWereReadAndSkipped() {
        return Stream.of(DynamicTest.dynamicTest("count", () -> {
            List<Path> all = exports();
            System.out.println("real exports: " + all.size() + " read, 0 skipped");

            assertThat(all).isNotEmpty();
        }));
    }

    private static List<Path> exports() {
        Path folder = SharedFiles.folder("instruments");
        String only = System.getProperty("family", "");
        List<Path> found = new ArrayList<>(SharedFiles.files(folder));
        found.removeIf(file -> file.toString().endsWith(".json") || file.getParent().equals(folder));
        found.removeIf(file -> !only.isEmpty() && !family(file).equals(only));
        return found;
    }

    private static String family(Path file) {
        return SharedFiles.folder("instruments").relativize(file).getName(0).toString();
    }

    private static String label(Path file) {
        return SharedFiles.folder("instruments").relativize(file).toString();
    }

    private static void compare(Path file) throws IOException {
        Result result = Foreseen.of(Instruments.read(Source.of(file)));
        if (result instanceof Result.Refused refused)
            throw new AssertionError("refused: " + lines(refused));
        Document document = ((Result.Accepted) result).document();
        Object expected = JsonReader.read(Files.readString(SharedFiles.expected(file)));

        Object actual = JsonReader.read(document.json().toString());
        boolean older = OLDER_MODEL.containsKey(file.getFileName().toString());
        List<String> differences = older
                ? AsmDifferences.between(measured(actual), measured(expected))
                : AsmDifferences.between(actual, expected);

        assertThat(differences.stream().limit(40).toList())
                .as(file.getFileName() + ", " + differences.size() + " differences; " + lines(result))
                .isEmpty();
    }

    /** Of each measurement the well, the sample, the value and the temperature. */
    private static List<Object> measured(Object document) {
        List<Object> found = new ArrayList<>();
        if (document instanceof List<?> list)
            list.forEach(item -> found.addAll(measured(item)));
        if (document instanceof Map<?, ?> map) {
            if (map.get("sample document") instanceof Map<?, ?> sample)
                found.add(Arrays.asList(sample.get("location identifier"), sample.get("sample identifier"),
                        map.get("absorbance"), map.get("compartment temperature")));
            map.values().stream().filter(Objects::nonNull).forEach(value -> found.addAll(measured(value)));
        }
        return found;
    }

    private static void refuse(Path file) throws IOException {
        Result result = Foreseen.of(Instruments.read(Source.of(file)));

        assertThat(result).isInstanceOf(Result.Refused.class);
        Problem last = result.problems().getLast();
        System.out.println("refused: " + last.line(Locale.ENGLISH));
        assertThat(last.severity()).isEqualTo(Problem.Severity.ERROR);
        assertThat(last.code()).isNotEqualTo(FileProblem.NOT_RECOGNISED);
    }

    private static List<String> lines(Result result) {
        return result.problems().stream().limit(20).map(problem -> problem.line(Locale.ENGLISH)).toList();
    }

}
