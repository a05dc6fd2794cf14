package org.stroma.instruments.fcs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

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
    /** What a byte does to the sum when so many others follow it. */
    private static final int[][] TABLES = tables();
    private static final ValueLayout.OfLong EIGHT_BYTES = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private CyclicCheck() {}

    private static int[][] tables() {
        int[][] tables = new int[Long.BYTES][256];
        for (int value = 0; value < 256; value++) {
            int sum = value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? sum >>> 1 ^ REVERSED_POLYNOMIAL : sum >>> 1;
            tables[0][value] = sum;
        }
        for (int behind = 1; behind < tables.length; behind++)
            for (int value = 0; value < 256; value++) {
                int sum = tables[behind - 1][value];
                tables[behind][value] = sum >>> 8 ^ tables[0][sum & 0xFF];
            }
        return tables;
    }

    /** The sum of all bytes, from 0 to 65,535; of no byte it is 0. */
    static int of(MemorySegment bytes) {
        int sum = 0;
        long at = 0;
        for (; at + Long.BYTES <= bytes.byteSize(); at += Long.BYTES) {
            long eight = bytes.get(EIGHT_BYTES, at) ^ sum;
            sum = 0;
            for (int i = 0; i < Long.BYTES; i++)
                sum ^= TABLES[Long.BYTES - 1 - i][(int) (eight >>> 8 * i) & 0xFF];
        }
        for (; at < bytes.byteSize(); at++)
            sum = sum >>> 8 ^ TABLES[0][(sum ^ bytes.get(ValueLayout.JAVA_BYTE, at)) & 0xFF];
        return sum;
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
