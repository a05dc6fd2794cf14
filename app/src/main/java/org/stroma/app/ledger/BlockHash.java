package org.stroma.app.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The arithmetic of the seal: a Merkle tree over transactions (RFC 6962 §2.1: leaves prefixed with 0, nodes with 1) and
 * a chain over blocks. Everything is SHA-256.
 */
final class BlockHash {
    static final byte[] NONE = new byte[32];
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private BlockHash() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A digest that has taken the leaf's prefix; the caller feeds the lines of one transaction and finishes it. */
    static MessageDigest leaf() {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return digest;
    }

    /** The root over leaf hashes in order; of no leaves it is the hash of nothing. */
    static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return sha256().digest();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        return node(root(leaves.subList(0, half)), root(leaves.subList(half, leaves.size())));
    }

    static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** The hash that the next block points to. */
    static byte[] of(Block block, String epochLine) {
        HexFormat hex = HexFormat.of();
        String line = String.join("|", Long.toString(block.n()), Integer.toString(block.epoch()), block.lo(),
                block.hi(),
                Long.toString(block.entries()), hex.formatHex(block.root()), hex.formatHex(block.prev()),
                Long.toString(block.sealedAtMicros()), epochLine);
        return sha256().digest(line.getBytes(StandardCharsets.UTF_8));
    }
}
