package org.stroma.app.ledger;

import java.io.IOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The transactions and entries of an interval, read as PostgreSQL copies them out and hashed as those very bytes.
 * One leaf is one transaction: its own line, then the lines of its entries in order.
 */
final class Interval {
    private static final String TX = """
            copy (select xid, author, account, reason, origin,
                         (extract(epoch from plant_at) * 1000000)::bigint, (extract(epoch from recorded_at) * 1000000)::bigint
                    from ledger.tx where epoch = %d and xid >= '%s' and xid < '%s' order by epoch, xid) to stdout""";
    private static final String ENTRY = """
            copy (select xid, n, tab, row_key, op, old, new
                    from ledger.entry where epoch = %d and xid >= '%s' and xid < '%s' order by epoch, xid, n) to stdout""";

    private final Connection transactions;
    private final Connection entries;

    /** Two connections, because both streams are open at once. */
    Interval(Connection transactions, Connection entries) {
        this.transactions = transactions;
        this.entries = entries;
    }

    /** What one interval holds: leaf hashes with the transaction each belongs to, and the number of entries. */
    record Content(List<String> xids, List<byte[]> leaves, long entries, long bytes, @Nullable String orphan) {}

    Content read(int epoch, String lo, String hi) throws SQLException, IOException {
        return read(epoch, lo, hi, _ -> {});
    }

    /** @param each is shown the line of each entry */
    Content read(int epoch, String lo, String hi, Consumer<byte[]> each) throws SQLException, IOException {
        CopyOut txLines = transactions.unwrap(PGConnection.class).getCopyAPI().copyOut(TX.formatted(epoch, lo, hi));
        CopyOut entryLines = entries.unwrap(PGConnection.class).getCopyAPI().copyOut(ENTRY.formatted(epoch, lo, hi));
        List<String> xids = new ArrayList<>();
        List<byte[]> leaves = new ArrayList<>();
        long count = 0;
        long bytes = 0;
        String orphan = null;
        byte[] entry = entryLines.readFromCopy();
        for (byte[] tx = txLines.readFromCopy(); tx != null; tx = txLines.readFromCopy()) {
            long xid = first(tx);
            MessageDigest leaf = BlockHash.leaf();
            leaf.update(tx);
            bytes += tx.length;
            while (entry != null && first(entry) < xid) {
                orphan = orphan == null ? Long.toString(first(entry)) : orphan;
                each.accept(entry);
                count++;
                entry = entryLines.readFromCopy();
            }
            while (entry != null && first(entry) == xid) {
                leaf.update(entry);
                each.accept(entry);
                bytes += entry.length;
                count++;
                entry = entryLines.readFromCopy();
            }
            xids.add(Long.toString(xid));
            leaves.add(leaf.digest());
        }
        for (; entry != null; entry = entryLines.readFromCopy()) {
            orphan = orphan == null ? Long.toString(first(entry)) : orphan;
            each.accept(entry);
            count++;
        }
        return new Content(xids, leaves, count, bytes, orphan);
    }

    /** The transaction number that a line begins with; it never reaches 2^63. */
    private static long first(byte[] line) {
        long xid = 0;
        for (int i = 0; i < line.length && line[i] != '\t'; i++) {
            xid = 10 * xid + (line[i] - '0');
        }
        return xid;
    }
}
