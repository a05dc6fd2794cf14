package org.stroma.instruments.skanit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.ZipMaker;

class SkanItTests {

    private static final String HEAD = "<c t=\"inlineStr\"><is><t>%s</t></is></c>";
    private static final String CALCULATED = "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c></row>";

    private static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (String cell : cells)
            row.append(HEAD.formatted(cell));
        return row.append("</row>").toString();
    }

    private static Export book(String measured, String other) {
        String sheets = "<sheet name=\"Absorbance 1\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"%s\" sheetId=\"2\" r:id=\"r2\"/>"
                .formatted("Dilution Factor 1");
        return Export.of(new ZipMaker().add("[Content_Types].xml", "<Types/>")
                .add("xl/workbook.xml", "<workbook xmlns:r=\"urn:r\"><sheets>" + sheets + "</sheets></workbook>")
                .add("xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"
                                + "<Relationship Id=\"r2\" Target=\"worksheets/sheet2.xml\"/></Relationships>")
                .add("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + measured + "</sheetData></worksheet>")
                .add("xl/worksheets/sheet2.xml", "<worksheet><sheetData>" + other + "</sheetData></worksheet>")
                .bytes());
    }

    private static String measured() {
        return row(1, "Measurement results") + row(2, "own.skax") + row(3, "3/1/2026 3:02:30 PM")
                + row(6, "Wavelength: 450 nm") + row(8, "Plate 1") + row(10, "Abs", "1") + row(11, "A", "0.125");
    }

    @Test
    void readsMeasurementsThoughSomebodyCalculatedOnAnotherSheet() {
        Export export = book(measured(), CALCULATED);

        assertThat(export.json()).contains("\"absorbance\": {\"value\": 0.125,");
        assertThat(export.codes()).contains(FileProblem.SECTION_LEFT_OUT).doesNotContain(FileProblem.FORMULA_RESULT);
    }

    @Test
    void refusesMeasurementsThatAreCalculated() {
        Export export = book(measured() + CALCULATED.replace("r=\"1\"", "r=\"12\"").replace("A1", "B12"), row(1, "x"));

        assertThat(export.refusal().code()).isEqualTo(FileProblem.FORMULA_CELL);
    }

}
