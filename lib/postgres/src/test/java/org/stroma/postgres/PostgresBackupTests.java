package org.stroma.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
                var insert = connection.prepareStatement("insert into written values (?)");
                var recycle = connection.createStatement()) {
            while (!stop.get()) {
                insert.setInt(1, committed.get() + 1);
                insert.executeUpdate();
                if (committed.get() % 100 == 0) {
                    recycle.execute("select pg_switch_wal()");
                    recycle.execute("checkpoint");
                }
                committed.incrementAndGet();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void restoresEqualDataIntoARestoreThatWasKilled() throws Exception {
        Files.createDirectories(folder.resolve("one").resolve(DataFolder.UNFINISHED + "restore/base/1"));
        PostgresBackup.restore(finished, folder.resolve("one"));
        try (var restored = EmbeddedPostgres.open(folder.resolve("one"), Harness.quick())) {
            assertThat(Harness.ask(restored, "select md5(string_agg(code, ',' order by n)) from lot"))
                    .isEqualTo(Harness.ask(server, "select md5(string_agg(code, ',' order by n)) from lot"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesADamagedBackupByName(Damage damage) throws Exception {
        var backup = folder.resolve("backup");
        Harness.linkTree(finished, backup);
        var name = damage.apply(backup);
        var fresh = folder.resolve("fresh");

        assertThatThrownBy(() -> PostgresBackup.restore(backup, fresh)).isInstanceOfSatisfying(PostgresException.class,
                it -> {
                    assertThat(it.problem()).isEqualTo(damage.problem);
                    assertThat(it.detail()).contains(name);
                });
        assertThat(fresh.resolve("pg")).doesNotExist();
    }

    @Test
    void tellsWhatASoundBackupHolds() {
        var summary = PostgresBackup.verify(finished);

        assertThat(summary.version()).isEqualTo(EmbeddedPostgres.VERSION);
        assertThat(summary.files()).isGreaterThan(900);
        assertThat(summary.bytes()).isGreaterThan(20_000_000);
        assertThat(summary.finished()).isAfter(summary.started());
    }

    @Test
    void namesEveryDifferenceWithoutRestoring() throws Exception {
        var backup = folder.resolve("backup");
        Harness.linkTree(finished, backup);
        var names = new String[]{Damage.ONE_BIT_OF_A_TABLE.apply(backup), Damage.MISSING_LABEL.apply(backup),
                Damage.SMUGGLED_SETTINGS.apply(backup)};

        assertThatThrownBy(() -> PostgresBackup.verify(backup)).hasMessageContainingAll(names);
    }

    enum Damage {
        ONE_BIT_OF_A_TABLE(Problem.BACKUP_DAMAGED) {
            @Override
            String apply(Path backup) throws IOException {
                var file = largestTable(backup);
                var content = Files.readAllBytes(file);
                content[content.length / 2] ^= 1;
                replace(file, content);
                return backup.relativize(file).toString();
            }
        },
        CUT_WAL(Problem.BACKUP_DAMAGED) {
            @Override
            String apply(Path backup) throws IOException {
                var segment = Disk.children(backup.resolve("pg/pg_wal"), "0*").getFirst();
                replace(segment, Arrays.copyOf(Files.readAllBytes(segment), 1 << 20));
                return backup.relativize(segment).toString();
            }
        },
        MISSING_LABEL(Problem.BACKUP_DAMAGED) {
            @Override
            String apply(Path backup) throws IOException {
                Files.delete(backup.resolve("pg/backup_label"));
                return "pg/backup_label";
            }
        },
        SMUGGLED_SETTINGS(Problem.BACKUP_DAMAGED) {
            @Override
            String apply(Path backup) throws IOException {
                Files.writeString(backup.resolve("pg/standby.signal"), "");
                return "pg/standby.signal";
            }
        },
        MANIFEST_WITHOUT_A_LINE(Problem.BACKUP_DAMAGED) {
            @Override
            String apply(Path backup) throws IOException {
                var manifest = backup.resolve("MANIFEST");
                replace(manifest, Files.readString(manifest).replaceFirst(".*\n", "").getBytes(StandardCharsets.UTF_8));
                return "MANIFEST";
            }
        },
        ALTERED_DESCRIPTION(Problem.BACKUP_DAMAGED) {
            @Override
            String apply(Path backup) throws IOException {
                var file = backup.resolve("backup.json");
                replace(file, Files.readString(file).replace("18.6", "18.5").getBytes(StandardCharsets.UTF_8));
                return "backup.json";
            }
        },
        UNFINISHED(Problem.NOT_A_BACKUP) {
            @Override
            String apply(Path backup) throws IOException {
                Files.delete(backup.resolve("MANIFEST"));
                return "MANIFEST";
            }
        };

        final Problem problem;

        Damage(Problem problem) {
            this.problem = problem;
        }

        /** Damages a backup and gives the name that the refusal must say. */
        abstract String apply(Path backup) throws IOException;

        /** The file is a link shared with other tests: give it a name of its own first. */
        static void replace(Path file, byte[] content) throws IOException {
            Files.delete(file);
            Files.write(file, content);
        }
    }

    private static Path largestTable(Path backup) throws IOException {
        try (var walk = Files.walk(backup.resolve("pg/base"))) {
            return walk.filter(Files::isRegularFile).max(Comparator.comparingLong(it -> it.toFile().length()))
                    .orElseThrow();
        }
    }

    @Test
    void refusesATargetThatIsNotEmpty() throws Exception {
        Files.writeString(folder.resolve("letter.txt"), "mine");

        assertThatThrownBy(() -> PostgresBackup.copyTo(server, folder))
                .hasMessageContaining("[postgres.target-not-empty]");
        assertThatThrownBy(() -> PostgresBackup.restore(finished, folder))
                .hasMessageContaining("[postgres.target-not-empty]");
        assertThatThrownBy(() -> PostgresBackup.copyTo(server, server.dataDir().resolve("pg/backup")))
                .hasMessageContaining("[postgres.backup-failed]");
        assertThat(folder.toFile().list()).containsExactly("letter.txt");
    }

    @Test
    void refusesToCarryADamagedPageIntoABackup() throws Exception {
        PostgresBackup.restore(finished, folder.resolve("data"));
        String table;
        try (var restored = EmbeddedPostgres.open(folder.resolve("data"), Harness.quick())) {
            table = Harness.ask(restored, "select pg_relation_filepath('lot')");
        }
        try (var channel = Files.newByteChannel(folder.resolve("data/pg").resolve(table), StandardOpenOption.WRITE)) {
            channel.position(3L * PageChecksums.PAGE + 5000).write(ByteBuffer.wrap(new byte[]{1, 2, 3, 4}));
        }
        try (var damaged = EmbeddedPostgres.open(folder.resolve("data"), Harness.quick())) {
            assertThatThrownBy(() -> PostgresBackup.copyTo(damaged, folder.resolve("backup")))
                    .hasMessageContaining("[postgres.backup-failed]")
                    .hasMessageContaining("page checksum wrong: " + table + " block 3");
            assertThat(folder.resolve("backup")).isEmptyDirectory();
        }
    }

    @Test
    void leavesNothingWhenTheServerEndsTheBackup() throws Exception {
        var killer = Thread.ofPlatform()
                .start(() -> Harness.within(Duration.ofSeconds(20), () -> Harness.ask(server, """
                        select coalesce(bool_or(pg_terminate_backend(active_pid)), false)
                          from pg_replication_slots where slot_name like 'stroma_backup%'
                        """).equals("t")));

        assertThatThrownBy(() -> PostgresBackup.copyTo(server, folder.resolve("backup")))
                .hasMessageContaining("[postgres.backup-failed]");
        killer.join();
        assertThat(folder.resolve("backup")).isEmptyDirectory();
        assertThat(Harness.ask(server, "select count(*) from pg_replication_slots")).isEqualTo("0");
    }
}
