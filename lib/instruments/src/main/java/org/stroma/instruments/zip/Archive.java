package org.stroma.instruments.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Limits;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Source;

/**
 * A zip archive read by its central directory (PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4): stored and deflated entries,
 * neither encrypted nor zip64. An entry that unpacks to more than its limits is refused while it is unpacked, whatever its
 * header says, and its checksum is compared.
 */
public final class Archive {

    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int FREE = 1 << 20;
    private static final Charset CODE_PAGE_437 = Charset.isSupported("IBM437")
            ? Charset.forName("IBM437")
            : StandardCharsets.ISO_8859_1;

    private record Entry(String name, int method, long crc, int packed, int offset) {}

    private final Source source;
    private final Limits limits;
    private final ByteBuffer bytes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long unpacked;

    private Archive(Source source, Limits limits) {
        this.source = source;
        this.limits = limits;
        this.bytes = source.buffer().order(ByteOrder.LITTLE_ENDIAN);
        try {
            readDirectory();
        } catch (IndexOutOfBoundsException e) {
            throw corrupt("zip");
        }
    }

    /** The archive a file is; made once per file. */
    public static Archive of(Content content) {
        return content.view(Archive.class, c -> of(c.source(), c.limits()));
    }

    /** An archive within given limits. */
    public static Archive of(Source source, Limits limits) {
        return new Archive(source, limits);
    }

    private void readDirectory() {
        int end = findEnd();
        int count = bytes.getShort(end + 10) & 0xFFFF;
        int at = bytes.getInt(end + 16);
        if (count > limits.entries())
            throw Problems.refusal(source, FileProblem.TOO_LARGE, count + " entries", limits.entries() + "");
        for (int i = 0; i < count; i++) {
            if (bytes.getInt(at) != CENTRAL)
                throw corrupt("zip");
            int flags = bytes.getShort(at + 8) & 0xFFFF;
            int nameLength = bytes.getShort(at + 28) & 0xFFFF;
            byte[] name = new byte[nameLength];
            bytes.get(at + 46, name);
            String text = new String(name, (flags & 0x800) != 0 ? StandardCharsets.UTF_8 : CODE_PAGE_437);
            if ((flags & 1) != 0)
                throw Problems.refusal(source, FileProblem.UNSUPPORTED, "encrypted zip");
            Entry entry = new Entry(text.replace('\\', '/'), bytes.getShort(at + 10) & 0xFFFF,
                    bytes.getInt(at + 16) & 0xFFFFFFFFL, bytes.getInt(at + 20), bytes.getInt(at + 42));
            if (!entry.name.endsWith("/") && entries.put(entry.name, entry) != null)
                throw corrupt("zip: " + entry.name);
            at += 46 + nameLength + (bytes.getShort(at + 30) & 0xFFFF) + (bytes.getShort(at + 32) & 0xFFFF);
        }
    }

    private int findEnd() {
        for (int at = source.size() - 22; at >= Math.max(0, source.size() - 65_557); at--)
            if (bytes.getInt(at) == END)
                return at;
        throw corrupt("zip");
    }

    /** The names of all files in the archive, in its order. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The unpacked bytes of an entry, read as a stream that refuses to grow beyond the limits; empty when there is none. */
    public Optional<InputStream> open(String name) {
        Entry entry = entries.get(name);
        if (entry == null)
            return Optional.empty();
        try {
            if (bytes.getInt(entry.offset) != LOCAL)
                throw corrupt("zip: " + name);
            int start = entry.offset + 30 + (bytes.getShort(entry.offset + 26) & 0xFFFF)
                    + (bytes.getShort(entry.offset + 28) & 0xFFFF);
            return Optional.of(new Unpacking(entry, bytes.slice(start, entry.packed)));
        } catch (IndexOutOfBoundsException e) {
            throw corrupt("zip: " + name);
        }
    }

    /** The unpacked bytes of an entry as a source named {@code archive!entry}; empty when there is none. */
    public Optional<Source> find(String name) {
        return open(name).map(stream -> {
            try (stream) {
                return Source.of(ByteBuffer.wrap(stream.readAllBytes()), source.name() + "!" + name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Like {@link #find}, refusing the file when there is none. */
    public Source get(String name) {
        return find(name).orElseThrow(() -> Problems.refusal(source, FileProblem.MISSING_SECTION, name));
    }

    /** Sources of all entries whose name ends so, in archive order. */
    public List<Source> ending(String suffix) {
        List<Source> found = new ArrayList<>();
        for (String name : entries.keySet())
            if (name.endsWith(suffix))
                found.add(get(name));
        return found;
    }

    private Refusal corrupt(String what) {
        return Problems.refusal(source, FileProblem.CORRUPT, what);
    }

    /** Unpacks one entry step by step and counts what it yields. */
    private final class Unpacking extends InputStream {

        private final Entry entry;
        private final ByteBuffer packed;
        private final Inflater inflater = new Inflater(true);
        private final CRC32 crc = new CRC32();
        private long yielded;
        private boolean ended;

        Unpacking(Entry entry, ByteBuffer packed) {
            this.entry = entry;
            this.packed = packed;
            if (entry.method != 0 && entry.method != 8)
                throw Problems.refusal(source, FileProblem.UNSUPPORTED, "zip method " + entry.method);
            if (entry.method == 8)
                inflater.setInput(packed.duplicate());
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0)
                return 0;
            int count = ended ? -1 : entry.method == 0 ? copy(into, offset, length) : inflate(into, offset, length);
            if (count < 0) {
                finish();
                return -1;
            }
            crc.update(into, offset, count);
            account(count);
            return count;
        }

        private int copy(byte[] into, int offset, int length) {
            int count = Math.min(length, packed.remaining());
            packed.get(into, offset, count);
            return count == 0 ? -1 : count;
        }

        private int inflate(byte[] into, int offset, int length) {
            try {
                int count = inflater.inflate(into, offset, length);
                if (count > 0)
                    return count;
                if (inflater.finished())
                    return -1;
            } catch (DataFormatException e) {
                throw corrupt("zip: " + entry.name);
            }
            throw corrupt("zip: " + entry.name);
        }

        private void account(int count) {
            yielded += count;
            unpacked += count;
            boolean ratio = yielded > FREE && yielded / limits.ratio() > Math.max(1, entry.packed);
            if (ratio || unpacked > limits.unpackedBytes())
                throw Problems.refusal(source, FileProblem.UNPACKS_TOO_LARGE, entry.name);
        }

        private void finish() {
            if (ended)
                return;
            ended = true;
            inflater.end();
            if (crc.getValue() != entry.crc)
                throw corrupt("zip: " + entry.name);
        }

        @Override
        public void close() {
            inflater.end();
            ended = true;
        }

    }

}
