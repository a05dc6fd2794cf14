package org.stroma.instruments.zip;

import java.io.ByteArrayOutputStream;

/**
 * Numbers and texts one after the other as bytes, read again by {@link Unpacker}; they never leave the process. Numbers are seven
 * bits per byte, the low ones first, the eighth telling that more follow. A text is twice its length, plus one when a character
 * above 0xFF occurs, and its characters as one or two bytes, the low one first.
 */
public final class Packer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A number that is not negative. */
    public void number(int number) {
        int rest = number;
        while ((rest & ~0x7F) != 0) {
            bytes.write(rest | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }

    public void text(String text) {
        boolean wide = text.chars().anyMatch(c -> c > 0xFF);
        number(text.length() << 1 | (wide ? 1 : 0));
        for (int i = 0; i < text.length(); i++) {
            bytes.write(text.charAt(i));
            if (wide)
                bytes.write(text.charAt(i) >> 8);
        }
    }

    /** How many bytes were written since the last {@link #take}. */
    public int size() {
        return bytes.size();
    }

    /** What was written, deflated; writing begins anew. */
    public Deflated take() {
        byte[] plain = bytes.toByteArray();
        Deflated taken = Deflated.of(plain, plain.length);
        bytes.reset();
        return taken;
    }

}
