package org.stroma.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads delimited text as spreadsheets and instruments write it: quoted cells, comma, semicolon, tab or bar, a first line
 * {@code sep=;} as Excel writes it, UTF-8, UTF-16 with a mark, or GB 18030. Nothing is dropped silently: a row that does not fit the header is refused with its line.
 */
final class CsvReader {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final String DECLARED = "sep=";
    private static final long LARGEST_FILE = 64L << 20;

    private final Path file;
    private final String text;
    private final char delimiter;
    private int at;
    private int line = 1;

    private CsvReader(Path file, String text, char delimiter) {
        this.file = file;
        this.text = text;
        this.delimiter = delimiter;
    }

    /** Reads a file whose numbers have decimal points. */
    static CsvTable read(Path file) {
        return read(file, new Numbers(false));
    }

    /** Reads a file; refuses one that cannot be read, decoded, or taken for a table. */
    static CsvTable read(Path file, Numbers numbers) {
        byte[] bytes = bytes(file);
        Decoded decoded = decode(file, bytes);
        String text = decoded.text();
        if (text.isBlank()) {
            throw CommandRefusal.of("file-empty", "file", file);
        }
        if (text.startsWith(DECLARED) && text.length() > DECLARED.length()) {
            CsvReader reader = new CsvReader(file, text, text.charAt(DECLARED.length()));
            reader.row();
            return reader.table(decoded.encoding());
        }
        return new CsvReader(file, text, delimiter(file, text, numbers)).table(decoded.encoding());
    }

    private record Decoded(String text, String encoding) {}

    private static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw CommandRefusal.of("file-is-folder", "file", file);
            }
            if (Files.exists(file) && Files.size(file) > LARGEST_FILE) {
                throw CommandRefusal.of("file-too-large", "file", file, "most", LARGEST_FILE >> 20);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw CommandRefusal.of("file-missing", "file", file);
        } catch (IOException failure) {
            throw CommandRefusal.of("file-unreadable", "file", file, "reason", String.valueOf(failure.getMessage()));
        }
    }

    private static Decoded decode(Path file, byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return strict(bytes, 3, StandardCharsets.UTF_8).orElseThrow(() -> undecodable(file));
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return strict(bytes, 2, StandardCharsets.UTF_16LE).orElseThrow(() -> undecodable(file));
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return strict(bytes, 2, StandardCharsets.UTF_16BE).orElseThrow(() -> undecodable(file));
        }
        for (byte value : bytes) {
            if (value == 0) {
                throw CommandRefusal.of("file-binary", "file", file);
            }
        }
        return strict(bytes, 0, StandardCharsets.UTF_8).or(() -> strict(bytes, 0, Charset.forName("GB18030")))
                .orElseThrow(() -> undecodable(file));
    }

    private static boolean starts(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Decoded> strict(byte[] bytes, int from, Charset charset) {
        try {
            String text = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
            return Optional.of(new Decoded(text, charset.name()));
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    private static CommandRefusal undecodable(Path file) {
        return CommandRefusal.of("file-undecodable", "file", file);
    }

    /** The delimiter that stands most often, outside quotes, in the first line with any text; none where commas are decimal signs of one column. */
    private static char delimiter(Path file, String text, Numbers numbers) {
        String header = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
        char best = numbers.decimalComma() ? ';' : DELIMITERS[0];
        int most = 0;
        boolean tie = false;
        for (char candidate : DELIMITERS) {
            int count = count(header, candidate);
            tie = count == most && count > 0 || tie && count <= most;
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        if (tie) {
            throw CommandRefusal.of("delimiter-unclear", "file", file);
        }
        return best;
    }

    private static int count(String header, char wanted) {
        int count = 0;
        boolean quoted = false;
        for (char c : header.toCharArray()) {
            quoted ^= c == '"';
            count += !quoted && c == wanted ? 1 : 0;
        }
        return count;
    }

    private CsvTable table(String encoding) {
        List<String> header = List.of();
        List<CsvTable.Row> rows = new ArrayList<>();
        while (at < text.length()) {
            int begin = line;
            List<String> cells = row();
            if (cells.stream().allMatch(String::isBlank)) {
                continue;
            }
            if (header.isEmpty()) {
                header = cells.stream().map(String::strip).toList();
                continue;
            }
            rows.add(new CsvTable.Row(begin, fitted(cells, header.size(), begin)));
        }
        if (rows.isEmpty()) {
            throw CommandRefusal.of("no-rows", "file", file);
        }
        return new CsvTable(file, encoding, delimiter, header, rows);
    }

    /** Empty cells at the end may be missing or too many, as spreadsheets leave them; anything else does not fit. */
    private List<String> fitted(List<String> cells, int width, int begin) {
        List<String> fitted = new ArrayList<>(cells);
        while (fitted.size() > width && fitted.getLast().isBlank()) {
            fitted.removeLast();
        }
        if (fitted.size() != width) {
            boolean decimals = width == 1 && delimiter == ',';
            throw about(begin,
                    CommandRefusal.of(decimals ? "cells-or-decimals" : "cells-do-not-fit", "found", fitted.size(),
                            "needed", width, "delimiter",
                            delimiter == '\t' ? "tab" : delimiter));
        }
        return fitted;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && cell.toString().isBlank()) {
                cell.setLength(0);
                quoted(cell);
            } else if (c == delimiter) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n' || c == '\r') {
                if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                    at++;
                }
                line++;
                break;
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private void quoted(StringBuilder cell) {
        int opened = line;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (at < text.length() && text.charAt(at) == '"') {
                    at++;
                } else {
                    return;
                }
            }
            line += c == '\n' ? 1 : 0;
            cell.append(c);
        }
        throw about(opened, CommandRefusal.of("quote-open"));
    }

    private CommandRefusal about(int begin, CommandRefusal what) {
        return CommandRefusal.of("about-line", "file", file, "line", begin, "what", what);
    }
}
