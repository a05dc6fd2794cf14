package org.stroma.app.ledger;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.stroma.app.ledger.Verification.Break;
import org.stroma.app.ledger.Verification.Kind;

/**
 * Recomputes every block and compares every regulated row with its history, all as of one moment. It reads raw tables with its own SQL and
 * trusts no function of the database. What it proves: nothing changed since it was sealed (about a second after it
 * happened); against the database's owner, nothing changed since the last exported anchor.
 */
public final class LedgerVerifier {
    private static final String BLOCKS = """
            select n, epoch, lo::text, hi::text, entries, root, prev, hash, (extract(epoch from sealed_at) * 1000000)::bigint
              from ledger.block order by n""";
    private static final String EPOCHS = "select n from ledger.epoch order by n";
    /** Epochs are counted from one without a gap; the first and the last of entries are found by index. */
    private static final String NEVER_OPENED = """
            select e.n from (values ((select min(epoch) from ledger.entry)), ((select max(epoch) from ledger.entry))) e(n)
             where e.n not between 1 and (select coalesce(max(n), 0) from ledger.epoch)""";
    /** Beyond every transaction. */
    private static final String END = "18446744073709551615";

    private final DataSource verifier;
    private final int workers;

    /** @param verifier connections as {@link org.stroma.app.database.DatabaseRole#VERIFY} */
    public LedgerVerifier(DataSource verifier) {
        this(verifier, Runtime.getRuntime().availableProcessors());
    }

    LedgerVerifier(DataSource verifier, int workers) {
        this.verifier = verifier;
        this.workers = Math.max(1, workers);
    }

    public Verification verify(Optional<Anchor> anchor) throws SQLException {
        byte[] secret = new byte[Long.BYTES * 4];
        new SecureRandom().nextBytes(secret);
        try (VerifierSession session = new VerifierSession(verifier, null)) {
            List<Block> blocks = blocks(session.first());
            List<WatchedTable> tables = WatchedTable.all(session.first());
            List<Work> work = new ArrayList<>();
            tables.stream().filter(WatchedTable::exists).flatMap(table -> table.shares(workers).stream())
                    .forEach(share -> work.add((own, found) -> found.rows += new RowImages(share).read(own.first(),
                            found.sums)));
            work.addAll(history(session.first(), blocks));
            Found found = inParallel(session, secret, work);
            List<Break> breaks = found.breaks;
            breaks.addAll(chain(blocks, epochs(session.first(), blocks)));
            anchor.flatMap(a -> against(a, blocks)).ifPresent(breaks::add);
            breaks.addAll(neverOpened(session.first()));
            breaks.addAll(RowComparison.capture(session.first(), tables));
            breaks.addAll(unwatched(found.sums.tables(), tables));
            breaks.addAll(compare(session, secret, tables, found.sums.differing()));
            breaks.sort(Comparator.comparingLong(LedgerVerifier::order).thenComparing(LedgerVerifier::outsideOfBlocks)
                    .thenComparing(Break::kind).thenComparing(Break::place));
            return new Verification(blocks.size(), found.entries, found.bytes, found.rows, found.unsealed, breaks);
        }
    }

    /** What one worker has found so far. */
    private static final class Found {
        private final ImageSums sums;
        private final List<Break> breaks = new ArrayList<>();
        private long entries;
        private long bytes;
        private long rows;
        private long unsealed;

        Found(byte[] secret) {
            sums = new ImageSums(secret);
        }

        void add(Found other) {
            sums.add(other.sums);
            breaks.addAll(other.breaks);
            entries += other.entries;
            bytes += other.bytes;
            rows += other.rows;
            unsealed += other.unsealed;
        }
    }

    /** A piece that any worker can do. */
    private interface Work {
        void run(VerifierSession own, Found found) throws SQLException, IOException;
    }

    private static Map<Integer, String> epochs(Connection connection, List<Block> blocks) throws SQLException {
        Map<Integer, String> epochs = new HashMap<>();
        for (Block block : blocks) {
            if (!epochs.containsKey(block.epoch())) {
                epochs.put(block.epoch(), EpochLine.read(connection, block.epoch()));
            }
        }
        return epochs;
    }

