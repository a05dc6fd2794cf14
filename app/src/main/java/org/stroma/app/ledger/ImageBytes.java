package org.stroma.app.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The image of a row as the bytes of its JSON members, in the order in which PostgreSQL writes them, without those that are null: a
 * column that a migration added is absent from older images and null in the row, which is no difference. Made from what COPY gives, either
 * of an image or of the row itself. Reused from row to row; not for several threads.
 */
final class ImageBytes {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    private void put(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) b;
    }

    private void put(byte[] more) {
        for (byte b : more) {
            put(b);
        }
    }

    /** Takes a JSON object from a line of COPY, where backslashes are doubled. */
    void readObject(byte[] line, int from, int to) {
        clear();
        if (line[from] != '{') {
            // No image that a trigger wrote; it is like no row.
            plain(line, from, to);
            return;
        }
        int i = from + 1;
        while (i < to - 1) {
            int member = length;
            if (member > 0) {
                put(',');
            }
            i = string(line, i);
            int value = length + 1;
            put(':');
            // After the name come a colon and a space, after the value a comma and a space.
            i = value(line, i + 2, to - 1);
            if (length - value == NULL.length && Arrays.equals(bytes, value, length, NULL, 0, NULL.length)) {
                length = member;
            }
            i += 2;
        }
    }

    /** Copies a string with its quotation marks; returns where it ends. */
    private int string(byte[] line, int from) {
        put('"');
        int i = from + 1;
        while (line[i] != '"') {
            if (line[i] == '\\') {
                // Two bytes stand for one backslash, which makes the next character part of the string.
                put('\\');
                i += 2;
                if (line[i] == '\\') {
                    i++;
                    put('\\');
                    i++;
                    continue;
                }
            }
            put(line[i++]);
        }
        put('"');
        return i + 1;
    }

    /** Copies a value; returns where it ends, at the comma after it or at the end of the object. */
    private int value(byte[] line, int from, int end) {
        int depth = 0;
        int i = from;
        while (i < end && (depth > 0 || line[i] != ',')) {
            switch (line[i]) {
                case '"' -> i = string(line, i) - 1;
                case '{', '[' -> {
                    depth++;
                    put(line[i]);
                }
                case '}', ']' -> {
                    depth--;
                    put(line[i]);
                }
                default -> put(line[i]);
            }
            i++;
        }
        return i;
    }

    /** Begins a member; {@link #drop} takes it back. */
    int member(byte[] quotedName) {
        int before = length;
        if (before > 0) {
            put(',');
        }
        put(quotedName);
        put(':');
        return before;
    }

    void drop(int before) {
        length = before;
    }

    /** A number, whose text is its JSON unless it is none: NaN and the infinities are strings. */
    void number(byte[] line, int from, int to) {
        if (line[to - 1] >= '0' && line[to - 1] <= '9') {
            plain(line, from, to);
        } else {
            text(line, from, to);
        }
    }

    private void plain(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            put(line[i]);
        }
    }

    void truth(boolean value) {
        put(value ? new byte[]{'t', 'r', 'u', 'e'} : new byte[]{'f', 'a', 'l', 's', 'e'});
    }

    /** JSON in a column of a line of COPY, where backslashes are doubled; returns whether it is more than null. */
    boolean json(byte[] line, int from, int to) {
        if (Arrays.equals(line, from, to, NULL, 0, NULL.length)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            put(line[i]);
            if (line[i] == '\\') {
                i++;
            }
        }
        return true;
    }

    /**
     * A time with its zone, which is UTC: JSON has a letter between day and hour, and minutes in the zone. Years before our era and beyond
     * 9999 are left as they are; a table that holds one counts as differing and is then compared by the database.
     */
    void time(byte[] line, int from, int to) {
        boolean usual = to - from > 16 && line[from + 10] == ' ' && line[to - 3] == '+';
        put('"');
        for (int i = from; i < to; i++) {
            put(usual && i == from + 10 ? 'T' : line[i]);
        }
        if (usual) {
            put(new byte[]{':', '0', '0'});
        }
        put('"');
    }

    /** Text of a column of a line of COPY as a JSON string. */
    void text(byte[] line, int from, int to) {
        put('"');
        for (int i = from; i < to; i++) {
            byte b = line[i];
            if (b == '\\') {
                i++;
                escaped(line[i]);
            } else if (b == '"') {
                put('\\');
                put('"');
            } else if (b >= 0 && b < ' ') {
                control(b);
            } else {
                put(b);
            }
        }
        put('"');
    }

    /** What COPY writes after a backslash. */
    private void escaped(byte letter) {
        if (letter == 'v') {
            control((byte) 0x0B);
        } else {
            put('\\');
            put(letter);
        }
    }

    private void control(byte b) {
        put(new byte[]{'\\', 'u', '0', '0', DIGITS[b >> 4], DIGITS[b & 15]});
    }
}
