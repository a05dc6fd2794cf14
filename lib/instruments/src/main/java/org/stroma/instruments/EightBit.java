package org.stroma.instruments;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Which encoding of bytes a text is in: UTF-8, or what tells the encodings of other computers apart.
 *
 * <p>
 * Bytes above 0x7F of a Chinese computer come in sequences of GB18030 (two bytes, or four for rare characters), and the second
 * byte is nearly always above 0x7F too; on a western computer such a byte stands alone, before a letter or a blank, and two of
 * them are small letters as in "größe". So a text that is GB18030 throughout is taken for it when other sequences of high bytes
 * are at least as many as those that end with a letter; bytes that no western character has decide it as well. Where both kinds
 * occur the other encoding is named, so that it can be told.
 *
 * @param charset UTF-8, GB18030, Windows-1252 when a byte of 0x80 to 0x9F occurs, ISO 8859-1 otherwise
 * @param other another encoding that fits nearly as well, null when there is none
 */
record EightBit(Charset charset, @Nullable Charset other) {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    static final Charset GB18030 = Charset.forName("GB18030");

    /** So many sound sequences of UTF-8 for each broken one mean that UTF-8 was damaged. */
    private static final int SOUND = 4;

    static EightBit recognise(ByteBuffer bytes) {
        int[] utf8 = utf8(bytes);
        if (utf8[1] == 0 || utf8[0] >= SOUND * utf8[1])
            return new EightBit(StandardCharsets.UTF_8, null);
        Sequences found = Sequences.of(bytes);
        Charset western = found.controls ? WINDOWS_1252 : StandardCharsets.ISO_8859_1;
        boolean chinese = found.chinese && found.high > 0 && found.high >= found.withLetter
                || found.chinese && found.unassigned;
        boolean mixed = found.chinese && found.high > 0 && found.withLetter > 0;
        if (chinese)
            return new EightBit(GB18030, mixed ? western : null);
        return new EightBit(western, mixed ? GB18030 : null);
    }

    /** How many characters of several bytes are sound UTF-8 and how many bytes are not; one cut off at the end is sound. */
    private static int[] utf8(ByteBuffer bytes) {
        int[] counts = new int[2];
        int size = bytes.limit();
        int i = 0;
        while (i < size) {
            int b = at(bytes, i);
            if (b < 0x80) {
                i++;
                continue;
            }
            int more = b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : 0;
            boolean sound = more > 0;
            for (int k = 1; k <= more && i + k < size; k++)
                sound &= (at(bytes, i + k) & 0xC0) == 0x80;
            counts[sound ? 0 : 1]++;
            i += sound ? more + 1 : 1;
        }
        return counts;
    }

    private static int at(ByteBuffer bytes, int index) {
        return index < bytes.limit() ? bytes.get(index) & 0xFF : 0;
    }

    /** The bytes above 0x7F of a text, as GB18030 would have them. */
    private static final class Sequences {

        /** Whether every one belongs to a sequence of GB18030. */
        private boolean chinese = true;
        /** Sequences of high bytes that are not two small letters, and of four bytes. */
        private int high;
        /** Sequences that end with a letter or sign below 0x80. */
        private int withLetter;
        /** Whether a byte of 0x80 to 0x9F occurs. */
        private boolean controls;
        /** Whether a byte occurs that Windows-1252 leaves without a character. */
        private boolean unassigned;

        static Sequences of(ByteBuffer bytes) {
            Sequences found = new Sequences();
            int i = 0;
            while (i < bytes.limit())
                i += at(bytes, i) < 0x80 ? 1 : found.sequence(bytes, i);
            return found;
        }

        private int sequence(ByteBuffer bytes, int i) {
            int length = length(bytes, i);
            chinese &= length > 1;
            for (int k = 0; k < length; k++)
                western(at(bytes, i + k));
            boolean letter = length == 2 && at(bytes, i + 1) < 0x80;
            boolean small = length == 2 && isSmall(at(bytes, i)) && isSmall(at(bytes, i + 1));
            high += length > 1 && !letter && !small ? 1 : 0;
            withLetter += letter ? 1 : 0;
            return length;
        }

        /** Of the sequence that begins here; 1 when none does, 2 also at the end of what is looked at. */
        private static int length(ByteBuffer bytes, int i) {
            int first = at(bytes, i);
            int second = at(bytes, i + 1);
            if (first == 0x80 || first == 0xFF)
                return 1;
            if (i + 1 == bytes.limit())
                return 2;
            if (second >= 0x40 && second != 0x7F && second != 0xFF)
                return 2;
            boolean four = second >= 0x30 && second <= 0x39 && at(bytes, i + 2) >= 0x81 && at(bytes, i + 2) < 0xFF
                    && at(bytes, i + 3) >= 0x30 && at(bytes, i + 3) <= 0x39;
            return four ? 4 : 1;
        }

        /** Whether a western byte is a small letter, ß included. */
        private static boolean isSmall(int b) {
            return b >= 0xDF;
        }

        private void western(int b) {
            controls |= b >= 0x80 && b < 0xA0;
            unassigned |= b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D;
        }

    }

}
