package org.stroma.instruments.zip;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Some bytes, deflated where that makes them fewer (RFC 1951). */
public final class Deflated {

    private final int length;
    private final byte[] bytes;

    private Deflated(int length, byte[] bytes) {
        this.length = length;
        this.bytes = bytes;
    }

    /** Deflates the first bytes of an array, fast rather than small. */
    public static Deflated of(byte[] plain, int length) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain, 0, length);
            deflater.finish();
            byte[] bytes = new byte[64 + length / 4];
            int filled = deflater.deflate(bytes);
            while (!deflater.finished() && filled < length) {
                bytes = Arrays.copyOf(bytes, Math.min(length, 2 * filled));
                filled += deflater.deflate(bytes, filled, bytes.length - filled);
            }
            boolean fewer = deflater.finished() && filled < length;
            return new Deflated(length, Arrays.copyOf(fewer ? bytes : plain, fewer ? filled : length));
        } finally {
            deflater.end();
        }
    }

    /** The bytes as they were, which must not be changed. */
    public byte[] inflated() {
        if (length == bytes.length)
            return bytes;
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes);
            byte[] plain = new byte[length];
            if (inflater.inflate(plain) != length)
                throw new IllegalStateException("deflated bytes end early");
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
    }

}
