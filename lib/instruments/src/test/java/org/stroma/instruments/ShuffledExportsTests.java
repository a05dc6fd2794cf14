package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;

/** Exports of the same machines with their columns in another order, columns nobody knows, parts left out, other locales. */
class ShuffledExportsTests {

    /** The values of a document without identifiers and the name of the file, sorted. */
    private static TreeSet<String> said(byte[] bytes) {
        TreeSet<String> said = new TreeSet<>();
        for (String line : Export.of(bytes).json().replace(",", ",\n").split("\n"))
            if (!line.contains("identifier\": \"") && !line.contains("ASM file") && !line.contains("UNC path"))
                said.add(line.replaceAll("[\\[\\]{},]", "").strip());
        return said;
    }

    private static boolean isHeader(Row row) {
        return row.width() > 3 && row.cells().stream().noneMatch(cell -> cell.matches("-?[0-9.]+"));
    }

    /** Sheets with the columns behind the first exchanged, or a column added, from the header row on. */
    private static byte[] changed(byte[] book, boolean reversed, boolean added) {
        Map<String, String> sheets = new LinkedHashMap<>();
        for (Sheet sheet : Workbook.find(new Content(Source.of(book, "book"))).orElseThrow().sheets()) {
            StringBuilder text = new StringBuilder();
            int width = 0;
            int line = 1;
            for (Row row : sheet.rows()) {
                for (; line < row.line(); line++)
                    text.append('\n');
                boolean header = width == 0 && isHeader(row);
                width = header ? row.width() : width;
                List<String> cells = new ArrayList<>(row.cells());
                while (cells.size() < width)
                    cells.add("");
                if (width > 0 && reversed)
                    Collections.reverse(cells.subList(1, width));
                if (width > 0 && added)
                    cells.add(header ? "Nobody knows" : "kept");
                text.append(String.join("|", cells)).append('\n');
                line++;
            }
            sheets.put(sheet.name(), text.toString());
        }
        return ZipMaker.sheets(sheets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"design-analysis.xlsx", "quantstudio.xlsx"})
    void readsColumnsInAnyOrder(String name) {
        byte[] same = changed(Fixtures.get(name).bytes(), false, false);

        assertThat(said(changed(same, true, false))).isEqualTo(said(same));
    }

    @ParameterizedTest
    @ValueSource(strings = {"design-analysis.xlsx", "quantstudio.xlsx"})
    void keepsColumnsNobodyKnows(String name) {
        byte[] same = changed(Fixtures.get(name).bytes(), false, false);

        assertThat(said(changed(same, false, true))).containsAll(said(same))
                .anyMatch(line -> line.contains("Nobody knows"));
    }

    @Test
    void readsAParticleReportOfAGermanComputer() {
        String report = Export.fixture("pharmspec.html").text();
        String german = report.replaceAll("(?<=>)(\\d+)\\.(\\d+)(?=<)", "$1,$2");

        assertThat(german).isNotEqualTo(report);
        assertThat(said(german.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(said(report.getBytes(StandardCharsets.UTF_8)));
        assertThat(Export.of(german).codes()).contains(FileProblem.DECIMAL_SIGN);
    }

    /** The order of attributes means nothing in XML. */
    @ParameterizedTest
    @ValueSource(strings = {"flowjo.wsp", "facsdiva.xml"})
    void readsAttributesInAnyOrder(String name) {
        String xml = Export.fixture(name).text();
        String turned = xml.replaceAll("<([\\w:]+) ([\\w:]+=\"[^\"]*\") ([\\w:]+=\"[^\"]*\")(?=[ />])", "<$1 $3 $2");

        assertThat(turned).isNotEqualTo(xml);
        assertThat(said(turned.getBytes(StandardCharsets.UTF_8))).isEqualTo(said(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Elements nobody knows are passed over, as XML of newer versions has them. */
    @ParameterizedTest
    @ValueSource(strings = {"flowjo.wsp", "facsdiva.xml"})
    void passesOverElementsNobodyKnows(String name) {
        String xml = Export.fixture(name).text();
        int end = xml.lastIndexOf("</");
        String longer = xml.substring(0, end) + "<NewerThanThis a=\"1\"><b/></NewerThanThis>" + xml.substring(end);

        assertThat(said(longer.getBytes(StandardCharsets.UTF_8))).isEqualTo(said(xml.getBytes(StandardCharsets.UTF_8)));
    }

}
