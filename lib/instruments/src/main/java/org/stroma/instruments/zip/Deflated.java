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

    /** Deflates bytes fast rather than small; the array must not be changed any more. */
    public static Deflated of(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] bytes = new byte[plain.length];
            int length = deflater.deflate(bytes);
            boolean fewer = deflater.finished() && length < plain.length;
            return new Deflated(plain.length, fewer ? Arrays.copyOf(bytes, length) : plain);
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
