package org.stroma.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.testing.TestServer;

/** Clocks that were changed are in the audit trail, whoever changed them. SR-023. */
class ClockChangeTests {
    private static final String CHANGES = """
            select string_agg(c.clock || ' ' || e.op::text || ' ' || t.author, ', ' order by c.id) from ledger.clock_change c
              join ledger.entry e on e.tab = 'ledger.clock_change' and e.row_key = c.id::text join ledger.tx t on t.epoch = e.epoch and t.xid = e.xid""";
    /** An empty block, sealed an hour before the one it follows. */
    private static final String EARLIER = """
            select ledger.append_block(b.n + 1, b.epoch, b.hi, pg_snapshot_xmin(pg_current_snapshot()), 0, sha256('root'), b.hash, sha256('block'), b.sealed_at - interval '1 hour')
              from ledger.block b order by b.n desc limit 1""";

    private final Credentials credentials = TestServer.fresh();

    private void system(String sql) throws SQLException {
        try (Connection connection = credentials.dataSource(DatabaseRole.SYSTEM).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String changes() throws SQLException {
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(CHANGES)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    @Test
    void movingThePlantsClockIsAnEntryAndTheHistoryVerifies() throws Exception {
        system("select ledger.shift_plant_clock(interval '3 days')");
        new Sealer(credentials.dataSource(DatabaseRole.SYSTEM)).seal();
        Verification found = new LedgerVerifier(credentials.dataSource(DatabaseRole.VERIFY)).verify(Optional.empty());

        assertThat(changes()).isEqualTo("PLANT I system:clock");
        assertThat(found.breaks()).isEmpty();
    }

    @Test
    void aServersClockThatWentBackIsFoundWhenABlockIsSealed() throws Exception {
        system("select ledger.shift_plant_clock(interval '1 hour')");
        new Sealer(credentials.dataSource(DatabaseRole.SYSTEM)).seal();
        try (Connection superuser = TestServer.superuser(credentials); Statement s = superuser.createStatement()) {
            s.execute("select pg_current_xact_id()");
        }
        system(EARLIER);

        assertThat(changes()).isEqualTo("PLANT I system:clock, SERVER I system:clock");
    }

    /** The time that goes by in the process of the sealer is held back by an hour between two blocks, as if the clock had been set forward by one. */
    @Test
    void aServersClockThatWentForwardIsFoundByTheTimeThatWentByAndIsKeptOnce() throws Exception {
        AtomicLong heldBack = new AtomicLong();
        LongSupplier monotonic = () -> System.nanoTime() - heldBack.get();
        Sealer sealer = new Sealer(credentials.dataSource(DatabaseRole.SYSTEM), monotonic);
        Sealer second = new Sealer(credentials.dataSource(DatabaseRole.SYSTEM), monotonic);
        sealer.seal();
        second.seal();
        sealer.seal();
        assertThat(changes()).isEqualTo("null");

        heldBack.set(Duration.ofHours(1).toNanos());
        sealer.seal();
        second.seal();
        sealer.seal();
        sealer.seal();

        assertThat(changes()).isEqualTo("SERVER I system:clock");
        assertThat(new LedgerVerifier(credentials.dataSource(DatabaseRole.VERIFY)).verify(Optional.empty()).breaks())
                .isEmpty();
        assertThatThrownBy(() -> system("select ledger.keep_clock_forward(now(), now())"))
                .hasMessageContaining("no clock that went forward");
        assertThatThrownBy(() -> {
            try (Connection application = credentials.dataSource(DatabaseRole.APP).getConnection();
                    Statement statement = application.createStatement()) {
                statement.execute("select ledger.keep_clock_forward(now() - interval '1 hour', now())");
            }
        }).hasMessageContaining("permission denied");
    }

    @Test
    void whatAServerDoesToKeepTimeAndASlowAnswerAreNoJump() {
        ClockWatch watch = new ClockWatch();
        Instant start = Instant.parse("2026-12-01T00:00:00Z");
        long second = 1_000_000_000L;

        assertThat(watch.see(new ClockWatch.Look(start, 0, 1000))).isEmpty();
        assertThat(watch.see(new ClockWatch.Look(start.plusMillis(1900), second, second + 1000))).isEmpty();
        assertThat(watch.see(new ClockWatch.Look(start.plusMillis(12_000), 2 * second, 12 * second)))
                .as("the answer took ten seconds").isEmpty();
        assertThat(watch.see(new ClockWatch.Look(start.plusMillis(5_000), 13 * second, 13 * second)))
                .as("went back").isEmpty();
        assertThat(watch.see(new ClockWatch.Look(start.plusSeconds(66), 14 * second, 14 * second))).get()
                .satisfies(jump -> assertThat(Duration.between(jump.expected(), jump.found()).toSeconds())
                        .isEqualTo(60));
    }
}
