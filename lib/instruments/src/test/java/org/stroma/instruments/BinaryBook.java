package org.stroma.instruments;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes binary workbooks (BIFF8) of one sheet for tests: numbers of at most two decimals are packed, other cells are shared strings. */
final class BinaryBook {

    private static final int SECTOR = 512;
    /** Bytes of a record, and the largest stream a file without further lists of sectors has. */
    private static final int RECORD = 8_224;
    private static final int MOST = 109 * 128 * SECTOR;

    private final ByteBuffer stream = ByteBuffer.allocate(MOST).order(ByteOrder.LITTLE_ENDIAN);
    private final Map<String, Integer> strings = new LinkedHashMap<>();

    private BinaryBook() {}

    /** A workbook whose sheet has these rows; an empty cell is none. */
    static byte[] of(List<List<String>> rows) {
        BinaryBook book = new BinaryBook();
        rows.forEach(row -> row.stream().filter(cell -> !isNumber(cell))
                .forEach(cell -> book.strings.putIfAbsent(cell, book.strings.size())));
        book.write(rows);
        return book.file();
    }

    private static boolean isNumber(String cell) {
        return cell.matches("\\d{1,5}(\\.\\d{1,2})?");
    }

    private void write(List<List<String>> rows) {
        begin(0x0809, 4).putShort((short) 0x0600).putShort((short) 5);
        int bound = begin(0x0085, 9).position();
        stream.putInt(0).putShort((short) 0).put(new byte[]{1, 0, 'S'});
        strings();
        begin(0x000A, 0);
        stream.putInt(bound, stream.position());
        begin(0x0809, 4).putShort((short) 0x0600).putShort((short) 0x10);
        for (int row = 0; row < rows.size(); row++)
            for (int column = 0; column < rows.get(row).size(); column++)
                cell(row, column, rows.get(row).get(column));
        begin(0x000A, 0);
    }

    private ByteBuffer begin(int type, int length) {
        return stream.putShort((short) type).putShort((short) length);
    }

    private void strings() {
        int record = stream.position();
        begin(0x00FC, 0).putInt(strings.size()).putInt(strings.size());
        for (String text : strings.keySet()) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            if (stream.position() + 3 + bytes.length - record > RECORD) {
                close(record);
                record = stream.position();
                begin(0x003C, 0);
            }
            stream.putShort((short) bytes.length).put((byte) 0).put(bytes);
        }
        close(record);
    }

    private void close(int record) {
        stream.putShort(record + 2, (short) (stream.position() - record - 4));
    }

    private void cell(int row, int column, String text) {
        if (text.isEmpty())
            return;
        boolean number = isNumber(text);
        begin(number ? 0x027E : 0x00FD, 10).putShort((short) row).putShort((short) column).putShort((short) 0);
        stream.putInt(number
                ? new java.math.BigDecimal(text).movePointRight(2).intValueExact() << 2 | 3
                : strings.get(text));
    }

    private byte[] file() {
        int sectors = (Math.max(4096, stream.position()) + SECTOR - 1) / SECTOR;
        int tables = (sectors + 2 + 127) / 127;
        int first = 1 + tables;
        ByteBuffer file = ByteBuffer.allocate(SECTOR * (1 + first + sectors)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, 0xE11AB1A1E011CFD0L).putShort(30, (short) 9).putShort(32, (short) 6);
        file.putInt(44, tables).putInt(48, tables).putInt(56, 4096).putInt(60, -2).putInt(68, -2);
        for (int i = 0; i < tables; i++)
            file.putInt(76 + 4 * i, i).putInt(SECTOR + 4 * i, -3);
        file.putInt(SECTOR + 4 * tables, -2);
        for (int i = 0; i < sectors; i++)
            file.putInt(SECTOR + 4 * (first + i), i == sectors - 1 ? -2 : first + i + 1);
        entry(file, SECTOR * (1 + tables), "Root Entry", 5, -2, 0);
        entry(file, SECTOR * (1 + tables) + 128, "Workbook", 2, first, sectors * SECTOR);
        stream.limit(sectors * SECTOR);
        file.put(SECTOR * (1 + first), stream, 0, sectors * SECTOR);
        return file.array();
    }

    private static void entry(ByteBuffer file, int at, String name, int type, int start, int size) {
        file.put(at, name.getBytes(StandardCharsets.UTF_16LE)).putShort(at + 64, (short) (name.length() * 2 + 2));
        file.put(at + 66, (byte) type).putInt(at + 116, start).putInt(at + 120, size);
    }

}
