package org.stroma.instruments.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Source;
import org.stroma.instruments.ZipMaker;
import org.stroma.instruments.value.DecimalSign;

class TablesTests {

    private final Problems problems = new Problems("t");

    private static Content content(String text) {
        return new Content(Source.of(text.getBytes(StandardCharsets.UTF_8), "t"));
    }

    @Test
    void readsQuotedCellsWithDelimitersAndLineEnds() {
        Delimited table = Delimited.of(content("a,\"b, \"\"c\"\"\nd\",e\nf,g,h\n"), problems);

        assertThat(table.rows()).containsExactly(new Row(1, List.of("a", "b, \"c\"\nd", "e")),
                new Row(3, List.of("f", "g", "h")));
    }

    @Test
    void keepsEmptyCellsAtTheEnd() {
        assertThat(Delimited.cells("a;;", ';', problems)).containsExactly("a", "", "");
    }

    @Test
    void refusesAnOpenQuoteAndSaysWhereItOpened() {
        assertThatThrownBy(() -> Delimited.of(content("a,b\nc,\"d\n"), problems)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.problem().place().line()).isEqualTo(2));
    }

    @Test
    void recognisesAndReportsDelimiterAndDecimalComma() {
        Delimited table = Delimited.of(content("a;b\n1,5;2\n2,5;3\n"), problems);

        assertThat(table.delimiter()).isEqualTo(';');
        assertThat(table.decimals()).isEqualTo(DecimalSign.COMMA);
        assertThat(problems.list()).extracting(Problem::code).contains(FileProblem.ENCODING, FileProblem.DELIMITER,
                FileProblem.DECIMAL_SIGN);
    }

    @Test
    void yieldsExactlyWhatWasNotAskedFor() {
        Fields fields = Fields.of(List.of("a", "b (µm)", "", "b (µm)"), new Row(2, List.of("1", "2.50", "x", "N/A")),
                DecimalSign.POINT, problems);
        List<String> rest = new ArrayList<>();

        assertThat(fields.number("b (μm)")).hasToString("2.50");
        fields.forEachUnread((name, value) -> rest.add(name + "=" + value));

        assertThat(rest).containsExactly("a=1", "Unnamed: 2=x");
    }

    @Test
    void reportsATextWhereANumberIsExpected() {
        Fields fields = Fields.of(List.of("v"), new Row(5, List.of("abc")), DecimalSign.POINT, problems);

        assertThat(fields.number("v")).isNull();
        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(FileProblem.NOT_A_NUMBER);
            assertThat(problem.place()).isEqualTo(new Problem.Place("t", 5, 1, "v"));
        });
    }

    @Test
    void readsCellsOfAnOpenWorkbook() {
        byte[] book = ZipMaker.workbook("<row r=\"2\"><c r=\"A2\"><v>0.10000000000000001</v></c>"
                + "<c r=\"C2\" t=\"b\"><v>1</v></c><c t=\"str\"><v>a_x000D_b</v></c><c t=\"e\"><v>#N/A</v></c></row>");
        Sheet sheet = Workbook.of(new Content(Source.of(book, "t")), problems).first();

        assertThat(sheet.rows()).containsExactly(new Row(2, List.of("0.1", "", "True", "a\rb", "#N/A")));
        assertThat(problems.list()).extracting(Problem::code).containsExactly(FileProblem.CELL_ERROR);
    }

    @Test
    void writesSerialDaysAsDates() {
        assertThat(CellText.date(45797.517534722224, false)).isEqualTo("2025-05-20 12:25:15");
        assertThat(CellText.date(0.5, false)).isEqualTo("12:00:00");
        assertThat(CellText.date(1, false)).isEqualTo("1900-01-01 00:00:00");
        assertThat(CellText.isDateFormat(164, "[Red]0.00\"d\"")).isFalse();
        assertThat(CellText.isDateFormat(164, "yyyy-mm-dd")).isTrue();
    }

    @Test
    void readsTablesOfHtml() {
        List<Row> rows = HtmlTables.rows(
                content("<table><tr><td>a&nbsp;<b>b</b><td>&#181;m</tr><!-- <tr> --><tr><th>c</table><table><tr><td>d"),
                problems);

        assertThat(rows).extracting(Row::cells).containsExactly(List.of("a b", "µm"), List.of("c"), List.of("d"));
    }

}
