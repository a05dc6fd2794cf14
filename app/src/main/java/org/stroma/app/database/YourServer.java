package org.stroma.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL that somebody else runs, named by {@code STROMA_DB_URL}. Passwords of the roles come from
 * {@code STROMA_DB_<ROLE>_PASSWORD}, else from the properties file that {@code STROMA_DB_CREDENTIALS} names ({@code app=…}), else from
 * the data folder, where {@link #prepare} has put them.
 */
final class YourServer {
    static final String URL = "STROMA_DB_URL";
    private static final String FILE = "STROMA_DB_CREDENTIALS";
    /** {@code uuidv7()} and builtin locales. */
    private static final int OLDEST = 18;
    private static final String UNKNOWN_DATABASE = "3D000";

    private final Path dataDir;
    private final Map<String, String> environment;
    private final String url;

    YourServer(Path dataDir, Map<String, String> environment) {
        this.dataDir = dataDir;
        this.environment = environment;
        this.url = environment.getOrDefault(URL, "");
    }

    static boolean isNamed(Map<String, String> environment) {
        return !environment.getOrDefault(URL, "").isBlank();
    }

    Credentials credentials() {
        Credentials credentials = new Credentials(url, passwords());
        checkVersion(credentials);
        return credentials;
    }

    /** Whether the server can be used: every role but the owner's has a password here. */
    boolean isPrepared() {
        return Arrays.stream(DatabaseRole.values()).filter(role -> role != DatabaseRole.OWNER)
                .allMatch(passwords()::containsKey);
    }

    /**
     * Makes the roles, with passwords that are kept in the data folder, and the database, as the administrator whom
     * {@code STROMA_DB_USER} and {@code STROMA_DB_PASSWORD}, or {@code user} and {@code password} in the credentials file, name. Without
     * an administrator, or where everything is there, it does nothing.
     */
    void prepare() {
        Optional<String> user = administrator("user");
        if (user.isEmpty() || isPrepared()) {
            return;
        }
        PGSimpleDataSource source = source();
        String database = String.valueOf(source.getDatabaseName());
        if (!database.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new Refusal("database.name", Map.of("name", database));
        }
        source.setDatabaseName("postgres");
        try (Connection administrator = source.getConnection(user.get(), administrator("password").orElse(""))) {
            checkVersion(administrator);
            Roles.alone(administrator);
            if (isPrepared()) {
                return;
            }
            if (Roles.anyExists(administrator)) {
                throw new Refusal("database.roles-exist", Map.of("file", RoleSecrets.file(dataDir)));
            }
            Map<DatabaseRole, String> passwords = RoleSecrets.random();
            Roles.ensure(administrator, passwords);
            Roles.ensureDatabase(administrator, database);
            // Last, as whoever finds the file goes on without waiting.
            RoleSecrets.write(dataDir, passwords);
        } catch (SQLException e) {
            throw new IllegalStateException("The roles of " + url + " could not be made", e);
        }
    }

    private Optional<String> administrator(String what) {
        String given = environment.get("STROMA_DB_" + what.toUpperCase(java.util.Locale.ROOT));
        return Optional.ofNullable(given == null ? file().getProperty(what) : given);
    }

    Map<DatabaseRole, String> passwords() {
        Map<DatabaseRole, String> all = RoleSecrets.read(dataDir);
        all.putAll(RoleSecrets.of(file()));
        for (DatabaseRole role : DatabaseRole.values()) {
            String password = environment.get("STROMA_DB_" + role.name() + "_PASSWORD");
            if (password != null) {
                all.put(role, password);
            }
        }
        return all;
    }

    private Properties file() {
        Properties properties = new Properties();
        String file = environment.get(FILE);
        if (file == null) {
            return properties;
        }
        try (var in = Files.newBufferedReader(Path.of(file))) {
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private static void checkVersion(Credentials credentials) {
        try (Connection reader = credentials.dataSource(DatabaseRole.READ).getConnection()) {
            checkVersion(reader);
        } catch (SQLException e) {
            // A database that is not there yet is the next question, and somebody else's.
            if (!UNKNOWN_DATABASE.equals(e.getSQLState())) {
                throw new IllegalStateException("The database cannot be reached", e);
            }
        }
    }

    private static void checkVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_version_num')::int / 10000")) {
            row.next();
            if (row.getInt(1) < OLDEST) {
                throw new Refusal("database.version", Map.of("found", row.getInt(1), "needed", OLDEST));
            }
        }
    }
}
