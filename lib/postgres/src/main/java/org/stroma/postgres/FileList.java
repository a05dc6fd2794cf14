package org.stroma.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a folder with size and SHA-256. Written as lines of {@code sha256  size  path}, ended by a line with the SHA-256 of
 * the lines before it, so that a list cut short is recognised.
 *
 * @param files
 *            by path relative to the folder, with {@code /} between names
 */
record FileList(SortedMap<String, Entry> files) {

    private static final String END = "end ";

    record Entry(long size, String sha256) {}

    FileList {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Reads and hashes every regular file below a folder; links are left out. */
    static FileList of(Path folder) throws IOException {
        var files = new TreeMap<String, Entry>();
        for (var path : regularFiles(folder)) {
            files.put(folder.relativize(path).toString(), entry(path));
        }
        return new FileList(files);
    }

    static List<Path> regularFiles(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
        }
    }

    /** Empty when there is no list or it is damaged. */
    static Optional<FileList> read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException | MalformedInputException e) {
            return Optional.empty();
        }
        var end = text.lastIndexOf(END);
        if (end < 0 || !text.substring(end + END.length()).strip().equals(sha256(text.substring(0, end)))) {
            return Optional.empty();
        }
        var files = new TreeMap<String, Entry>();
        text.substring(0, end).lines().map(line -> line.split("  ", 3))
                .forEach(it -> files.put(it[2], new Entry(Long.parseLong(it[1]), it[0])));
        return Optional.of(new FileList(files));
    }

    void write(Path file) throws IOException {
        var lines = new StringBuilder();
        files.forEach((path, it) -> lines.append(it.sha256()).append("  ").append(it.size()).append("  ").append(path)
                .append('\n'));
        var text = lines + END + sha256(lines.toString()) + "\n";
        Disk.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether every listed file is there with its size: a check by names only, for each start. */
    boolean sameSizes(Path folder) {
        return files.entrySet().stream().allMatch(it -> {
            try {
                return Files.size(folder.resolve(it.getKey())) == it.getValue().size();
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** The listed files that are absent or differ by a byte. */
    List<String> differences(Path folder) throws IOException {
        var different = new ArrayList<String>();
        for (Map.Entry<String, Entry> file : files.entrySet()) {
            try {
                if (!entry(folder.resolve(file.getKey())).equals(file.getValue())) {
                    different.add(file.getKey());
                }
            } catch (NoSuchFileException e) {
                different.add(file.getKey());
            }
        }
        return different;
    }

    static Entry entry(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return copy(in, OutputStream.nullOutputStream());
        }
    }

    /** Copies all bytes and tells what they were. */
    static Entry copy(InputStream in, OutputStream out) throws IOException {
        var digest = digest();
        var buffer = new byte[1 << 16];
        long size = 0;
        for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            out.write(buffer, 0, n);
            size += n;
        }
        return new Entry(size, HexFormat.of().formatHex(digest.digest()));
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
