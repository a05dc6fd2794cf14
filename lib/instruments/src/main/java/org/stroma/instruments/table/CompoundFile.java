package org.stroma.instruments.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.Source;

/**
 * The streams of a compound file (Microsoft [MS-CFB], 2.1 to 2.6) by name. A chain of sectors that is longer than the file
 * is refused, so that no stream can be larger than its file.
 */
final class CompoundFile {

    private static final int FREE = -1;
    private static final int END = -2;
    private static final int DIRECTORY_ENTRY = 128;

    private record Stream(int start, long size) {}

    private final Source source;
    private final ByteBuffer bytes;
    private final int sector;
    private final int miniSector;
    private final int miniCutoff;
    private final int[] fat;
    private final int[] miniFat;
    private final byte[] miniStream;
    private final Map<String, Stream> streams = new HashMap<>();

    private CompoundFile(Source source) {
        this.source = source;
        bytes = source.buffer().order(ByteOrder.LITTLE_ENDIAN);
        int shift = bytes.getShort(30);
        int miniShift = bytes.getShort(32);
        if (shift != 9 && shift != 12 || miniShift != 6)
            throw corrupt();
        sector = 1 << shift;
        miniSector = 1 << miniShift;
        miniCutoff = bytes.getInt(56);
        fat = readFat();
        byte[] directory = chain(bytes.getInt(48), Long.MAX_VALUE);
        miniFat = ints(chain(bytes.getInt(60), Long.MAX_VALUE));
        Stream root = readDirectory(ByteBuffer.wrap(directory).order(ByteOrder.LITTLE_ENDIAN));
        miniStream = chain(root.start, root.size);
    }

    /** The streams of a source; refuses a damaged one. */
    static CompoundFile of(Source source) {
        try {
            return new CompoundFile(source);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw Problems.refusal(source, FileProblem.CORRUPT, "OLE2");
        }
    }

    private Refusal corrupt() {
        return Problems.refusal(source, FileProblem.CORRUPT, "OLE2");
    }

    private int sectors() {
        return source.size() / sector;
    }

    private int[] readFat() {
        int count = bytes.getInt(44);
        if (count < 0 || count > sectors())
            throw corrupt();
        int perSector = sector / 4;
        int[] table = new int[count * perSector];
        int next = bytes.getInt(68);
        int listAt = 76;
        int listLeft = 109;
        int steps = 0;
        for (int i = 0; i < count; i++) {
            if (listLeft == 0) {
                if (next < 0 || ++steps > sectors())
                    throw corrupt();
                listAt = offset(next);
                listLeft = perSector - 1;
                next = bytes.getInt(listAt + listLeft * 4);
            }
            int at = offset(bytes.getInt(listAt));
            for (int k = 0; k < perSector; k++)
                table[i * perSector + k] = bytes.getInt(at + k * 4);
            listAt += 4;
            listLeft--;
        }
        return table;
    }

    private int offset(int number) {
        long at = (number + 1L) * sector;
        if (number < 0 || at >= source.size())
            throw corrupt();
        return (int) at;
    }

    /** The bytes of a chain: the file itself where its sectors follow each other, as most do, else a copy. */
    private ByteBuffer view(Stream stream) {
        int length = 0;
        for (int at = stream.start; at != END && at != FREE; at = fat[at]) {
            if (at != stream.start + length)
                return ByteBuffer.wrap(chain(stream.start, stream.size));
            offset(at);
            length++;
        }
        if (length == 0)
            return ByteBuffer.allocate(0);
        int from = offset(stream.start);
        return bytes.slice(from, (int) Math.min(Math.min((long) length * sector, stream.size), source.size() - from));
    }

    private byte[] chain(int start, long size) {
        int length = 0;
        for (int at = start; at != END && at != FREE; at = fat[at]) {
            offset(at);
            if (++length > sectors())
                throw corrupt();
        }
        byte[] all = new byte[(int) Math.min((long) length * sector, size)];
        int filled = 0;
        for (int at = start; at != END && at != FREE && filled < all.length; at = fat[at]) {
            int from = offset(at);
            int count = Math.min(Math.min(sector, all.length - filled), source.size() - from);
            bytes.get(from, all, filled, count);
            filled += sector;
        }
        return all;
    }

    private static int[] ints(byte[] from) {
        int[] values = new int[from.length / 4];
        ByteBuffer.wrap(from).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values);
        return values;
    }

    private Stream readDirectory(ByteBuffer directory) {
        Stream root = null;
        for (int at = 0; at + DIRECTORY_ENTRY <= directory.limit(); at += DIRECTORY_ENTRY) {
            int nameLength = directory.getShort(at + 64);
            int type = directory.get(at + 66);
            if (type != 2 && type != 5 || nameLength < 2 || nameLength > 64)
                continue;
            byte[] name = new byte[nameLength - 2];
            directory.get(at, name);
            long size = directory.getInt(at + 120) & 0xFFFFFFFFL;
            Stream stream = new Stream(directory.getInt(at + 116), size);
            if (type == 5)
                root = stream;
            else
                streams.putIfAbsent(new String(name, StandardCharsets.UTF_16LE).toLowerCase(Locale.ROOT), stream);
        }
        if (root == null)
            throw corrupt();
        return root;
    }

    /** The bytes of a stream, lowest byte first, whatever storage it lies in; its name is compared without case. */
    Optional<ByteBuffer> find(String name) {
        Stream stream = streams.get(name.toLowerCase(Locale.ROOT));
        if (stream == null)
            return Optional.empty();
        try {
            ByteBuffer found = stream.size < miniCutoff ? ByteBuffer.wrap(mini(stream)) : view(stream);
            return Optional.of(found.order(ByteOrder.LITTLE_ENDIAN));
        } catch (IndexOutOfBoundsException e) {
            throw corrupt();
        }
    }

    private byte[] mini(Stream stream) {
        byte[] all = new byte[(int) Math.min(stream.size, miniStream.length)];
        int filled = 0;
        for (int at = stream.start; at != END && at != FREE && filled < all.length; at = miniFat[at]) {
            int count = Math.min(miniSector, all.length - filled);
            System.arraycopy(miniStream, at * miniSector, all, filled, count);
            filled += count;
        }
        return all;
    }

}
