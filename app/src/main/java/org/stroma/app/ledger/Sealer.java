package org.stroma.app.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.stroma.app.database.SystemWork;

/** Closes what has happened into blocks, every second and on demand; one sealer at a time in a database. */
@Component
public class Sealer {
    private static final Logger log = LoggerFactory.getLogger(Sealer.class);
    private static final String LOCK = "select pg_try_advisory_lock(78231, 1)";
    private static final String UNLOCK = "select pg_advisory_unlock(78231, 1)";
    private static final String BOUND = "select epoch, lo, hi, last_n, last_hash from ledger.seal_bound()";
    private static final String APPEND = "select ledger.append_block(?, ?, ?::xid8, ?::xid8, ?, ?, ?, ?, ?)";

    private static final String NOW = "select clock_timestamp()";
    private static final String FORWARD = "select ledger.keep_clock_forward(?, ?)";

    private final DataSource source;
    private final LongSupplier monotonic;
    private final ClockWatch clock = new ClockWatch();

    /** @param source connections as {@link org.stroma.app.database.DatabaseRole#SYSTEM} */
    @Autowired
    public Sealer(@SystemWork DataSource source) {
        this(source, System::nanoTime);
    }

    /** @param monotonic nanoseconds that go by, whatever the clock of the machine says */
    Sealer(DataSource source, LongSupplier monotonic) {
        this.source = source;
        this.monotonic = monotonic;
    }

    @Scheduled(fixedDelay = 1000)
    void everySecond() {
        try {
            seal();
        } catch (SQLException | IOException e) {
            log.warn("The ledger could not be sealed now: {}", e.getMessage());
        }
    }

    /** Seals everything that no running transaction can still precede; empty when there is nothing new. */
    public Optional<Long> seal() throws SQLException, IOException {
        try (Connection main = source.getConnection();
                Connection second = source.getConnection();
                Statement statement = main.createStatement()) {
            if (!asBoolean(statement, LOCK)) {
                return Optional.empty();
            }
            try {
                watch(main);
                return seal(main, second);
            } finally {
                asBoolean(statement, UNLOCK);
            }
        }
    }

    /** Keeps a clock of the database that went forward as a change of the clock; the entry belongs to a later block. */
    private void watch(Connection main) throws SQLException {
        Optional<ClockWatch.Jump> jump;
        synchronized (clock) {
            long before = monotonic.getAsLong();
            Instant database;
            try (Statement statement = main.createStatement(); ResultSet now = statement.executeQuery(NOW)) {
                now.next();
                database = now.getTimestamp(1).toInstant();
            }
            jump = clock.see(new ClockWatch.Look(database, before, monotonic.getAsLong()));
        }
        if (jump.isPresent()) {
            try (PreparedStatement keep = main.prepareStatement(FORWARD)) {
                keep.setObject(1, jump.get().expected().atOffset(java.time.ZoneOffset.UTC));
                keep.setObject(2, jump.get().found().atOffset(java.time.ZoneOffset.UTC));
                keep.execute();
            }
        }
    }

    private Optional<Long> seal(Connection main, Connection second) throws SQLException, IOException {
        Block next;
        String line;
        try (Statement statement = main.createStatement(); ResultSet bound = statement.executeQuery(BOUND)) {
            bound.next();
            int epoch = bound.getInt(1);
            String lo = bound.getString(2);
            String hi = bound.getString(3);
            long n = bound.getLong(4) + 1;
            byte[] prev = bound.getBytes(5);
            line = EpochLine.read(main, epoch);
            Interval.Content content = new Interval(main, second).read(epoch, lo, hi);
            if (content.leaves().isEmpty() && content.entries() == 0) {
                return Optional.empty();
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            next = new Block(n, epoch, lo, hi, content.entries(), BlockHash.root(content.leaves()), prev,
                    BlockHash.NONE,
                    ChronoUnit.MICROS.between(Instant.EPOCH, now));
        }
        append(main, next, BlockHash.of(next, line));
        return Optional.of(next.n());
    }

    private static void append(Connection main, Block block, byte[] hash) throws SQLException {
        try (PreparedStatement append = main.prepareStatement(APPEND)) {
            append.setLong(1, block.n());
            append.setInt(2, block.epoch());
            append.setString(3, block.lo());
            append.setString(4, block.hi());
            append.setLong(5, block.entries());
            append.setBytes(6, block.root());
            append.setBytes(7, block.prev());
            append.setBytes(8, hash);
            append.setObject(9, Instant.EPOCH.plus(block.sealedAtMicros(), ChronoUnit.MICROS)
                    .atOffset(java.time.ZoneOffset.UTC));
            append.execute();
        }
    }

    private static boolean asBoolean(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
