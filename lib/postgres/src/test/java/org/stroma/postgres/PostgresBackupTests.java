package org.stroma.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBackupTests {

    @TempDir
    static Path shared;

    private static PostgresServer server;
    private static Path finished;

    @TempDir
    Path folder;

    @BeforeAll
    static void makesABackupToDamage() {
        server = EmbeddedPostgres.open(shared.resolve("data"), Harness.quick());
        Harness.run(server, "create table lot as select n, md5(n::text) as code from generate_series(1, 20000) n");
        Harness.run(server, "create index on lot (code)");
        Harness.run(server, "create table written (n int primary key)");
        finished = shared.resolve("finished");
        PostgresBackup.copyTo(server, finished);
    }

    @AfterAll
    static void stopsTheServer() {
        server.close();
    }

    @Test
    void keepsEveryRowCommittedBeforeItsEndWhileAWriterRuns() throws Exception {
        var stop = new AtomicBoolean();
        var committed = new AtomicInteger();
        var writer = Thread.ofPlatform().start(() -> write(stop, committed));
        while (committed.get() < 100) {
            Thread.onSpinWait();
        }
        var before = committed.get();
        var summary = PostgresBackup.copyTo(server, folder.resolve("backup"));
        var end = Wal.position(summary.stopLsn());
        stop.set(true);
        writer.join();
        PostgresBackup.restore(folder.resolve("backup"), folder.resolve("restored"));
        try (var restored = EmbeddedPostgres.open(folder.resolve("restored"), Harness.quick())) {
            var present = Integer.parseInt(Harness.ask(restored, "select count(*) from written"));

            assertThat(present).isGreaterThan(before);
            assertThat(Harness.ask(restored, "select max(n) from written")).isEqualTo(String.valueOf(present));
            assertThat(Harness.ask(restored, "select count(*) from lot where code = md5(n::text)")).isEqualTo("20000");
            assertThat(end).isGreaterThan(Wal.position(summary.startLsn()));
            assertThat(restored.superuserPassword()).isNotEqualTo(server.superuserPassword());
        }
    }

    private static void write(AtomicBoolean stop, AtomicInteger committed) {
        try (var connection = server.connect("postgres");
                var insert = connection.prepareStatement("insert into written values (?)")) {
            while (!stop.get()) {
                insert.setInt(1, committed.get() + 1);
                insert.executeUpdate();
                committed.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void restoresEqualDataTwiceFromOneBackup() {
        for (var name : new String[]{"one", "two"}) {
            PostgresBackup.restore(finished, folder.resolve(name));
            try (var restored = EmbeddedPostgres.open(folder.resolve(name), Harness.quick())) {
                assertThat(Harness.ask(restored, "select md5(string_agg(code, ',' order by n)) from lot"))
                        .isEqualTo(Harness.ask(server, "select md5(string_agg(code, ',' order by n)) from lot"));
            }
        }
    }
}
