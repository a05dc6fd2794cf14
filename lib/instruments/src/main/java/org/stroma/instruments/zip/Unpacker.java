package org.stroma.instruments.zip;

/** Reads what a {@link Packer} wrote, in the same order. */
public final class Unpacker {

    private final byte[] bytes;
    private int at;

    public Unpacker(Deflated packed) {
        bytes = packed.inflated();
    }

    /** Whether anything is left. */
    public boolean hasMore() {
        return at < bytes.length;
    }

    public int number() {
        int number = 0;
        for (int shift = 0;; shift += 7) {
            int next = bytes[at++];
            number |= (next & 0x7F) << shift;
            if (next >= 0)
                return number;
        }
    }

    public String text() {
        int coded = number();
        char[] text = new char[coded >> 1];
        for (int i = 0; i < text.length; i++) {
            int low = bytes[at++] & 0xFF;
            text[i] = (char) ((coded & 1) == 0 ? low : low | (bytes[at++] & 0xFF) << 8);
        }
        return new String(text);
    }

}
