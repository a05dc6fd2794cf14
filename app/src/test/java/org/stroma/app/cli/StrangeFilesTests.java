package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody may give to {@code read} by mistake or to harm: exit code 0 or 2, and nothing on standard output unless it is 0. */
class StrangeFilesTests {
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

    private static void refused(Invocation run, String told) {
        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(told).doesNotContain("Exception", "\tat ");
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] workbook(String sheet) throws IOException {
        return zip(Map.of("[Content_Types].xml", utf8("<Types/>"), "xl/workbook.xml",
                utf8("<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
                "xl/_rels/workbook.xml.rels",
                utf8("<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
                "xl/worksheets/sheet1.xml", utf8(sheet)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void refusesWhatIsNoFile() throws IOException {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, folder.resolve("other"));
        Files.createSymbolicLink(folder.resolve("other"), loop);

        refused(Invocation.of("read", folder.toString()), "is a folder");
        refused(Invocation.of("read", loop.toString()), "leads to no file");
        refused(Invocation.of("read", folder.resolve("none").toString()), "There is no file");
        refused(Invocation.of("read", "/dev/null"), "no file that can be mapped");
        refused(Invocation.of("read"), "Name a file");
        refused(Invocation.of("read", file("a", utf8(COUNT)).toString(), file("b", utf8(COUNT)).toString()), "b");
    }

    @Test
    void refusesFilesWithoutContent() throws IOException {
        refused(Invocation.of("read", file("empty.csv", new byte[0]).toString()), "EMPTY_FILE");
        refused(Invocation.of("read", file("zeros.fcs", new byte[4_096]).toString()), "NOT_RECOGNISED");
        refused(Invocation.of("read", file("blank.txt", utf8(" \n\t\n")).toString()), "NOT_RECOGNISED");
    }

    @Test
    void readsAnyNameAndStandardInput() throws IOException {
        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream(utf8(COUNT)));

            assertThat(Invocation.of("read", "-").out()).contains("96.40");
        } finally {
            System.setIn(in);
        }
        assertThat(Invocation.of("read", file("脐带 计数 1.csv", utf8(COUNT)).toString()).out()).contains("脐带 计数 1.csv");
    }

    @Test
    void refusesArchivesThatGrow() throws IOException {
        byte[] bomb = workbook("<worksheet><sheetData>" + " ".repeat(32 << 20) + "</sheetData></worksheet>");

        assertThat(bomb.length).isLessThan(200_000);
        refused(Invocation.of("read", file("bomb.xlsx", bomb).toString()), "FileProblem.");
        refused(Invocation.of("read", file("bomb.zip", zip(Map.of("x_summary.csv", new byte[64 << 20]))).toString()),
                "FileProblem.");
    }

    @Test
    void refusesFormulasAndEntities() throws IOException {
        String formula = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Well Name</t></is></c>"
                + "<c r=\"B1\" t=\"inlineStr\"><is><t>Viability</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Live Cells/mL</t>"
                + "</is></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><f>90+6</f><v>96</v></c><c r=\"C2\"><v>1</v></c>"
                + "</row></sheetData></worksheet>";
        String entities = "<!DOCTYPE w [<!ENTITY a \"b\"><!ENTITY c SYSTEM \"file:///etc/hostname\">]><Workspace>&a;&c;</Workspace>";

        refused(Invocation.of("read", file("formula.xlsx", workbook(formula)).toString()), "FORMULA_CELL");
        refused(Invocation.of("read", file("entities.wsp", utf8(entities)).toString()), "FileProblem.");
    }

    /** Sparse files of three gigabytes: one that any text could be, and one that begins as a flow file does. */
    @Test
    void refusesFilesThatAreTooLarge() throws IOException {
        Path large = folder.resolve("large.csv");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        Path long1 = folder.resolve("long.fcs");
        try (RandomAccessFile sparse = new RandomAccessFile(long1.toFile(), "rw")) {
            sparse.write(utf8("FCS3.1          581999999999    0      10       0       0"));
            sparse.setLength(1L << 30);
        }

        refused(Invocation.of("read", large.toString()), "2 GB");
        refused(Invocation.of("read", long1.toString()), "Problem.");
    }

    @Test
    void refusesAHeaderWithoutEnd() throws IOException {
        refused(Invocation.of("read",
                file("head.csv", utf8("Sample ID,Viability (%),Viable (x10^6) cells/mL" + ",x".repeat(2_000_000))).toString()),
                "FileProblem.");
    }
}
