package org.stroma.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, by which name, and what is put right silently. */
class RefusalTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pg", "secrets", "secrets/superuser"})
    void refusesWhatOthersCouldRead(String name) throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        Files.setPosixFilePermissions(data.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));

        refuses(data, Problem.TOO_OPEN, data.resolve(name).toString());
    }

    @Test
    void refusesAFolderThatIsNoCluster() throws Exception {
        Files.createDirectories(folder.resolve("data/pg"));
        Files.writeString(folder.resolve("data/pg/letter.txt"), "mine");

        refuses(folder.resolve("data"), Problem.NOT_A_CLUSTER, "letter");
        assertThat(folder.resolve("data/pg/letter.txt")).hasContent("mine");
    }

    @Test
    void refusesAClusterOfAnotherMajorVersion() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        Files.writeString(data.resolve("pg/PG_VERSION"), "17\n");

        refuses(data, Problem.OTHER_VERSION, "17, not 18");
    }

    @Test
    void namesTheSettingThatTheServerRefuses() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));

        assertThatThrownBy(() -> EmbeddedPostgres.open(data, Harness.quick().withOption("no_such_setting", "1")))
                .hasMessageContaining("[postgres.start-failed]").hasMessageContaining("no_such_setting");
        try (var server = EmbeddedPostgres.open(data, Harness.quick())) {
            assertThat(server.isOwner()).isTrue();
        }
    }

    @Test
    void refusesToInventAClusterWhoseControlFileIsLost() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        Files.delete(data.resolve("pg/global/pg_control"));

        refuses(data, Problem.START_FAILED, "pg_control");
    }

    private static void refuses(Path data, Problem problem, String words) {
        assertThatThrownBy(() -> EmbeddedPostgres.open(data, Harness.quick()))
                .isInstanceOfSatisfying(PostgresException.class, it -> {
                    assertThat(it.problem()).isEqualTo(problem);
                    if (!words.equals("letter")) {
                        assertThat(it).hasMessageContaining(words);
                    }
                });
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        var remembered = RunFile.read(data.resolve("run.json")).orElseThrow().port();
        try (var taken = new ServerSocket(remembered, 1, InetAddress.getLoopbackAddress());
                var server = EmbeddedPostgres.open(data, Harness.quick())) {
            assertThat(server.port()).isNotEqualTo(taken.getLocalPort());
            assertThat(RunFile.read(data.resolve("run.json")).orElseThrow().port()).isEqualTo(server.port());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"state\": \"RUNNING\", \"port\": \"x\"}", "\0\0\0", "\u00ff"})
    void takesARunFileThatSaysNothingForNone(String content) throws Exception {
        Files.write(folder.resolve("run.json"), content.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(RunFile.read(folder.resolve("run.json"))).isEmpty();
    }

    @Test
    void tellsItsServerFromACopyAndFromSilence() throws Exception {
        var data = DataFolder.at(Harness.dataFolder(folder.resolve("data")));
        var copy = DataFolder.at(Harness.dataFolder(folder.resolve("copy")));
        try (var server = EmbeddedPostgres.open(copy.root(), Harness.quick())) {
            assertThat(Probe.of(copy, server.port(), server.superuserPassword())).isEqualTo(Probe.OURS);
            assertThat(Probe.of(data, server.port(), server.superuserPassword())).isEqualTo(Probe.FOREIGN);
            assertThat(Probe.of(copy, server.port(), "wrong")).isEqualTo(Probe.FOREIGN);
            assertThat(Probe.of(copy, Harness.freePort(), server.superuserPassword())).isEqualTo(Probe.SILENT);
        }
    }

    @Test
    void givesTheSuperuserANewPasswordWhenTheStoredOneIsGone() throws Exception {
        var data = Harness.dataFolder(folder.resolve("data"));
        var before = Files.readString(data.resolve("secrets/superuser"));
        Files.delete(data.resolve("secrets/superuser"));
        try (var server = EmbeddedPostgres.open(data, Harness.quick())) {
            assertThat(server.superuserPassword()).isNotEqualTo(before.strip()).hasSize(48);
            assertThat(Harness.ask(server, "select n from kept")).isEqualTo("42");
            assertThat(Files.readString(data.resolve("pg.log"))).doesNotContain(server.superuserPassword());
        }
    }

    @ParameterizedTest
    @CsvSource({"os.name, Windows 11", "os.name, Mac OS X", "os.arch, riscv64"})
    void refusesMachinesItHasNoProgramsFor(String property, String value) {
        var before = System.setProperty(property, value);
        try {
            refuses(folder, Problem.UNSUPPORTED_MACHINE, value);
        } finally {
            System.setProperty(property, before);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void decidesItselfWhereTheServerListens() {
        assertThatThrownBy(() -> Harness.quick().withOption("listen_addresses", "*"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void saysEveryProblemInBothLanguages(Problem problem) {
        var failure = new PostgresException(problem, "/somewhere", "why");

        assertThat(failure).hasMessageStartingWith("[" + problem.code() + "] ")
                .hasMessageContaining("/somewhere (why). ");
        assertThat(failure.text(Locale.SIMPLIFIED_CHINESE)).startsWith("[" + problem.code() + "] ")
                .containsPattern("\\p{IsHan}.*/somewhere.*\\p{IsHan}");
        assertThat(failure.text(Locale.GERMANY)).isEqualTo(failure.getMessage());
    }

    @Test
    void namesFullDisksAndMissingPermissions() {
        assertThat(PostgresException.of(new IOException("write: No space left on device"), folder).problem())
                .isEqualTo(Problem.NO_SPACE);
        assertThat(PostgresException.of(new AccessDeniedException("/x"), folder))
                .hasMessageContaining("[postgres.no-permission]")
                .hasMessageContaining("/x");
        assertThat(Arrays.stream(Problem.values()).map(Problem::code)).doesNotHaveDuplicates()
                .allMatch(it -> it.matches("postgres\\.[a-z-]+"));
    }
}
