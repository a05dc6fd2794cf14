package org.stroma.app.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.stereotype.Service;
import org.stroma.app.database.SystemWork;

/** Proofs that a transaction is in a sealed block, which anyone can check with SHA-256 alone. */
@Service
public class Proofs {
    private static final String NEWEST = """
            select e.epoch, e.xid::text, b.n, b.lo::text, b.hi::text, b.root, b.hash
              from ledger.entry e join ledger.block b on b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi
             where e.tab = ? and e.row_key = ? order by e.epoch desc, e.n desc limit 1""";

    private static final String LAST = "select n, encode(hash, 'hex') from ledger.block order by n desc limit 1";

    private final DataSource source;

    Proofs(@SystemWork DataSource source) {
        this.source = source;
    }

    /**
     * A proof of inclusion.
     *
     * @param leaf hash of the transaction with its entries
     * @param path the sibling hashes from the leaf up, each {@code L:} or {@code R:} with its hash; hash(1, left, right) at each step gives the root
     */
    public record Proof(long block, String blockHash, String root, String transaction, String leaf, List<String> path) {
        public Proof {
            path = List.copyOf(path);
        }

        /** Recomputes the root from leaf and path. */
        public boolean holds() {
            HexFormat hex = HexFormat.of();
            byte[] hash = hex.parseHex(leaf);
            for (String step : path) {
                byte[] sibling = hex.parseHex(step.substring(2));
                hash = step.startsWith("L:") ? BlockHash.node(sibling, hash) : BlockHash.node(hash, sibling);
            }
            return hex.formatHex(hash).equals(root);
        }
    }

    /** A sealed block by its number and hash. */
    public record Sealed(long n, String hash) {}

    /** The block that was sealed last. */
    public Optional<Sealed> lastBlock() {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(LAST);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(new Sealed(row.getLong(1), row.getString(2))) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("The last block cannot be read", e);
        }
    }

    /** The proof of the newest change of a row; empty while its block is not sealed. */
    public Optional<Proof> newest(String table, String key) {
        try (Connection main = source.getConnection();
                Connection second = source.getConnection();
                PreparedStatement statement = main.prepareStatement(NEWEST)) {
            statement.setString(1, table);
            statement.setString(2, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(proof(main, second, row)) : Optional.empty();
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The proof of " + table + " cannot be made", e);
        }
    }

    private static Proof proof(Connection main, Connection second, ResultSet row) throws SQLException, IOException {
        HexFormat hex = HexFormat.of();
        String xid = row.getString(2);
        int epoch = row.getInt(1);
        long block = row.getLong(3);
        String root = hex.formatHex(row.getBytes(6));
        String hash = hex.formatHex(row.getBytes(7));
        Interval.Content content = new Interval(main, second).read(epoch, row.getString(4), row.getString(5));
        int index = content.xids().indexOf(xid);
        List<String> path = new ArrayList<>();
        path(content.leaves(), index, path);
        return new Proof(block, hash, root, xid, hex.formatHex(content.leaves().get(index)), path);
    }

    /** The audit path of RFC 6962 §2.1.1, nearest sibling first. */
    private static void path(List<byte[]> leaves, int index, List<String> path) {
        if (leaves.size() == 1) {
            return;
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        HexFormat hex = HexFormat.of();
        if (index < half) {
            path(leaves.subList(0, half), index, path);
            path.add("R:" + hex.formatHex(BlockHash.root(leaves.subList(half, leaves.size()))));
            return;
        }
        path(leaves.subList(half, leaves.size()), index - half, path);
        path.add("L:" + hex.formatHex(BlockHash.root(leaves.subList(0, half))));
    }
}
