package org.stroma.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
        Harness.linkTree(ready, cache.resolve(ready.getFileName()));
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
        rewrite(postgres, Arrays.copyOf(Files.readAllBytes(postgres), 1000));

        assertThat(Binaries.prepare(settings).postgres()).hasSize(size);
        assertThat(events).extracting(PostgresEvent::kind).containsExactly(Kind.UNPACKED);
        assertThat(cache.toFile().list()).noneMatch(it -> it.endsWith(".old") || it.endsWith(".new"));
    }

    @Test
    void seesWhatIsMissing() throws Exception {
        var folder = Binaries.prepare(settings).folder();
        var list = FileList.read(folder.resolve("MANIFEST")).orElseThrow();
        assertThat(list.sameSizes(folder)).isTrue();
        Files.delete(folder.resolve("share/postgresql/postgres.bki"));

        assertThat(list.sameSizes(folder)).isFalse();
        assertThat(list.differences(folder)).containsExactly("share/postgresql/postgres.bki");
        assertThat(FileList.read(folder.resolve("NO MANIFEST"))).isEmpty();
    }

    @Test
    void startsAlthoughAFileOfTheSameSizeWasDamaged(@TempDir Path data) throws Exception {
        var postgres = Binaries.prepare(settings).postgres();
        var content = Files.readAllBytes(postgres);
        Arrays.fill(content, 0, 64, (byte) 0);
        rewrite(postgres, content);
        try (var server = EmbeddedPostgres.open(data.resolve("new"), settings)) {
            assertThat(Harness.ask(server, "select 42")).isEqualTo("42");
        }
        assertThat(events).extracting(PostgresEvent::kind).contains(Kind.UNPACKED);
    }

    @Test
    void unpacksOnceForProcessesThatStartTogetherAfterOneThatWasKilled(@TempDir Path data, @TempDir Path empty)
            throws Exception {
        var arguments = List.of(Harness.dataFolder(data.resolve("one")).toString(), "EITHER", empty.toString());
        var others = List.of(Harness.dataFolder(data.resolve("two")).toString(), "EITHER", empty.toString());
        var classPath = System.getProperty("java.class.path");
        var killed = empty.resolve(Binaries.prepare(settings).folder().getFileName() + ".new");
        Files.createDirectories(killed.resolve("bin"));
        Files.writeString(killed.resolve("bin/initdb"), "half");
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

    /** The file is a link shared with other tests: it gets a name of its own first. */
    private static void rewrite(Path file, byte[] content) throws IOException {
        var permissions = Files.getPosixFilePermissions(file);
        Files.delete(file);
        Files.write(file, content);
        Files.setPosixFilePermissions(file, permissions);
    }
}
