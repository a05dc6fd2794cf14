package org.stroma.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.stroma.postgres.EmbeddedPostgres;
import org.stroma.postgres.PostgresServer;
import org.stroma.postgres.PostgresSettings;

/**
 * An open database: Stroma's own PostgreSQL below a data folder, or yours, named by {@code STROMA_DB_URL} with the roles'
 * passwords in a properties file named by {@code STROMA_DB_CREDENTIALS} (one line {@code app=…} for each role) or in
 * {@code STROMA_DB_<ROLE>_PASSWORD}.
 */
public final class Store implements AutoCloseable {
    private static final String DATABASE = "stroma";
    private static final String ROLES_FILE = "secrets/roles.properties";

    private final Credentials credentials;
    private final @Nullable PostgresServer server;

    private Store(Credentials credentials, @Nullable PostgresServer server) {
        this.credentials = credentials;
        this.server = server;
    }

    /** Opens yours when the environment names one, else the one in the folder, which is made when absent. */
    public static Store open(Path dataDir, Map<String, String> environment) {
        String url = environment.get("STROMA_DB_URL");
        if (url != null && !url.isBlank()) {
            return new Store(new Credentials(url, passwords(environment)), null);
        }
        return open(dataDir, PostgresSettings.defaults().withOption("idle_in_transaction_session_timeout", "60s"));
    }

    /** Opens the one in the folder. */
    public static Store open(Path dataDir, PostgresSettings settings) {
        PostgresServer server = EmbeddedPostgres.open(dataDir, settings);
        try {
            Map<DatabaseRole, String> passwords = ensureRoles(server);
            return new Store(new Credentials(server.jdbcUrl(DATABASE), passwords), server);
        } catch (SQLException | IOException e) {
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

    private static Map<DatabaseRole, String> ensureRoles(PostgresServer server) throws SQLException, IOException {
        Path file = server.dataDir().resolve(ROLES_FILE);
        if (Files.exists(file)) {
            return read(file);
        }
        Map<DatabaseRole, String> passwords = new EnumMap<>(DatabaseRole.class);
        SecureRandom random = new SecureRandom();
        for (DatabaseRole role : DatabaseRole.values()) {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            passwords.put(role, HexFormat.of().formatHex(bytes));
        }
        try (Connection superuser = DriverManager.getConnection(server.jdbcUrl("postgres"), server.superuser(),
                server.superuserPassword())) {
            Roles.ensure(superuser, passwords);
            Roles.ensureDatabase(superuser, DATABASE);
        }
        write(file, passwords);
        return passwords;
    }

    private static void write(Path file, Map<DatabaseRole, String> passwords) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), "roles", ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Properties properties = new Properties();
        passwords.forEach((role, password) -> properties.setProperty(key(role), password));
        try (var out = Files.newBufferedWriter(fresh)) {
            properties.store(out, "Passwords of the database's roles; for this installation only");
        }
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<DatabaseRole, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<DatabaseRole, String> passwords = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            String password = properties.getProperty(key(role));
            if (password != null) {
                passwords.put(role, password);
            }
        }
        return passwords;
    }

    private static Map<DatabaseRole, String> passwords(Map<String, String> environment) {
        String file = environment.get("STROMA_DB_CREDENTIALS");
        try {
            Map<DatabaseRole, String> passwords = new EnumMap<>(DatabaseRole.class);
            if (file != null) {
                passwords.putAll(read(Path.of(file)));
            }
            for (DatabaseRole role : DatabaseRole.values()) {
                String password = environment.get("STROMA_DB_" + role.name() + "_PASSWORD");
                if (password != null) {
                    passwords.put(role, password);
                }
            }
            return passwords;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(DatabaseRole role) {
        return role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
