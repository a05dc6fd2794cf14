package org.stroma.instruments.apex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.instruments.Export;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.ZipMaker;

class ApexTests {

    private static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++)
            if (!cells[i].isEmpty())
                row.append("<c r=\"").append((char) ('A' + i)).append(number).append("\" t=\"inlineStr\"><is><t>")
                        .append(cells[i]).append("</t></is></c>");
        return row.append("</row>").toString();
    }

    private static Export book(String information, String database) {
        return Export.of(new ZipMaker().add("[Content_Types].xml", "<Types/>")
                .add("xl/workbook.xml",
                        "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"Plate Info\" sheetId=\"1\" r:id=\"r1\"/>"
                                + "<sheet name=\"Plate Database\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>")
                .add("xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"
                                + "<Relationship Id=\"r2\" Target=\"worksheets/sheet2.xml\"/></Relationships>")
                .add("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + information + "</sheetData></worksheet>")
                .add("xl/worksheets/sheet2.xml", "<worksheet><sheetData>" + database + "</sheetData></worksheet>")
                .bytes());
    }

    private static Export plate(String machine, String... header) {
        return book(row(1, "Machine ID:", machine),
                row(1, header) + row(2, "B2", "2026-03-21 10:00:00", "7", "41"));
    }

    @Test
    void givesAGroupForEachWellAndAMeasurementForEachFilter() {
        String json = Export.fixture("apex.xlsx").json();

        assertThat(json.split("\"measurement aggregate document\"", -1)).hasSize(2);
        assertThat(json.split("\"measurement identifier\"", -1)).hasSize(3);
        assertThat(json).contains("\"image feature name\": \"Average Relative Spot Volume LED490 (RSV490)\"",
                "\"exposure duration setting\": {\"value\": 80,\"unit\": \"ms\"}",
                "\"data processing document\": {\"LED490 Preset Size\": 150,\"Masked\": \"NO\"}",
                "\"LED filter\": \"LED490\"", "\"Note\": \"kept\"",
                "\"model number\": \"Iris\",\"equipment serial number\": \"7\"");
        assertThat(json).doesNotContain("LED550");
    }

    @Test
    void takesANameInTheFirstRowForTheHeadingOfItsSheet() {
        String database = row(1, "Plate", "Well", "Read Date", "Machine ID", "Spot Forming Units (SFU)")
                + row(2, "P-1", "B2", "2026-03-21 10:00:00", "7", "41");
        Export first = book(row(1, "Plate Name:", "P-1") + row(2, "Machine ID:", "Iris 7"), database);
        Export second = book(row(2, "Plate Name:", "P-1") + row(3, "Machine ID:", "Iris 7"), database);

        assertThat(first.json()).doesNotContain("Plate Name").contains("\"well plate identifier\": \"P-1\"");
        assertThat(first.codes()).contains(FileProblem.SECTION_LEFT_OUT);
        assertThat(second.json()).contains("\"Plate Name\": \"P-1\"");
    }

    @Test
    void tellsWellsThatWereNotReadAndDatesThatDiffer() {
        assertThat(Export.fixture("apex.xlsx").codes()).contains(FileProblem.ROW_LEFT_OUT, FileProblem.VALUE_NOT_USED);
    }

    @Test
    void readsAMachineThatIsOnlyANumber() {
        assertThat(plate("0042", "Well", "Read Date", "Machine ID", "Spot Forming Units (SFU)").json())
                .contains("\"model number\": \"N/A\",\"equipment serial number\": \"0042\"", "\"value\": 41",
                        "\"sample identifier\": \"B2\"");
    }

    @ParameterizedTest
    @CsvSource({"nobody,Well,Read Date,UNSUPPORTED", "Iris 1,Hole,Read Date,MISSING_COLUMN",
            "Iris 1,Well,Date,MISSING_COLUMN", "'',Well,Read Date,MISSING_FIELD"})
    void refusesDamagedWorkbooks(String machine, String well, String date, FileProblem code) {
        assertThat(plate(machine, well, date, "Machine ID").refusal().code()).isEqualTo(code);
    }

    @Test
    void refusesValuesThatAreComputed() {
        Export computed = book(row(1, "Machine ID:", "Iris 1"),
                row(1, "Well", "Read Date", "Machine ID") + "<row r=\"2\"><c r=\"A2\"><f>B1</f><v>1</v></c></row>");

        assertThat(computed.refusal().code()).isEqualTo(FileProblem.FORMULA_CELL);
    }

    @Test
    void refusesAPlateNobodyRead() {
        Export unread = book(row(1, "Machine ID:", "Iris 1"), row(1, "Well", "Read Date", "Machine ID") + row(2, "A1"));

        assertThat(unread.refusal().code()).isEqualTo(FileProblem.EMPTY_FILE);
    }

}
