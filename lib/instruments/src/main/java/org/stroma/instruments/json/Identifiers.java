package org.stroma.instruments.json;

import java.nio.charset.StandardCharsets;

/**
 * The numbered identifiers of one file: UUIDs of version 8 (RFC 9562, 5.8) that start with 82 bits of the file's SHA-256 and end
 * with a number of 40 bits, so that the same file gives the same identifiers and a number can be told from its identifier.
 */
public final class Identifiers {

    private static final int LENGTH = 36;
    private static final int DIGITS = 10;
    /** One more than the largest number. */
    private static final long END = 1L << 4 * DIGITS;

    private final String start;

    private Identifiers(String start) {
        this.start = start;
    }

    /**
     * The identifiers of a file.
     *
     * @param sha256 at least 21 hexadecimal digits in lower case
     */
    public static Identifiers of(String sha256) {
        int variant = 8 | Character.digit(sha256.charAt(15), 16) & 3;
        return new Identifiers(sha256.substring(0, 8) + "-" + sha256.substring(8, 12) + "-8" + sha256.substring(12, 15)
                + "-" + Character.forDigit(variant, 16) + sha256.substring(16, 19) + "-" + sha256.substring(19, 21));
    }

    /**
     * The identifier of a number.
     *
     * @throws IllegalArgumentException when it is negative or has more than 40 bits
     */
    public String text(long number) {
        if (number < 0 || number >= END)
            throw new IllegalArgumentException("no number of an identifier: " + number);
        byte[] text = new byte[LENGTH];
        for (int i = 0; i < start.length(); i++)
            text[i] = (byte) start.charAt(i);
        for (int i = LENGTH - 1; i >= start.length(); i--, number >>>= 4)
            text[i] = (byte) Character.forDigit((int) number & 15, 16);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The number of an identifier of this file, -1 for any other text. */
    public long number(String text) {
        if (text.length() != LENGTH || !text.startsWith(start))
            return -1;
        long number = 0;
        for (int i = start.length(); i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
            if (!digit)
                return -1;
            number = number << 4 | Character.digit(c, 16);
        }
        return number;
    }

}
