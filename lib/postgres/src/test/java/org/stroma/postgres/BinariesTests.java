package org.stroma.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stroma.postgres.PostgresEvent.Kind;

class BinariesTests {

    @TempDir
    Path cache;

    private final List<PostgresEvent> events = new ArrayList<>();
    private PostgresSettings settings = Harness.quick();

    @BeforeEach
    void fillsTheCacheFromTheOneOfAllTests() throws Exception {
        settings = Harness.quick().withCache(cache).withListener(events::add);
        var ready = Binaries.prepare(Harness.quick()).folder();
        Harness.copyTree(ready, cache.resolve(ready.getFileName()));
    }

    @Test
    void takesWhatIsInTheCache() {
        assertThat(Binaries.prepare(settings).postgres()).isExecutable();
        assertThat(events).isEmpty();
    }

    @Test
    void unpacksAgainWhenAFileIsCutShort() throws Exception {
        var postgres = Binaries.prepare(settings).postgres();
        var size = Files.size(postgres);
        try (var channel = Files.newByteChannel(postgres, StandardOpenOption.WRITE)) {
            channel.truncate(1000);
        }

        assertThat(Binaries.prepare(settings).postgres()).hasSize(size);
        assertThat(events).extracting(PostgresEvent::kind).containsExactly(Kind.UNPACKED);
        assertThat(cache.toFile().list()).noneMatch(it -> it.endsWith(".old") || it.endsWith(".new"));
    }

    @Test
    void unpacksAgainWhenAFileOrTheManifestIsMissing() throws Exception {
        var folder = Binaries.prepare(settings).folder();
        Files.delete(folder.resolve("share/postgresql/postgres.bki"));
        Binaries.prepare(settings);
        Files.delete(folder.resolve("MANIFEST"));
        Binaries.prepare(settings);

        assertThat(folder.resolve("share/postgresql/postgres.bki")).exists();
        assertThat(events).extracting(PostgresEvent::kind).containsExactly(Kind.UNPACKED, Kind.UNPACKED);
    }

    @Test
    void startsAlthoughAFileOfTheSameSizeWasDamaged(@TempDir Path data) throws Exception {
        var postgres = Binaries.prepare(settings).postgres();
        try (var channel = Files.newByteChannel(postgres, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[64]));
        }
        try (var server = EmbeddedPostgres.open(Harness.dataFolder(data.resolve("d")), settings)) {
            assertThat(Harness.ask(server, "select n from kept")).isEqualTo("42");
        }
        assertThat(events).extracting(PostgresEvent::kind).contains(Kind.UNPACKED);
    }

    @Test
    void clearsAwayAnUnpackingThatWasKilled() throws Exception {
        var folder = Binaries.prepare(settings).folder();
        Disk.rename(folder, cache.resolve(folder.getFileName() + ".new"));
        Files.delete(cache.resolve(folder.getFileName() + ".new").resolve("bin/initdb"));

        assertThat(Binaries.prepare(settings).initdb()).isExecutable();
        assertThat(cache.resolve(folder.getFileName() + ".new")).doesNotExist();
    }

    @Test
    void unpacksOnceForProcessesThatStartTogether(@TempDir Path data, @TempDir Path empty) throws Exception {
        var arguments = List.of(Harness.dataFolder(data.resolve("one")).toString(), "EITHER", empty.toString());
        var others = List.of(Harness.dataFolder(data.resolve("two")).toString(), "EITHER", empty.toString());
        var classPath = System.getProperty("java.class.path");
        try (var one = Child.start(List.of(), classPath, arguments);
                var two = Child.start(List.of(), classPath, others)) {
            assertThat(one.opened().say("ask")).isEqualTo("ANSWER 42");
            assertThat(two.opened().say("ask")).isEqualTo("ANSWER 42");
        }
        assertThat(empty.toFile().list()).hasSize(2).noneMatch(it -> it.endsWith(".new") || it.endsWith(".old"));
    }

    @Test
    void findsTheCacheOfTheUser() {
        assertThat(Binaries.defaultCache(Map.of("STROMA_CACHE", "/a", "XDG_CACHE_HOME", "/b"), "/home/x"))
                .isEqualTo(Path.of("/a"));
        assertThat(Binaries.defaultCache(Map.of("STROMA_CACHE", " ", "XDG_CACHE_HOME", "/b"), "/home/x"))
                .isEqualTo(Path.of("/b/stroma"));
        assertThat(Binaries.defaultCache(Map.of(), "/home/x")).isEqualTo(Path.of("/home/x/.cache/stroma"));
    }
}
