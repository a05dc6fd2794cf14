package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.HtmlTables;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.xml.Xml;
import org.stroma.instruments.zip.Archive;

/** Files made to harm are refused with a reason, quickly and within the memory of the file. */
@Timeout(30)
class HostileFilesTests {

    private static Content content(byte[] bytes) {
        return new Content(Source.of(bytes, "hostile"));
    }

    private static Problem.Code refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        Refusal[] refused = new Refusal[1];
        assertThatThrownBy(action).isInstanceOfSatisfying(Refusal.class, refusal -> refused[0] = refusal);
        return refused[0].problem().code();
    }

    @Test
    void refusesAZipBomb() {
        byte[] bomb = new ZipMaker().add("bomb", new byte[64 << 20]).bytes();
        assertThat(bomb.length).isLessThan(400_000);

        Problem.Code code = refusal(() -> Archive.of(content(bomb)).get("bomb"));

        assertThat(code).isEqualTo(FileProblem.UNPACKS_TOO_LARGE);
    }

    @Test
    void refusesAWorkbookWhoseSheetIsABomb() {
        byte[] bomb = ZipMaker.workbook(" ".repeat(32 << 20));

        assertThat(refusal(() -> Workbook.of(content(bomb), new Problems("bomb"))))
                .isEqualTo(FileProblem.UNPACKS_TOO_LARGE);
    }

    @Test
    void refusesAZipWithALyingHeader() {
        byte[] bytes = new ZipMaker().add("a", "text").bytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int central = buffer.getInt(bytes.length - 22 + 16);
        buffer.putInt(central + 20, Integer.MAX_VALUE);
        buffer.putInt(central + 24, Integer.MAX_VALUE);

        assertThat(refusal(() -> Archive.of(content(bytes)).get("a"))).isEqualTo(FileProblem.CORRUPT);
    }

    @Test
    void refusesAnEntryWithAWrongChecksum() {
        byte[] bytes = new ZipMaker().add("a", "some text").bytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int central = buffer.getInt(bytes.length - 22 + 16);
        buffer.putInt(central + 16, 12345);

        assertThat(refusal(() -> Archive.of(content(bytes)).get("a"))).isEqualTo(FileProblem.CORRUPT);
    }

    @Test
    void refusesXmlEntities() {
        String bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>";

        assertThat(refusal(() -> Xml.of(content(bomb.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(FileProblem.XML_DECLARES_TYPE);
    }

    @Test
    void refusesExternalEntitiesInAWorkbook() {
        byte[] bytes = ZipMaker.workbook("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
                "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&e;</t></is></c></row>");

        assertThat(refusal(() -> Workbook.of(content(bytes), new Problems("xxe"))))
                .isEqualTo(FileProblem.XML_DECLARES_TYPE);
    }

    @Test
    void refusesDeepNesting() {
        String deep = "<a>".repeat(100_000);

        assertThat(refusal(() -> Xml.of(content(deep.getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(FileProblem.NESTED_TOO_DEEP);
    }

    @Test
    void refusesAFormulaCellAndSaysWhere() {
        byte[] bytes = ZipMaker.workbook("<row r=\"3\"><c r=\"B3\"><f>1+1</f><v>2</v></c></row>");

        assertThatThrownBy(() -> Workbook.of(content(bytes), new Problems("hostile")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.problem().code()).isEqualTo(FileProblem.FORMULA_CELL);
                    assertThat(refusal.problem().place()).isEqualTo(new Problem.Place("hostile!S", 3, 2, ""));
                });
    }

    @Test
    void refusesRowsThatAreFarApartInEveryColumn() {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= 2000; i++)
            rows.append("<row r=\"").append(i).append("\"><c r=\"XFD").append(i).append("\"><v>1</v></c></row>");

        assertThat(refusal(() -> Workbook.of(content(ZipMaker.workbook(rows.toString())), new Problems("wide"))))
                .isEqualTo(FileProblem.TOO_LARGE);
    }

    @Test
    void refusesMoreCellsThanItsLimit() {
        Limits few = new Limits(1 << 20, 1 << 20, 100, 10, 10, 100, 100);
        Content content = new Content(Source.of("a,b,c\n".repeat(50).getBytes(StandardCharsets.UTF_8), "long"), few);

        assertThat(refusal(() -> Delimited.of(content, new Problems("long")))).isEqualTo(FileProblem.TOO_LARGE);
    }

    /** What was looked for again at each of very many characters, columns or cells took hours. */
    @Test
    void takesNoLongerForWhatRepeatsItself() {
        String page = "<table><tr><td>Particle Size(um)</td><td>" + "&".repeat(2_000_000) + "</td></tr></table>";
        String names = "a,".repeat(200_000) + "b\n";
        List<Row> rows = HtmlTables.rows(content(page.getBytes(StandardCharsets.UTF_8)), new Problems("page"));
        Columns columns = Columns.of(List.of(names.strip().split(",")));
        Row wide = new Row(2, Collections.nCopies(200_000, "1"));
        List<String> beyond = new ArrayList<>();
        Fields.of(List.of("a"), wide, DecimalSign.POINT, new Problems("wide"))
                .forEachUnread((name, value) -> beyond.add(name));

        assertThat(rows.getFirst().cell(1)).hasSize(2_000_000);
        assertThat(Fields.of(columns, wide, DecimalSign.POINT, new Problems("wide")).has("a.199999")).isTrue();
        assertThat(beyond).hasSize(200_000).contains("Unnamed: 199999");
    }

    @Test
    void readsAColumnNamedByOneDigitOverAndOver() {
        String digits = "4".repeat(5_000);
        byte[] bytes = ZipMaker.sheets(Map.of("Plate Info", "Machine ID:|Iris 7", "Plate Database",
                "Well|Read Date|Machine ID|LED Filter|LED" + digits
                        + "\nA1|2026-03-21 10:00:00|Iris 7|LED4+LED4+LED4 4 4 4|7"));

        assertThat(Export.of(bytes).json()).contains("\"LED" + digits + "\": 7");
    }

    @Test
    void refusesACompoundFileThatRunsInCircles() {
        ByteBuffer file = ByteBuffer.allocate(512 * 4).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, 0xE11AB1A1E011CFD0L).putShort(30, (short) 9).putShort(32, (short) 6);
        file.putInt(44, 1).putInt(48, 1).putInt(56, 4096).putInt(60, -2).putInt(68, -2).putInt(76, 0);
        file.putInt(512, -3).putInt(512 + 4, 1);

        assertThat(refusal(() -> Workbook.of(content(file.array()), new Problems("circle"))))
                .isEqualTo(FileProblem.CORRUPT);
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(Instruments.read(new byte[0], "empty").problems().getLast().code())
                .isEqualTo(FileProblem.EMPTY_FILE);
    }

    @Test
    void refusesASoftMaxFileThatClaimsMoreBlocksThanItHas() {
        Result result = Instruments.read("##BLOCKS= 999999\nNote:\n~End\n".getBytes(StandardCharsets.UTF_8), "blocks");

        assertThat(result).isInstanceOf(Result.Refused.class);
    }

}
