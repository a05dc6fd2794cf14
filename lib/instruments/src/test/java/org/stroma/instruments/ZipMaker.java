package org.stroma.instruments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
