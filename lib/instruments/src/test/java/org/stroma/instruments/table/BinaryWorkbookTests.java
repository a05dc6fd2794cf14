package org.stroma.instruments.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Source;

class BinaryWorkbookTests {

    /** A compound file with one stream of two sectors and a BIFF workbook of one sheet in it. */
    private static byte[] workbook(int version) {
        ByteBuffer stream = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        record(stream, 0x0809, (byte) 0, (byte) (version >> 8), (byte) 5, (byte) 0);
        int bound = stream.position();
        byte[] name = version == 0x0600 ? new byte[]{1, 0, 'S'} : new byte[]{1, 'S'};
        record(stream, 0x0085, concat(new byte[6], name));
        record(stream, 0x00E0, new byte[20]);
        byte[] date = new byte[20];
        date[2] = 14;
        record(stream, 0x00E0, date);
        if (version == 0x0600)
            record(stream, 0x00FC, 1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 'h', 'i', 1, 0, 1, 0xB5, 0x03);
        record(stream, 0x000A);
        stream.putInt(bound + 4, stream.position());
        record(stream, 0x0809, (byte) 0, (byte) (version >> 8), (byte) 0x10, (byte) 0);
        number(stream, 0, 0, 0, 1.5);
        number(stream, 0, 1, 1, 45797.5);
        record(stream, 0x027E, 0, 0, 2, 0, 0, 0, 0x03 | 123 << 2 & 0xFF, 123 << 2 >> 8, 0, 0);
        if (version == 0x0600) {
            record(stream, 0x00FD, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            record(stream, 0x00FD, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0);
        } else
            record(stream, 0x0204, 1, 0, 0, 0, 0, 0, 2, 0, 'h', 'i');
        record(stream, 0x000A);
        return compound(stream.array(), version == 0x0600 ? "Workbook" : "Book");
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    private static void number(ByteBuffer stream, int row, int column, int style, double value) {
        stream.putShort((short) 0x0203).putShort((short) 14).putShort((short) row).putShort((short) column)
                .putShort((short) style).putDouble(value);
    }

    private static void record(ByteBuffer stream, int type, int... body) {
        byte[] bytes = new byte[body.length];
        for (int i = 0; i < body.length; i++)
            bytes[i] = (byte) body[i];
        record(stream, type, bytes);
    }

    private static void record(ByteBuffer stream, int type, byte... body) {
        stream.putShort((short) type).putShort((short) body.length).put(body);
    }

    private static byte[] compound(byte[] stream, String name) {
        int sectors = stream.length / 512;
        ByteBuffer file = ByteBuffer.allocate(512 * (3 + sectors)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, 0xE11AB1A1E011CFD0L).putShort(30, (short) 9).putShort(32, (short) 6);
        file.putInt(44, 1).putInt(48, 1).putInt(56, 4096).putInt(60, -2).putInt(68, -2).putInt(76, 0);
        file.putInt(512, -3).putInt(516, -2);
        for (int i = 0; i < sectors; i++)
            file.putInt(512 + 4 * (2 + i), i == sectors - 1 ? -2 : 3 + i);
        entry(file, 1024, "Root Entry", 5, -2, 0);
        entry(file, 1024 + 128, name, 2, 2, stream.length);
        file.put(1536, stream);
        return file.array();
    }

    private static void entry(ByteBuffer file, int at, String name, int type, int start, int size) {
        file.put(at, name.getBytes(StandardCharsets.UTF_16LE)).putShort(at + 64, (short) (name.length() * 2 + 2));
        file.put(at + 66, (byte) type).putInt(at + 116, start).putInt(at + 120, size);
    }

    private static Sheet read(byte[] bytes) {
        return Workbook.of(new Content(Source.of(bytes, "b.xls")), new Problems("b.xls")).first();
    }

    @Test
    void readsNumbersDatesAndSharedStringsOfBiff8() {
        Sheet sheet = read(workbook(0x0600));

        assertThat(sheet.name()).isEqualTo("S");
        assertThat(sheet.rows()).containsExactly(new Row(1, List.of("1.5", "2025-05-20 12:00:00", "1.23")),
                new Row(2, List.of("hi", "ε")));
    }

    @Test
    void readsBiff5() {
        assertThat(read(workbook(0x0500)).cell(2, 1)).isEqualTo("hi");
    }

    @Test
    void readsADateThatIsNoNumberAsBlank() {
        byte[] bytes = workbook(0x0600);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(placeOf(bytes, 45797.5), Double.NaN);

        assertThat(read(bytes).rows().getFirst().cells()).containsExactly("1.5", "", "1.23");
    }

    private static int placeOf(byte[] bytes, double value) {
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (all.getDouble(at) != value)
            at++;
        return at;
    }

    /** One sheet of a few thousand records that is named thousands of times would be read as often. */
    @Test
    void refusesSheetsThatShareTheirRecords() {
        ByteBuffer stream = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        record(stream, 0x0809, (byte) 0, (byte) 6, (byte) 5, (byte) 0);
        for (int sheet = 0; sheet < 2; sheet++)
            record(stream, 0x0085, (byte) 0xA0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 1, (byte) 0,
                    (byte) 'S');
        record(stream, 0x000A);
        stream.position(0xA0);
        record(stream, 0x0809, (byte) 0, (byte) 6, (byte) 0x10, (byte) 0);
        while (stream.position() < 4000)
            number(stream, stream.position(), 0, 0, 1.5);
        record(stream, 0x000A);

        assertThatThrownBy(() -> read(compound(stream.array(), "Workbook"))).isInstanceOfSatisfying(Refusal.class,
                refused -> assertThat(refused.problem().code()).isEqualTo(FileProblem.CORRUPT));
    }

    @Test
    @Timeout(60)
    void readsOrRefusesDamage() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = workbook(round % 2 == 0 ? 0x0600 : 0x0500);
            for (int i = 0; i < 3; i++)
                bytes[random.nextInt(round % 3 == 0 ? 1600 : bytes.length)] = (byte) random.nextInt(256);
            try {
                read(bytes);
            } catch (Refusal refused) {
                assertThat(refused.problem().code()).isNotNull();
            }
        }
    }

}
