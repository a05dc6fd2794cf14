package org.stroma.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 at the worst moments. */
class KilledTests {

    @TempDir
    Path folder;

    @Test
    void leavesNoServerBehindAKilledOwner() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        try (var owner = Child.start(data, Claim.EITHER).opened()) {
            owner.kill();

            assertThat(Harness.within(Duration.ofSeconds(15), () -> !Harness.isAlive(owner.postmaster()))).isTrue();
            assertThat(Harness.within(Duration.ofSeconds(5), () -> Leftovers.on(data.resolve("pg")).isEmpty()))
                    .isTrue();
        }
    }

    @Test
    void opensAtOnceAfterItsOwnerWasKilled() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        try (var owner = Child.start(data, Claim.EITHER).opened()) {
            owner.kill();
            try (var server = EmbeddedPostgres.open(data, Harness.quick())) {
                assertThat(server.isOwner()).isTrue();
                assertThat(Harness.ask(server, "select n from kept")).isEqualTo("42");
            }
        }
    }

    @Test
    void keepsEveryAcknowledgedRowWhenOwnerAndServerAreKilledTogether() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        try (var owner = Child.start(data, Claim.EITHER).opened()) {
            var line = owner.say("write");
            while (!line.equals("ROW 200")) {
                line = owner.readLine();
            }
            Signals.send("KILL", owner.postmaster());
            owner.kill();
            var acknowledged = owner.rest().stream().filter(it -> it.matches("ROW \\d+"))
                    .mapToInt(it -> Integer.parseInt(it.substring(4))).max()
                    .orElse(200);
            try (var server = EmbeddedPostgres.open(data, Harness.quick())) {
                assertThat(Integer.parseInt(Harness.ask(server, "select max(n) from written")))
                        .isGreaterThanOrEqualTo(acknowledged);
                assertThat(Harness.ask(server, "select count(*) = max(n) from written")).isEqualTo("t");
            }
        }
    }

    @Test
    void startsBesideAForeignProcessThatGotTheOldNumber() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        var foreign = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(PostmasterFile.of(data.resolve("pg")), """
                    %d
                    %s
                    1700000000
                    5432

                    127.0.0.1
                        1234         0
                    ready
                    """.formatted(foreign.pid(), data.resolve("pg")));
            new RunFile(RunFile.State.RUNNING, 5432, foreign.pid(), foreign.pid(), "18.6.0", Instant.EPOCH)
                    .write(data.resolve("run.json"));
            try (var server = EmbeddedPostgres.open(data, Harness.quick())) {
                assertThat(server.isOwner()).isTrue();
                assertThat(Harness.ask(server, "select n from kept")).isEqualTo("42");
            }
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void healsAnInitdbKilledInTheMiddle() throws Exception {
        var data = folder.resolve("data");
        try (var owner = Child.start(data, Claim.EITHER)) {
            assertThat(Harness.within(Duration.ofSeconds(20),
                    () -> unfinished(data).stream().anyMatch(it -> Files.exists(it.resolve("PG_VERSION")))))
                    .isTrue();
            owner.kill();
            try (var server = EmbeddedPostgres.open(data, Harness.quick())) {
                assertThat(Harness.ask(server, "select 1")).isEqualTo("1");
                assertThat(unfinished(data)).isEmpty();
            }
        }
    }

    private static List<Path> unfinished(Path data) {
        try {
            return Files.exists(data) ? Disk.children(data, DataFolder.UNFINISHED + "*") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void endsAnOrphanThatNothingGuards() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        var binaries = Binaries.prepare(Harness.quick());
        var words = List.of(binaries.postgres().toString(), "-D", data.resolve("pg").toString(), "-c",
                "port=" + Harness.freePort(), "-c", "listen_addresses=127.0.0.1", "-c",
                "unix_socket_directories=");
        var command = Harness.runsAsRoot()
                ? Stream.concat(Stream.of("unshare", "-U"), words.stream()).toList()
                : words;
        var orphan = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("orphan.log").toFile()).start();
        assertThat(Harness.within(Duration.ofSeconds(10), () -> Files.exists(PostmasterFile.of(data.resolve("pg")))))
                .isTrue();
        try (var server = EmbeddedPostgres.open(data, Harness.quick())) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(Harness.ask(server, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void leavesForeignProcessesInItsFolderAlone() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        var foreign = new ProcessBuilder("sleep", "60").directory(data.resolve("pg").toFile()).start();
        try (var server = EmbeddedPostgres.open(data, Harness.quick())) {
            assertThat(server.isOwner()).isTrue();
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void tellsWhenTheServerDies() throws Exception {
        var events = new LinkedBlockingQueue<PostgresEvent>();
        try (var server = EmbeddedPostgres.open(Harness.dataFolder(folder.resolve("data")),
                Harness.quick().withListener(events::add))) {
            Signals.send("KILL", server.pid());

            assertThat(Harness.within(Duration.ofSeconds(10),
                    () -> events.stream().anyMatch(it -> it.kind() == PostgresEvent.Kind.DIED))).isTrue();
            assertThatThrownBy(() -> server.awaitReady(Duration.ofMillis(100)))
                    .hasMessageContaining("[postgres.not-answering]");
        }
    }
}
