package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReadCommandTests {
    private static final String COUNT = """
            Viability and Cell Count Assay - cord; ;
            Image;20260301-0007-a-WJ42;
            Operator;AN-1;
            Viability (%);96.40;
            Live (cells/ml);1.93E6;
            Date time;20260301 093015
            Time zone offset;+8
            """;

    @TempDir
    private Path folder = Path.of("");

    private record Run(int code, String out, String err) {}

    private static Run run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
            int code = Stroma.run(arguments);
            return new Run(code, printed.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void printsOneDocumentAndTellsTheRestElsewhere() throws IOException {
        Run run = run("read", file("count.csv", COUNT));

        assertThat(run.code).isZero();
        JsonNode json = JsonMapper.builder().build().readTree(run.out);
        assertThat(json.get("$asm.manifest").asString()).contains("cell-counting");
        assertThat(run.err).contains("note: count.csv: encoding recognised: US-ASCII");
    }

    @Test
    void refusesWithoutPrintingAndSaysWhy() throws IOException {
        Run run = run("read", file("count.csv", COUNT.replace("96.40", "none")));

        assertThat(run.code).isEqualTo(2);
        assertThat(run.out).isEmpty();
        assertThat(run.err).contains("error: count.csv:4:2 [Viability (%)]");
    }

    @Test
    void refusesInChinese() throws IOException {
        Run run = run("read", "--lang", "zh", file("letter.txt", "dear colleague\n"));

        assertThat(run.code).isEqualTo(2);
        assertThat(run.err).contains("无法识别此文件的格式");
    }

    @Test
    void refusesAFileThatIsNotThereAndAFolder() {
        assertThat(run("read", folder.resolve("none").toString()).code).isEqualTo(2);
        assertThat(run("read", folder.toString()).code).isEqualTo(2);
    }

    @Test
    void refusesGatesForWhatIsNoFlowFile() throws IOException {
        Run run = run("read", "--gates", file("g.xml", "<g/>"), file("count.csv", COUNT));

        assertThat(run.code).isEqualTo(2);
        assertThat(run.out).isEmpty();
    }

    @Test
    void takesADeclaredOrderOfDates() throws IOException {
        String count = file("count.csv", COUNT.replace("20260301 093015", "02/03/2026 09:30"));
        Run undeclared = run("read", count);
        Run declared = run("read", "--dates", "day-first", count);

        assertThat(undeclared.out).contains("2026-02-03T09:30:00+08:00");
        assertThat(undeclared.err).contains("day and month of \"02/03/2026 09:30\" cannot be told apart");
        assertThat(declared.out).contains("2026-03-02T09:30:00+08:00");
        assertThat(declared.err).doesNotContain("day and month");
        assertThat(run("read", "--dates", "day-first", "--mapping", count, count).code).isEqualTo(2);
    }

    @Test
    void printsATableForPeople() throws IOException {
        Run run = run("read", "--as", "table", file("count.csv", COUNT));

        assertThat(run.code).isZero();
        assertThat(run.out).startsWith("Measurements").contains("viability (cell counter) / %").contains("96.40");
    }

    @Test
    void listsTheFormatsWithTheirVersions() {
        Run run = run("read", "--list");

        assertThat(run.code).isZero();
        assertThat(run.out).contains("nucleoview ").contains("1.4.0.0, 1.4.2.0").contains("fcs ").contains("q-tag ");
    }
}
