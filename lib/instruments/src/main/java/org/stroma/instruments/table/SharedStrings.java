package org.stroma.instruments.table;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

import org.stroma.instruments.Refusal;

/**
 * The shared string table of a BIFF8 workbook ([MS-XLS] 2.4.265, 2.5.293): strings that run over the ends of records, where
 * the width of the characters is told anew.
 */
final class SharedStrings {

    private static final int CONTINUE = 0x003C;

    private final ByteBuffer stream;
    private final Supplier<Refusal> corrupt;
    private int at;
    private int end;

    SharedStrings(ByteBuffer stream, int record, Supplier<Refusal> corrupt) {
        this.stream = stream;
        this.corrupt = corrupt;
        enter(record);
    }

    private void enter(int record) {
        at = record + 4;
        end = at + (stream.getShort(record + 2) & 0xFFFF);
    }

    Texts read() {
        at += 4;
        int count = stream.getInt(at);
        at += 4;
        if (count < 0 || count > stream.limit() / 3)
            throw corrupt.get();
        Texts strings = new Texts();
        for (int i = 0; i < count; i++)
            strings.add(string());
        return strings;
    }

    private void next() {
        if ((stream.getShort(end) & 0xFFFF) != CONTINUE)
            throw corrupt.get();
        enter(end);
    }

    private int unsignedByte() {
        if (at >= end)
            next();
        return stream.get(at++) & 0xFF;
    }

    private int unsignedShort() {
        return unsignedByte() | unsignedByte() << 8;
    }

    private String string() {
        int count = unsignedShort();
        int flags = unsignedByte();
        int runs = (flags & 8) != 0 ? unsignedShort() : 0;
        int extra = (flags & 4) != 0 ? unsignedShort() | unsignedShort() << 16 : 0;
        if (extra < 0 || extra > stream.limit())
            throw corrupt.get();
        StringBuilder text = new StringBuilder(Math.min(count, 1024));
        boolean wide = (flags & 1) != 0;
        while (text.length() < count) {
            if (at >= end) {
                next();
                wide = (stream.get(at++) & 1) != 0;
            }
            text.append((char) (wide ? unsignedShort() : unsignedByte()));
        }
        skip(runs * 4L + extra);
        return text.toString();
    }

    private void skip(long bytes) {
        for (long left = bytes; left > 0;) {
            if (at >= end)
                next();
            long step = Math.min(left, end - at);
            at += (int) step;
            left -= step;
            if (step == 0 && at >= stream.limit())
                throw corrupt.get();
        }
    }

}
