package org.stroma.instruments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes archives and workbooks for tests. */
public final class ZipMaker {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    public ZipMaker add(String name, byte[] content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ZipMaker add(String name, String content) {
        return add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        try {
            zip.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A workbook of one sheet with the given markup inside {@code sheetData}. */
    public static byte[] workbook(String rows) {
        return workbook("", rows);
    }

    /**
     * A workbook of several sheets. Each sheet is one text: a line per row, a bar between cells; numbers, and the truth values
     * {@code TRUE} and {@code FALSE}, become such cells, a cell in quotes stays text. A blank line is a row that is not there.
     */
    public static byte[] sheets(Map<String, String> sheets) {
        ZipMaker zip = new ZipMaker().add("[Content_Types].xml", "<Types/>");
        StringBuilder list = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        int number = 0;
        for (Map.Entry<String, String> sheet : sheets.entrySet()) {
            number++;
            list.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"r%d\"/>".formatted(sheet.getKey(), number, number));
            relations.append(
                    "<Relationship Id=\"r%d\" Target=\"worksheets/sheet%d.xml\"/>".formatted(number, number));
            zip.add("xl/worksheets/sheet" + number + ".xml",
                    "<worksheet><sheetData>" + rows(sheet.getValue()) + "</sheetData></worksheet>");
        }
        return zip.add("xl/workbook.xml", "<workbook xmlns:r=\"urn:r\"><sheets>" + list + "</sheets></workbook>")
                .add("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>")
                .bytes();
    }

    private static String rows(String text) {
        StringBuilder rows = new StringBuilder();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank())
                continue;
            rows.append("<row r=\"").append(i + 1).append("\">");
            for (String cell : lines[i].split("\\|", -1))
                rows.append(cell(cell));
            rows.append("</row>");
        }
        return rows.toString();
    }

    private static String cell(String text) {
        if (text.equals("TRUE") || text.equals("FALSE"))
            return "<c t=\"b\"><v>" + (text.equals("TRUE") ? 1 : 0) + "</v></c>";
        if (text.matches("-?[0-9.]+"))
            return "<c><v>" + text + "</v></c>";
        String bare = text.replace("\"", "").replace("&", "&amp;").replace("<", "&lt;");
        return "<c t=\"inlineStr\"><is><t>" + bare + "</t></is></c>";
    }

    /** A workbook whose sheet begins with a prolog. */
    public static byte[] workbook(String prolog, String rows) {
        return new ZipMaker().add("[Content_Types].xml", "<Types/>")
                .add("xl/workbook.xml",
                        "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>")
                .add("xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>")
                .add("xl/worksheets/sheet1.xml",
                        prolog + "<worksheet><sheetData>" + rows + "</sheetData></worksheet>")
                .bytes();
    }

}
