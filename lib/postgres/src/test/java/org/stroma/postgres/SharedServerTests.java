package org.stroma.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one data folder. */
class SharedServerTests {

    @TempDir
    Path folder;

    /** A server whose owner was killed stops by itself; its folder is not taken away under it. */
    @AfterEach
    void serversHaveStopped() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            folders.map(each -> each.resolve("pg/postmaster.pid"))
                    .forEach(running -> Harness.within(Duration.ofSeconds(10), () -> !Files.exists(running)));
        }
    }

    @Test
    void attachesFromASecondProcessAndLeavesTheServerRunning() throws Exception {
        try (var owner = EmbeddedPostgres.open(Harness.dataFolder(folder.resolve("data")), Harness.quick());
                var second = Child.start(owner.dataDir(), Claim.EITHER).opened()) {
            assertThat(second.isOwner()).isFalse();
            assertThat(second.postmaster()).isEqualTo(owner.pid());
            assertThat(second.say("ask")).isEqualTo("ANSWER 42");
            assertThat(second.say("close")).isEqualTo("CLOSED");
            assertThat(Harness.ask(owner, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void givesOneOwnerToProcessesThatStartTogether() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        try (var one = Child.start(data, Claim.EITHER);
                var two = Child.start(data, Claim.EITHER);
                var three = Child.start(data, Claim.EITHER)) {
            var all = List.of(one, two, three);
            for (var child : all) {
                assertThat(child.opened().say("ask")).isEqualTo("ANSWER 42");
            }

            assertThat(all).filteredOn(Child::isOwner).hasSize(1);
            assertThat(all).extracting(Child::postmaster).containsOnly(one.postmaster());
        }
    }

    @Test
    void givesOneOwnerToProcessesThatMakeTheClusterTogether() throws Exception {
        var data = folder.resolve("new");
        try (var one = Child.start(data, Claim.EITHER); var two = Child.start(data, Claim.EITHER)) {
            assertThat(Stream.of(one.opened(), two.opened()).filter(Child::isOwner)).hasSize(1);
        }
    }

    @Test
    void takesOverWhenAShortCommandLetsGo() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        try (var command = Child.start(data, Claim.EITHER).opened()) {
            var serve = CompletableFuture
                    .supplyAsync(() -> EmbeddedPostgres.open(data, Harness.quick().withClaim(Claim.OWN)));
            assertThat(command.say("ask")).isEqualTo("ANSWER 42");
            assertThat(serve).isNotDone();
            assertThat(command.say("close")).isEqualTo("CLOSED");
            try (var server = serve.get()) {
                assertThat(server.isOwner()).isTrue();
                assertThat(Harness.ask(server, "select n from kept")).isEqualTo("42");
            }
        }
    }

    @Test
    void saysWhoHasTheServerWhenItsPatienceEnds() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        try (var other = Child.start(data, Claim.OWN).opened()) {
            var settings = Harness.quick().withClaim(Claim.OWN).withPatience(Duration.ofMillis(200));

            assertThatThrownBy(() -> EmbeddedPostgres.open(data, settings))
                    .isInstanceOfSatisfying(PostgresException.class, it -> {
                        assertThat(it.problem()).isEqualTo(Problem.OWNED_BY_OTHER);
                        assertThat(it.detail()).isEqualTo("pid " + other.pid());
                    });
        }
    }

    @Test
    void stopsOnlyWhenAttachedProcessesHaveLeft() throws Exception {
        var owner = EmbeddedPostgres.open(Harness.dataFolder(folder.resolve("data")),
                Harness.quick().withDrain(Duration.ofSeconds(30)));
        try (var attached = Child.start(owner.dataDir(), Claim.EITHER).opened()) {
            var closing = CompletableFuture.runAsync(owner::close);
            var state = (BooleanSupplier) () -> RunFile.read(owner.dataDir().resolve("run.json"))
                    .orElseThrow()
                    .state() == RunFile.State.STOPPING;
            assertThat(Harness.within(Duration.ofSeconds(10), state)).isTrue();
            assertThat(attached.say("ask")).isEqualTo("ANSWER 42");
            assertThat(attached.say("close")).isEqualTo("CLOSED");
            closing.get();

            assertThat(Harness.isAlive(owner.pid())).isFalse();
        }
    }

    @Test
    void doesNotWaitForEverForAttachedProcesses() throws Exception {
        var owner = EmbeddedPostgres.open(Harness.dataFolder(folder.resolve("data")),
                Harness.quick().withDrain(Duration.ofMillis(300)));
        try (var attached = Child.start(owner.dataDir(), Claim.EITHER).opened()) {
            owner.close();

            assertThat(Harness.isAlive(attached.pid())).isTrue();
            assertThat(Harness.isAlive(owner.pid())).isFalse();
        }
    }

    @Test
    void refusesASecondOwnerWithinOneProcess() throws Exception {
        try (var owner = EmbeddedPostgres.open(Harness.dataFolder(folder.resolve("data")), Harness.quick())) {
            var settings = Harness.quick().withClaim(Claim.OWN).withPatience(Duration.ofMillis(100));

            assertThatThrownBy(() -> EmbeddedPostgres.open(owner.dataDir(), settings))
                    .hasMessageContaining("[postgres.owned-by-other]");
        }
    }
}