    private static List<Break> neverOpened(Connection connection) throws SQLException {
        List<Break> breaks = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(NEVER_OPENED)) {
            while (row.next()) {
                breaks.add(new Break(Kind.CAPTURE, 0, "epoch " + row.getInt(1),
                        "was never opened, yet entries are said to be of it"));
            }
        }
        return breaks;
    }

    private static List<Break> unwatched(Set<String> known, List<WatchedTable> tables) {
        Set<String> names = tables.stream().map(WatchedTable::name).collect(Collectors.toSet());
        return known.stream().filter(name -> !names.contains(name)).sorted()
                .map(name -> new Break(Kind.CAPTURE, 0, name, "has a history but is no longer watched")).toList();
    }

    /** Names what differs in the tables that do. */
    private List<Break> compare(VerifierSession session, byte[] secret, List<WatchedTable> tables,
            Set<String> differing) throws SQLException {
        List<Work> work = tables.stream().filter(table -> table.exists() && differing.contains(table.name()))
                .flatMap(table -> table.shares(workers).stream())
                .map(share -> (Work) (own, found) -> found.breaks.addAll(new RowComparison(share).run(own.first())))
                .toList();
        return work.isEmpty() ? List.of() : inParallel(session, secret, work).breaks;
    }

    private static long order(Break broken) {
        return broken.block() == 0 ? Long.MAX_VALUE : broken.block();
    }

    private static boolean outsideOfBlocks(Break broken) {
        return broken.kind() == Kind.ROW || broken.kind() == Kind.CAPTURE;
    }

    private static List<Break> chain(List<Block> blocks, Map<Integer, String> epochs) {
        List<Break> breaks = new ArrayList<>();
        @Nullable
        Block before = null;
        for (Block block : blocks) {
            byte[] prev = before == null ? BlockHash.NONE : before.hash();
            long n = before == null ? 1 : before.n() + 1;
            boolean adjoins = before == null || before.epoch() != block.epoch() || before.hi().equals(block.lo());
            if (block.n() != n || !Arrays.equals(block.prev(), prev) || !adjoins) {
                breaks.add(new Break(Kind.CHAIN, block.n(), "block " + block.n(), "does not follow block " + (n - 1)));
            }
            if (!Arrays.equals(BlockHash.of(block, epochs.getOrDefault(block.epoch(), "")), block.hash())) {
                breaks.add(
                        new Break(Kind.CHAIN, block.n(), "block " + block.n(), "its own hash does not fit its fields"));
            }
            before = block;
        }
        return breaks;
    }

    private static Optional<Break> against(Anchor anchor, List<Block> blocks) {
        return blocks.stream().filter(block -> block.n() == anchor.block()).findFirst()
                .map(block -> anchor.matches(block)
                        ? null
                        : new Break(Kind.ANCHOR, block.n(), "block " + block.n(), "differs from the anchor"))
                .or(() -> blocks.stream().anyMatch(block -> block.n() == anchor.block())
                        ? Optional.empty()
                        : Optional.of(new Break(Kind.ANCHOR, anchor.block(), "block " + anchor.block(), "is gone")));
    }

    /** Every block by itself, and what follows the last one of each epoch. */
    private static List<Work> history(Connection connection, List<Block> blocks) throws SQLException {
        List<Work> work = new ArrayList<>();
        blocks.forEach(block -> work.add((own, found) -> content(block, own, found)));
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(EPOCHS)) {
            while (row.next()) {
                int epoch = row.getInt(1);
                String from = blocks.stream().filter(block -> block.epoch() == epoch)
                        .max(Comparator.comparingLong(Block::n)).map(Block::hi).orElse("0");
                work.add((own, found) -> found.unsealed += new Interval(own.first(), own.second())
                        .read(epoch, from, END, found.sums::entry).entries());
            }
        }
        return work;
    }

    private static void content(Block block, VerifierSession own, Found found) throws SQLException, IOException {
        Interval.Content content = new Interval(own.first(), own.second()).read(block.epoch(), block.lo(), block.hi(),
                found.sums::entry);
        found.entries += content.entries();
        found.bytes += content.bytes();
        if (content.orphan() != null) {
            found.breaks.add(new Break(Kind.BLOCK_CONTENT, block.n(), "transaction " + content.orphan(),
                    "has entries but no author"));
        }
        if (content.entries() != block.entries() || !Arrays.equals(BlockHash.root(content.leaves()), block.root())) {
            found.breaks.add(new Break(Kind.BLOCK_CONTENT, block.n(),
                    "transactions " + block.lo() + " to " + block.hi(), "held " + block.entries()
                            + " entries when sealed, now " + content.entries() + "; the root differs"));
        }
    }

    /** The pieces are taken in order by whoever is free; a worker opens its connections once. */
    private Found inParallel(VerifierSession session, byte[] secret, List<Work> work) throws SQLException {
        Queue<Work> queue = new ConcurrentLinkedQueue<>(work);
        Callable<Found> worker = () -> {
            Found found = new Found(secret);
            try (VerifierSession own = new VerifierSession(verifier, session.snapshot())) {
                for (Work piece = queue.poll(); piece != null; piece = queue.poll()) {
                    piece.run(own, found);
                }
            }
            return found;
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            Found all = new Found(secret);
            for (Future<Found> future : pool.invokeAll(Collections.nCopies(workers, worker))) {
                all.add(future.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
        }
    }

    private static List<Block> blocks(Connection connection) throws SQLException {
        List<Block> blocks = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(BLOCKS)) {
            while (row.next()) {
                blocks.add(new Block(row.getLong(1), row.getInt(2), row.getString(3), row.getString(4), row.getLong(5),
                        row.getBytes(6), row.getBytes(7), row.getBytes(8), row.getLong(9)));
            }
        }
        return blocks;
    }

    /** The last block as an anchor to export; empty while nothing is sealed. */
    public Optional<Anchor> anchor() throws SQLException {
        try (Connection connection = verifier.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select n, encode(hash, 'hex'), to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from ledger.block order by n desc limit 1")) {
            return row.next()
                    ? Optional.of(new Anchor(row.getLong(1), row.getString(2), row.getString(3)))
                    : Optional.empty();
        }
    }
}
