package org.stroma.app.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stroma.postgres.EmbeddedPostgres;
import org.stroma.postgres.PostgresServer;
import org.stroma.postgres.PostgresSettings;

/** An open database: Stroma's own PostgreSQL below a data folder, or yours, named by {@code STROMA_DB_URL} (see {@link YourServer}). */
public final class Store implements AutoCloseable {
    private static final String DATABASE = "stroma";

    private final Credentials credentials;
    private final @Nullable PostgresServer server;

    private Store(Credentials credentials, @Nullable PostgresServer server) {
        this.credentials = credentials;
        this.server = server;
    }

    /** Whether the environment names a server of yours. */
    public static boolean isYours(Map<String, String> environment) {
        return YourServer.isNamed(environment);
    }

    /** Whether a server of yours has all its roles and their passwords are known here; Stroma's own makes them itself. */
    public static boolean isPrepared(Path dataDir, Map<String, String> environment) {
        return !isYours(environment) || new YourServer(dataDir, environment).isPrepared();
    }

    /** Whether a database of Stroma's own is in the folder. */
    public static boolean isIn(Path dataDir) {
        return Files.exists(dataDir.resolve("pg"));
    }

    /** Opens yours when the environment names one, else the one in the folder, which is made when absent. */
    public static Store open(Path dataDir, Map<String, String> environment) {
        if (isYours(environment)) {
            return new Store(new YourServer(dataDir, environment).credentials(), null);
        }
        return open(dataDir, PostgresSettings.defaults().withOption("idle_in_transaction_session_timeout", "60s"));
    }

    /** As {@link #open(Path, Map)}, after making roles and database on a server of yours where its administrator is named. */
    public static Store openAsOwner(Path dataDir, Map<String, String> environment) {
        if (isYours(environment)) {
            new YourServer(dataDir, environment).prepare();
        }
        return open(dataDir, environment);
    }

    /** Opens the one in the folder. */
    public static Store open(Path dataDir, PostgresSettings settings) {
        PostgresServer server = EmbeddedPostgres.open(dataDir, settings);
        try {
            return new Store(new Credentials(server.jdbcUrl(DATABASE), ensureRoles(server)), server);
        } catch (SQLException e) {
            server.close();
            throw new IllegalStateException("The roles of " + dataDir + " could not be made", e);
        }
    }

    public Credentials credentials() {
        return credentials;
    }

    /** The embedded server; absent when the database is yours. */
    public Optional<PostgresServer> server() {
        return Optional.ofNullable(server);
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    /** Of several processes that open a new folder at once, one makes the roles and the others read its passwords. */
    private static Map<DatabaseRole, String> ensureRoles(PostgresServer server) throws SQLException {
        Path dataDir = server.dataDir();
        if (Files.exists(RoleSecrets.file(dataDir))) {
            return RoleSecrets.read(dataDir);
        }
        try (Connection superuser = DriverManager.getConnection(server.jdbcUrl("postgres"), server.superuser(),
                server.superuserPassword())) {
            Roles.alone(superuser);
            if (Files.exists(RoleSecrets.file(dataDir))) {
                return RoleSecrets.read(dataDir);
            }
            Map<DatabaseRole, String> passwords = RoleSecrets.random();
            Roles.ensure(superuser, passwords);
            Roles.ensureDatabase(superuser, DATABASE);
            RoleSecrets.write(dataDir, passwords);
            return passwords;
        }
    }
}
