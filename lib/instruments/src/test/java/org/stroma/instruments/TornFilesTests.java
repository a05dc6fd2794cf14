package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.stroma.instruments.table.Workbook;

/**
 * No part of an export is lost unnoticed, whichever line of it is cut, dropped or doubled and wherever the file ends;
 * {@code -Dtorn.lines=...} damages that many lines of each file, {@code -Dfamily=...} takes one folder.
 */
class TornFilesTests {

    private static final int LINES = Integer.getInteger("torn.lines", 12);
    /** Real workbooks, one of each family that has a small one; the own ones are all damaged. */
    private static final Set<String> SHEETS = Set.of("mabtech_apex_example_single_plate.xlsx", "SLA01P01_OD.xlsx",
            "hiac_example_1.xlsx", "Cellaca_Example1.xlsx", "luciferase_assay_example.xlsx");

    @TestFactory
    Stream<DynamicTest> damageOfRealExportsIsNoticed() {
        Path folder = SharedFiles.folder("instruments");
        String only = System.getProperty("family", "");
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : SharedFiles.files(folder)) {
            String label = folder.relativize(file).toString();
            if (Files.exists(SharedFiles.expected(file)) && !label.endsWith(".json") && label.startsWith(only)
                    && (isText(file) || SHEETS.contains(file.getFileName().toString())))
                tests.add(DynamicTest.dynamicTest(label, () -> check(Source.of(file))));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> damageOfOwnExportsIsNoticed() {
        return Fixtures.all().stream().filter(TornFilesTests::isTable)
                .map(source -> DynamicTest.dynamicTest(source.name(), () -> check(source)));
    }

    private static boolean isTable(Source source) {
        Content content = new Content(source);
        return content.kind() == Content.Kind.TEXT || Workbook.is(content);
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
