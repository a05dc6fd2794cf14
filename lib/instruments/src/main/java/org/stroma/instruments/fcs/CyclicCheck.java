package org.stroma.instruments.fcs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The word that may follow the last segment of a data set: a cyclic redundancy check of 16 bits over all bytes from the first
 * of HEADER to the last of the last segment, written as a decimal number in eight characters; {@code 00000000} says that none
 * was computed (FCS 3.0 and 3.1, 3.6; FCS 3.2, 3.7). It is the one of the CCITT (polynomial x^16 + x^12 + x^5 + 1, lowest bit
 * first, from zero, nothing added), of which the standard's reference (Press et al., Numerical Recipes in C, second edition,
 * 20.3) and FCS 3.2 give 49805 for {@code CatMouse987654321}.
 */
final class CyclicCheck {

    static final int LENGTH = 8;

    private static final int REVERSED_POLYNOMIAL = 0x8408;
    /** Bytes that are taken in one step. */
    private static final int STEP = 2 * Long.BYTES;
    /** What a byte does to the sum when so many others of its step follow it: 256 sums for each place, the last place first. */
    private static final char[] TABLES = tables();
    /** Parts that are summed side by side, since one sum waits for the one before. */
    private static final int LANES = 4;
    /** Fewer bytes are summed in one part. */
    private static final int SHORT = 1 << 12;
    /** What one processor sums of a large file before another one could help. */
    private static final long SHARE = 1 << 20;
    private static final ValueLayout.OfLong EIGHT_BYTES = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private CyclicCheck() {}

    private static char[] tables() {
        char[] tables = new char[STEP * 256];
        for (int value = 0; value < 256; value++) {
            int sum = value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? sum >>> 1 ^ REVERSED_POLYNOMIAL : sum >>> 1;
            tables[value] = (char) sum;
        }
        for (int at = 256; at < tables.length; at++) {
            int sum = tables[at - 256];
            tables[at] = (char) (sum >>> 8 ^ tables[sum & 0xFF]);
        }
        return tables;
    }

    /**
     * The sum of all bytes, from 0 to 65,535; of no byte it is 0. All processors take shares of a large file, each share by itself: the
     * sum of a part is that of the whole when zeros stand for all other bytes, and zeros behind a part are applied to its sum by
     * {@link #behind}.
     *
     * @param bytes readable by every thread
     */
    static int of(MemorySegment bytes) {
        long size = bytes.byteSize();
        int shares = (int) Math.ceilDiv(size, SHARE);
        return IntStream.range(0, shares).parallel().map(share -> {
            long end = Math.min(size, (share + 1) * SHARE);
            return behind(ofShare(bytes.asSlice(share * SHARE, end - share * SHARE)), size - end);
        }).reduce(0, (one, other) -> one ^ other);
    }

    /** Four parts are summed at a time. */
    private static int ofShare(MemorySegment bytes) {
        long part = bytes.byteSize() / LANES / STEP * STEP;
        if (part < SHORT)
            return of(bytes, 0, 0);
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        for (long at = 0; at < part; at += STEP) {
            a = step(a, bytes.get(EIGHT_BYTES, at), bytes.get(EIGHT_BYTES, at + 8));
            b = step(b, bytes.get(EIGHT_BYTES, part + at), bytes.get(EIGHT_BYTES, part + at + 8));
            c = step(c, bytes.get(EIGHT_BYTES, 2 * part + at), bytes.get(EIGHT_BYTES, 2 * part + at + 8));
            d = step(d, bytes.get(EIGHT_BYTES, 3 * part + at), bytes.get(EIGHT_BYTES, 3 * part + at + 8));
        }
        int sum = behind(behind(behind(a, part) ^ b, part) ^ c, part) ^ d;
        return of(bytes, LANES * part, sum);
    }

    /** The sum with all bytes from a place on. */
    private static int of(MemorySegment bytes, long from, int begun) {
        int sum = begun;
        for (long at = from; at < bytes.byteSize(); at++)
            sum = sum >>> 8 ^ TABLES[(sum ^ bytes.get(ValueLayout.JAVA_BYTE, at)) & 0xFF];
        return sum;
    }

    private static int step(int sum, long eight, long more) {
        int a = (int) eight ^ sum;
        int b = (int) (eight >>> 32);
        int c = (int) more;
        int d = (int) (more >>> 32);
        return TABLES[0xF00 | a & 0xFF] ^ TABLES[0xE00 | a >>> 8 & 0xFF] ^ TABLES[0xD00 | a >>> 16 & 0xFF]
                ^ TABLES[0xC00 | a >>> 24] ^ TABLES[0xB00 | b & 0xFF] ^ TABLES[0xA00 | b >>> 8 & 0xFF]
                ^ TABLES[0x900 | b >>> 16 & 0xFF] ^ TABLES[0x800 | b >>> 24] ^ TABLES[0x700 | c & 0xFF]
                ^ TABLES[0x600 | c >>> 8 & 0xFF] ^ TABLES[0x500 | c >>> 16 & 0xFF] ^ TABLES[0x400 | c >>> 24]
                ^ TABLES[0x300 | d & 0xFF] ^ TABLES[0x200 | d >>> 8 & 0xFF] ^ TABLES[0x100 | d >>> 16 & 0xFF]
                ^ TABLES[d >>> 24];
    }

    /** What a sum becomes by zeros behind: each of its bits apart, by powers of two of zeros. */
    private static int behind(int sum, long zeros) {
        int[] bits = new int[16];
        for (int bit = 0; bit < bits.length; bit++)
            bits[bit] = 1 << bit >>> 8 ^ TABLES[1 << bit & 0xFF];
        int shifted = sum;
        for (long left = zeros; left > 0; left >>>= 1) {
            if ((left & 1) != 0)
                shifted = applied(bits, shifted);
            int[] twice = new int[bits.length];
            for (int bit = 0; bit < bits.length; bit++)
                twice[bit] = applied(bits, bits[bit]);
            bits = twice;
        }
        return shifted;
    }

    private static int applied(int[] bits, int sum) {
        int result = 0;
        for (int bit = 0; bit < bits.length; bit++)
            result ^= (sum >>> bit & 1) * bits[bit];
        return result;
    }

    /**
     * What a writer stated behind the last segment, blanks and leading zeros left away; empty when there is nothing, or zeros
     * or blanks only, or other bytes than digits.
     *
     * @param at the first byte behind the last segment
     */
    static Optional<String> stated(MemorySegment file, long at) {
        if (at + LENGTH > file.byteSize())
            return Optional.empty();
        String text = new String(file.asSlice(at, LENGTH).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
        String digits = text.strip().replaceFirst("^0+", "");
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(digits) : Optional.empty();
    }

}
