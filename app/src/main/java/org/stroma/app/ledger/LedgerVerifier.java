package org.stroma.app.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.stroma.app.ledger.Verification.Break;
import org.stroma.app.ledger.Verification.Kind;

/**
 * Recomputes every block and compares every regulated row with its last image. It reads raw tables with its own SQL and
 * trusts no function of the database. What it proves: nothing changed since it was sealed (about a second after it
 * happened); against the database's owner, nothing changed since the last exported anchor.
 */
public final class LedgerVerifier {
    private static final String BLOCKS = """
            select n, epoch, lo::text, hi::text, entries, root, prev, hash, (extract(epoch from sealed_at) * 1000000)::bigint
              from ledger.block order by n""";
    private static final String UNSEALED = """
            select count(*) from ledger.entry e
             where not exists (select from ledger.block b where b.epoch = e.epoch and e.xid >= b.lo and e.xid < b.hi)""";

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
        List<Block> blocks;
        Map<Integer, String> epochs = new HashMap<>();
        long unsealed;
        try (Connection connection = verifier.getConnection(); Statement statement = connection.createStatement()) {
            blocks = blocks(statement);
            for (Block block : blocks) {
                if (!epochs.containsKey(block.epoch())) {
                    epochs.put(block.epoch(), EpochLine.read(connection, block.epoch()));
                }
            }
            unsealed = count(statement);
        }
        List<Break> breaks = new ArrayList<>(chain(blocks, epochs));
        anchor.flatMap(a -> against(a, blocks)).ifPresent(breaks::add);
        // Large tables first, so that no worker is left with one of them at the end.
        List<Part> parts = inParallel(Stream.concat(rowWork(), contentWork(blocks)).toList());
        parts.forEach(part -> breaks.addAll(part.breaks()));
        breaks.sort(Comparator.comparingLong(LedgerVerifier::order).thenComparing(LedgerVerifier::outsideOfBlocks)
                .thenComparing(Break::kind).thenComparing(Break::place));
        return new Verification(blocks.size(), sum(parts, 0), sum(parts, 1), sum(parts, 2), unsealed, breaks);
    }

    private static long order(Break broken) {
        return broken.block() == 0 ? Long.MAX_VALUE : broken.block();
    }

    private static boolean outsideOfBlocks(Break broken) {
        return broken.kind() == Kind.ROW || broken.kind() == Kind.CAPTURE;
    }

    private static long sum(List<Part> parts, int which) {
        return parts.stream().mapToLong(part -> switch (which) {
            case 0 -> part.entries();
            case 1 -> part.bytes();
            default -> part.rows();
        }).sum();
    }

    private record Part(long entries, long bytes, long rows, List<Break> breaks) {}

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

    private Stream<Callable<Part>> contentWork(List<Block> blocks) {
        int size = Math.max(1, (blocks.size() + workers * 4 - 1) / (workers * 4));
        List<Callable<Part>> work = new ArrayList<>();
        for (int from = 0; from < blocks.size(); from += size) {
            List<Block> chunk = blocks.subList(from, Math.min(blocks.size(), from + size));
            work.add(() -> content(chunk));
        }
        return work.stream();
    }

    private Part content(List<Block> chunk) throws SQLException, IOException {
        long entries = 0;
        long bytes = 0;
        List<Break> breaks = new ArrayList<>();
        try (Connection first = verifier.getConnection(); Connection second = verifier.getConnection()) {
            Interval interval = new Interval(first, second);
            for (Block block : chunk) {
                Interval.Content content = interval.read(block.epoch(), block.lo(), block.hi());
                entries += content.entries();
                bytes += content.bytes();
                if (content.orphan() != null) {
                    breaks.add(new Break(Kind.BLOCK_CONTENT, block.n(), "transaction " + content.orphan(),
                            "has entries but no author"));
                }
                if (content.entries() != block.entries()
                        || !Arrays.equals(BlockHash.root(content.leaves()), block.root())) {
                    breaks.add(
                            new Break(Kind.BLOCK_CONTENT, block.n(), "transactions " + block.lo() + " to " + block.hi(),
                                    "held " + block.entries() + " entries when sealed, now " + content.entries()
                                            + "; the root differs"));
                }
            }
        }
        return new Part(entries, bytes, 0, breaks);
    }

    private Stream<Callable<Part>> rowWork() throws SQLException {
        try (Connection connection = verifier.getConnection()) {
            List<Break> uncaptured = RowComparison.capture(connection);
            List<Callable<Part>> work = new ArrayList<>();
            work.add(() -> new Part(0, 0, 0, uncaptured));
            // A connection costs more than the comparison of a small table: workers share out the tables as they get done.
            Queue<RowComparison> tables = new ConcurrentLinkedQueue<>(RowComparison.all(connection, workers));
            for (int worker = 0; worker < workers; worker++) {
                work.add(() -> rows(tables));
            }
            return work.stream();
        }
    }

    private Part rows(Queue<RowComparison> tables) throws SQLException {
        long rows = 0;
        List<Break> breaks = new ArrayList<>();
        try (Connection own = verifier.getConnection()) {
            for (RowComparison table = tables.poll(); table != null; table = tables.poll()) {
                RowComparison.Result result = table.run(own);
                rows += result.rows();
                breaks.addAll(result.breaks());
            }
        }
        return new Part(0, 0, rows, breaks);
    }

    private List<Part> inParallel(List<Callable<Part>> work) throws SQLException {
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<Part> parts = new ArrayList<>();
            for (Future<Part> future : pool.invokeAll(work)) {
                parts.add(future.get());
            }
            return parts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
        }
    }

    private static List<Block> blocks(Statement statement) throws SQLException {
        List<Block> blocks = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(BLOCKS)) {
            while (row.next()) {
                blocks.add(new Block(row.getLong(1), row.getInt(2), row.getString(3), row.getString(4), row.getLong(5),
                        row.getBytes(6), row.getBytes(7), row.getBytes(8), row.getLong(9)));
            }
        }
        return blocks;
    }

    private static long count(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(UNSEALED)) {
            row.next();
            return row.getLong(1);
        }
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
