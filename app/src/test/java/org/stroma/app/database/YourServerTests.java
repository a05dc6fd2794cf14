package org.stroma.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stroma.postgres.EmbeddedPostgres;
import org.stroma.postgres.PostgresServer;
import org.stroma.postgres.PostgresSettings;

/** A server that somebody else runs is used as it is named, with as little as possible of its administrator. */
class YourServerTests {
    @TempDir
    private static Path shared;
    private static PostgresServer server;

    @TempDir
    private Path data;

    @BeforeAll
    static void somebodyElseRunsAServer() {
        server = EmbeddedPostgres.open(shared.resolve("server"), PostgresSettings.defaults());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, String> named(String database) {
        return Map.of("STROMA_DB_URL", server.jdbcUrl(database));
    }

    @Test
    void itsAdministratorIsNeededOnceAndItsOwnerForMigrationsOnly() throws Exception {
        Path credentials = Files.writeString(data.resolve("administrator.properties"),
                "user=" + server.superuser() + "\npassword=" + server.superuserPassword() + "\n");
        Map<String, String> first = Map.of("STROMA_DB_URL", server.jdbcUrl("plant"), "STROMA_DB_CREDENTIALS",
                credentials.toString());
        assertThat(Store.isPrepared(data, first)).isFalse();
        try (Store owner = Store.openAsOwner(data, first)) {
            new Migrations(owner.credentials().dataSource(DatabaseRole.OWNER), Migrations.Kind.PRODUCTION,
                    ZoneId.of("Asia/Shanghai")).migrate();
        }
        assertThat(Store.isPrepared(data, named("plant"))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets/roles.properties"))))
                .isEqualTo("rw-------");
        try (Store store = Store.open(data, named("plant"));
                Connection app = store.credentials().dataSource(DatabaseRole.APP).getConnection();
                Statement statement = app.createStatement()) {
            assertThat(store.server()).isEmpty();
            assertThat(Migrations.pending(store.credentials().dataSource(DatabaseRole.READ))).isFalse();
            assertThatThrownBy(() -> statement.execute("create temporary table mine (x int)"))
                    .hasMessageContaining("permission denied");
        }
        // Another folder knows no passwords, and takes nobody's roles over.
        Path another = Files.createDirectory(data.resolve("another"));
        assertThatThrownBy(() -> Store.openAsOwner(another, first)).extracting("code")
                .isEqualTo("database.roles-exist");
        assertThatThrownBy(() -> Store.open(another, named("plant"))).extracting("code")
                .isEqualTo("database.no-password");
    }

    @Test
    void passwordsOfTheEnvironmentComeBeforeThoseOfFiles() throws Exception {
        Path file = Files.writeString(data.resolve("roles"), "read=from-the-file\napp=from-the-file\n");
        Map<String, String> environment = Map.of("STROMA_DB_URL", server.jdbcUrl("nowhere"), "STROMA_DB_CREDENTIALS",
                file.toString(), "STROMA_DB_APP_PASSWORD", "from-the-environment");

        assertThat(new YourServer(data, environment).passwords()).containsOnly(
                Map.entry(DatabaseRole.APP, "from-the-environment"), Map.entry(DatabaseRole.READ, "from-the-file"));
        assertThatThrownBy(() -> Store.open(data, environment)).hasRootCauseMessage(
                "FATAL: password authentication failed for user \"stroma_read\"");
        assertThat(Store.isPrepared(data, environment)).isFalse();
    }

    @Test
    void aNameThatIsNoDatabaseIsRefused() {
        Map<String, String> environment = Map.of("STROMA_DB_URL", server.jdbcUrl("no-name"), "STROMA_DB_USER",
                server.superuser(), "STROMA_DB_PASSWORD", server.superuserPassword());

        assertThatThrownBy(() -> Store.openAsOwner(data, environment)).extracting("code").isEqualTo("database.name");
    }
}
