package org.stroma.instruments.xml;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** The rest of a buffer as a stream, without a copy. */
final class BufferStream extends InputStream {

    private final ByteBuffer buffer;

    BufferStream(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public int read() {
        return buffer.hasRemaining() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (!buffer.hasRemaining())
            return length == 0 ? 0 : -1;
        int count = Math.min(length, buffer.remaining());
        buffer.get(into, offset, count);
        return count;
    }

}
