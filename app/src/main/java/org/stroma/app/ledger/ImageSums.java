package org.stroma.app.ledger;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether tables agree with their histories, without joining one with the other. Each image, with its table and key, is a number of
 * 256 bits: a SHA-256 keyed with a secret that lives as long as one verification. New images of the history count up, old ones count down and
 * rows count down; where every change left what the next one found and the last one left what is there now, nothing remains. The order in
 * which images come does not matter. Whoever changed a row could not know the secret, so that no two changes can have been chosen to make up for each
 * other; sums of plain digests would not be safe from that (D. Wagner, A generalized birthday problem, 2002, doi:10.1007/3-540-45708-9_19).
 */
final class ImageSums {
    private static final int LANES = 4;
    private static final byte SEPARATOR = 0;

    private final byte[] secret;
    private final MessageDigest digest = BlockHash.sha256();
    private final byte[] hash = new byte[32];
    private final ImageBytes image = new ImageBytes();
    private final Map<String, long[]> sums = new HashMap<>();
    private byte[] table = {};
    private long[] sum = {};

    ImageSums(byte[] secret) {
        this.secret = secret.clone();
    }

    /** Takes a line of the history: transaction, number, table, key, operation, old and new image. */
    void entry(byte[] line) {
        int[] ends = new int[7];
        int column = 0;
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\t' || line[i] == '\n') {
                ends[column++] = i;
            }
        }
        table(line, ends[1] + 1, ends[2]);
        change(line, ends, 5, -1);
        change(line, ends, 6, 1);
    }

    private void change(byte[] line, int[] ends, int column, int sign) {
        int from = ends[column - 1] + 1;
        if (line[from] != '\\') {
            image.readObject(line, from, ends[column]);
            add(sign, line, ends[2] + 1, ends[3], image);
        }
    }

    /** Makes a table the one that rows are of. */
    void table(byte[] name, int from, int to) {
        if (!Arrays.equals(table, 0, table.length, name, from, to)) {
            table = Arrays.copyOfRange(name, from, to);
            sum = sums.computeIfAbsent(new String(table, StandardCharsets.UTF_8), _ -> new long[LANES]);
        }
    }

    /** Takes a row that is there. */
    void row(byte[] line, int from, int to, ImageBytes row) {
        add(-1, line, from, to, row);
    }

    private void add(int sign, byte[] line, int keyFrom, int keyTo, ImageBytes of) {
        digest.update(secret);
        digest.update(table);
        digest.update(SEPARATOR);
        digest.update(line, keyFrom, keyTo - keyFrom);
        digest.update(SEPARATOR);
        digest.update(of.bytes(), 0, of.length());
        try {
            digest.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        for (int lane = 0; lane < LANES; lane++) {
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = value << 8 | hash[lane * Long.BYTES + i] & 0xff;
            }
            sum[lane] += sign * value;
        }
    }

    /** Adds what another worker has found under the same secret. */
    void add(ImageSums other) {
        other.sums.forEach((name, more) -> {
            long[] mine = sums.computeIfAbsent(name, _ -> new long[LANES]);
            for (int lane = 0; lane < LANES; lane++) {
                mine[lane] += more[lane];
            }
        });
    }

    /** The tables that have a history or rows. */
    Set<String> tables() {
        return Set.copyOf(sums.keySet());
    }

    /** The tables that differ from their histories. */
    Set<String> differing() {
        Set<String> tables = new TreeSet<>();
        sums.forEach((name, left) -> {
            if (Arrays.stream(left).anyMatch(lane -> lane != 0)) {
                tables.add(name);
            }
        });
        return tables;
    }
}
