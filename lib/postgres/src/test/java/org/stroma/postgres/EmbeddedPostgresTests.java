package org.stroma.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stroma.postgres.PostgresEvent.Kind;

class EmbeddedPostgresTests {

    @TempDir
    Path folder;

    @Test
    void keepsDataPortAndLogOverARestart() throws Exception {
        var events = new ArrayList<PostgresEvent>();
        var settings = Harness.quick().withListener(events::add);
        int port;
        try (var server = EmbeddedPostgres.open(folder.resolve("data"), settings)) {
            port = server.port();
            Harness.run(server, "create table kept as select 42 as n");
        }
        var log = Files.readString(folder.resolve("data/pg.log"));
        try (var server = EmbeddedPostgres.open(folder.resolve("data"), settings)) {
            assertThat(Harness.ask(server, "select n from kept")).isEqualTo("42");
            assertThat(server.port()).isEqualTo(port);
        }

        assertThat(Files.readString(folder.resolve("data/pg.log"))).startsWith(log);
        assertThat(events).extracting(PostgresEvent::kind).filteredOn(it -> it != Kind.UNPACKED).containsExactly(
                Kind.INITIALISED,
                Kind.STARTED, Kind.STOPPED, Kind.STARTED, Kind.STOPPED);
    }

    @Test
    void makesADurablePrivateLoopbackServerOfTheNamedVersion() throws Exception {
        try (var server = EmbeddedPostgres.open(folder,
                PostgresSettings.defaults().withOption("idle_in_transaction_session_timeout", "7s"))) {
            assertThat(Harness.ask(server, "show fsync")).isEqualTo("on");
            assertThat(Harness.ask(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(Harness.ask(server, "show full_page_writes")).isEqualTo("on");
            assertThat(Harness.ask(server, "show data_checksums")).isEqualTo("on");
            assertThat(Harness.ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(Harness.ask(server, "show unix_socket_directories")).isEmpty();
            try (var caller = DriverManager.getConnection(server.jdbcUrl("postgres"), server.superuser(),
                    server.superuserPassword());
                    var row = caller.createStatement().executeQuery("show idle_in_transaction_session_timeout")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("7s");
            }
            assertThat(Harness.ask(server, "show server_version") + ".0").isEqualTo(EmbeddedPostgres.VERSION);
            assertThat(Harness.ask(server,
                    "select datlocprovider::text || datlocale || pg_encoding_to_char(encoding) from pg_database limit 1"))
                    .isEqualTo("bC.UTF-8UTF8");
            assertThat(Harness.ask(server, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(permissions("run.json")).isEqualTo("rw-------");
            assertThat(permissions("secrets")).isEqualTo("rwx------");
            assertThat(permissions("secrets/superuser")).isEqualTo("rw-------");
            assertThat(permissions("pg.log")).isEqualTo("rw-------");
            assertThat(server.toString()).doesNotContain(server.superuserPassword());
        }
    }

    @Test
    void attachesWithinOneProcess() {
        try (var owner = EmbeddedPostgres.open(folder, Harness.quick())) {
            try (var attached = EmbeddedPostgres.open(folder, Harness.quick())) {
                assertThat(owner.isOwner()).isTrue();
                assertThat(attached.isOwner()).isFalse();
                assertThat(attached.port()).isEqualTo(owner.port());
            }
            assertThat(Harness.ask(owner, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void survivesTheThreadThatOpenedIt() throws Exception {
        var opened = new AtomicReference<PostgresServer>();
        var data = Harness.dataFolder(folder.resolve("data"));
        Thread.ofPlatform().start(() -> opened.set(EmbeddedPostgres.open(data, Harness.quick()))).join();
        try (var server = opened.get()) {
            assertThat(Harness.ask(server, "select pg_sleep(0.2)")).isEmpty();
            assertThat(Harness.isAlive(server.pid())).isTrue();
        }
    }

    private String permissions(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
