package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * No part of an export is lost unnoticed, whichever line of it is cut, dropped or doubled and wherever the file ends;
 * {@code -Dtorn.lines=...} damages that many lines of each file, {@code -Dfamily=...} takes one folder.
 */
class TornFilesTests {

    private static final int LINES = Integer.getInteger("torn.lines", 12);

    @TestFactory
    Stream<DynamicTest> damageOfRealExportsIsNoticed() {
        Path folder = SharedFiles.folder("instruments");
        String only = System.getProperty("family", "");
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : SharedFiles.files(folder)) {
            String label = folder.relativize(file).toString();
            if (Files.exists(SharedFiles.expected(file)) && !label.endsWith(".json") && label.startsWith(only)
                    && isText(file))
                tests.add(DynamicTest.dynamicTest(label, () -> check(Source.of(file))));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> damageOfOwnExportsIsNoticed() {
        return Fixtures.all().stream().filter(source -> new Content(source).kind() == Content.Kind.TEXT)
                .map(source -> DynamicTest.dynamicTest(source.name(), () -> check(source)));
    }

    private static boolean isText(Path file) {
        try {
            return new Content(Source.of(file)).kind() == Content.Kind.TEXT;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static TornFiles of(Source source) {
        boolean text = new Content(source).kind() == Content.Kind.TEXT;
        return text ? TornFiles.ofText(source) : TornFiles.ofWorkbook(source);
    }

    private static void check(Source source) {
        List<String> unnoticed = of(source).unnoticed(LINES);

        assertThat(unnoticed.stream().limit(25).toList()).as(unnoticed.size() + " unnoticed").isEmpty();
    }

}
