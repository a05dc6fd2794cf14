package org.stroma.app.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The image of a row as the bytes of its JSON members, in the order in which a jsonb has them, without those that are null (a
 * column that a migration added is absent from older images and null in the row, which is no difference) and without the spaces between them, which a json
 * does not write and a jsonb does. Made from what COPY gives, either
 * of an image or of the row itself. Reused from row to row; not for several threads.
 */
final class ImageBytes {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int length;
    private byte[] unsorted = new byte[1024];
    /** Of each member of the object that is read: where it begins, where its name ends, where it ends. */
    private int[] members = new int[64 * 3];

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
        put(more, 0, more.length);
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
        int count = 0;
        boolean sorted = true;
        while (i < to - 1) {
            int member = length;
            i = string(line, i);
            int name = length;
            put(':');
            i = value(line, i + 1, to - 1);
            if (length - name - 1 == NULL.length && Arrays.equals(bytes, name + 1, length, NULL, 0, NULL.length)) {
                length = member;
            } else {
                add(count++, member, name);
                sorted = sorted && (count == 1 || compare(bytes, count - 2, count - 1) < 0);
            }
            i++;
            while (i < to && line[i] == ' ') {
                i++;
            }
        }
        join(count, sorted);
    }

    private void add(int index, int start, int name) {
        if (3 * index == members.length) {
            members = Arrays.copyOf(members, 2 * members.length);
        }
        members[3 * index] = start;
        members[3 * index + 1] = name;
        members[3 * index + 2] = length;
    }

    /** The shorter name first, as in a jsonb. */
    private int compare(byte[] in, int one, int other) {
        int a = members[3 * one + 1] - members[3 * one];
        int b = members[3 * other + 1] - members[3 * other];
        return a != b
                ? Integer.compare(a, b)
                : Arrays.compareUnsigned(in, members[3 * one], members[3 * one + 1], in, members[3 * other],
                        members[3 * other + 1]);
    }

    /** Puts the members that were read in order, with commas between them. */
    private void join(int count, boolean sorted) {
        byte[] read = bytes;
        bytes = unsorted;
        unsorted = read;
        if (!sorted) {
            sort(count);
        }
        length = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                put(',');
            }
            put(read, members[3 * i], members[3 * i + 2]);
        }
    }

    /** Insertion: there are few members, and those of one table come in the same order each time. */
    private void sort(int count) {
        for (int i = 1; i < count; i++) {
            for (int j = i; j > 0 && compare(unsorted, j, j - 1) < 0; j--) {
                for (int k = 0; k < 3; k++) {
                    int other = members[3 * j + k];
                    members[3 * j + k] = members[3 * (j - 1) + k];
                    members[3 * (j - 1) + k] = other;
                }
            }
        }
    }

    private void put(byte[] more, int from, int to) {
        if (bytes.length - length < to - from) {
            bytes = Arrays.copyOf(bytes, 2 * (length + to - from));
        }
        System.arraycopy(more, from, bytes, length, to - from);
        length += to - from;
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

    /** Copies a value without the spaces between its parts; returns where it ends, at the comma after it or at the end of the object. */
    private int value(byte[] line, int from, int end) {
        int depth = 0;
        int i = from;
        while (i < end && (depth > 0 || line[i] != ',')) {
            switch (line[i]) {
                case '"' -> i = string(line, i) - 1;
                case ' ' -> {
                }
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
        put(line, from, to);
    }

    void truth(boolean value) {
        put(value ? new byte[]{'t', 'r', 'u', 'e'} : new byte[]{'f', 'a', 'l', 's', 'e'});
    }

    /** JSON in a column of a line of COPY, where backslashes are doubled; returns whether it is more than null. */
    boolean json(byte[] line, int from, int to) {
        if (Arrays.equals(line, from, to, NULL, 0, NULL.length)) {
            return false;
        }
        int i = from;
        while (i < to) {
            if (line[i] == '"') {
                i = string(line, i);
            } else {
                if (line[i] != ' ') {
                    put(line[i]);
                }
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
