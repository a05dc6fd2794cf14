package org.stroma.instruments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of one file with its name; the bytes are never changed and their SHA-256 identifies what was read. */
public final class Source {

    private final String name;
    private final String path;
    private final ByteBuffer bytes;
    private volatile String sha256 = "";

    private Source(String name, String path, ByteBuffer bytes) {
        this.name = name;
        this.path = path;
        this.bytes = bytes.asReadOnlyBuffer();
    }

    /** Bytes in memory; the array is copied. */
    public static Source of(byte[] bytes, String name) {
        return of(ByteBuffer.wrap(bytes.clone()), name);
    }

    /** A buffer the caller promises not to change; its position and limit bound the file. */
    public static Source of(ByteBuffer bytes, String name) {
        return new Source(lastStep(name), name, bytes.slice());
    }

    /**
     * Maps a file into memory instead of reading it; the file must not shrink while it is read.
     *
     * @throws IOException when the file cannot be opened or is larger than 2 GB
     */
    public static Source of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE)
                throw new IOException("larger than 2 GB: " + file);
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return new Source(lastStep(file.toString()), file.toString(), mapped);
        }
    }

    private static String lastStep(String path) {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        return path.substring(slash + 1);
    }

    /** The file name without folders. */
    public String name() {
        return name;
    }

    /** The name as it was given, with its folders if any. */
    public String path() {
        return path;
    }

    /** The file name with its last extension replaced by {@code .json}. */
    public String nameAsJson() {
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name) + ".json";
    }

    /** Size in bytes. */
    public int size() {
        return bytes.limit();
    }

    /** A read-only view with its own position at 0; nothing is copied. */
    public ByteBuffer buffer() {
        return bytes.duplicate();
    }

    /** A copy of {@code length} bytes from {@code offset}, shorter at the end of the file. */
    public byte[] bytes(int offset, int length) {
        int from = Math.min(offset, size());
        byte[] part = new byte[Math.min(length, size() - from)];
        bytes.get(from, part);
        return part;
    }

    /** A copy of all bytes. */
    public byte[] bytes() {
        return bytes(0, size());
    }

    /** SHA-256 of the bytes, lower-case hexadecimal. */
    public String sha256() {
        if (sha256.isEmpty())
            sha256 = digest();
        return sha256;
    }

    private String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(buffer());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

}
