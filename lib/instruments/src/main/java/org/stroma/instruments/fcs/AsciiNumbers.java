package org.stroma.instruments.fcs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Numbers written as text in the DATA segment ($DATATYPE/A). */
final class AsciiNumbers {

    private static final int LONGEST = 64;

    private AsciiNumbers() {}

    /** The number in a field, blanks around it allowed; NaN when there is none. */
    static double parse(MemorySegment data, long at, int width) {
        byte[] field = new byte[Math.min(width, LONGEST)];
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, field, 0, field.length);
        return ParameterReader.number(new String(field, StandardCharsets.ISO_8859_1).replace('\0', ' '));
    }

    /** Delimited values are separated by blanks, tabs, commas or line ends (FCS 3.0, 3.2.20). */
    static boolean isDelimiter(byte b) {
        return b == ' ' || b == ',' || b == '\t' || b == '\r' || b == '\n' || b == 0;
    }

    /** The first byte of the next value at or after a position, or the segment's size. */
    static long nextValue(MemorySegment data, long from) {
        long at = from;
        while (at < data.byteSize() && isDelimiter(data.get(ValueLayout.JAVA_BYTE, at)))
            at++;
        return at;
    }

    /** The byte after the value that begins at a position. */
    static long endOfValue(MemorySegment data, long from) {
        long at = from;
        while (at < data.byteSize() && !isDelimiter(data.get(ValueLayout.JAVA_BYTE, at)))
            at++;
        return at;
    }

    /** The value between two positions; NaN when it is no number or longer than any. */
    static double value(MemorySegment data, long from, long to) {
        return to - from > LONGEST ? Double.NaN : parse(data, from, (int) (to - from));
    }

}
