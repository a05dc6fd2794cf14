package org.stroma.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The passwords of a database's roles, in one file of the data folder that its user alone can read. */
final class RoleSecrets {
    private static final String FILE = "secrets/roles.properties";

    private RoleSecrets() {}

    static Path file(Path dataDir) {
        return dataDir.resolve(FILE);
    }

    static Map<DatabaseRole, String> random() {
        Map<DatabaseRole, String> passwords = new EnumMap<>(DatabaseRole.class);
        SecureRandom random = new SecureRandom();
        for (DatabaseRole role : DatabaseRole.values()) {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            passwords.put(role, HexFormat.of().formatHex(bytes));
        }
        return passwords;
    }

    /** Empty when the folder has none. */
    static Map<DatabaseRole, String> read(Path dataDir) {
        Path file = file(dataDir);
        if (!Files.exists(file)) {
            return new EnumMap<>(DatabaseRole.class);
        }
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(properties);
    }

    /** What a file of properties says; one line {@code app=…} for each role. */
    static Map<DatabaseRole, String> of(Properties properties) {
        Map<DatabaseRole, String> passwords = new EnumMap<>(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            String password = properties.getProperty(key(role));
            if (password != null) {
                passwords.put(role, password);
            }
        }
        return passwords;
    }

    static void write(Path dataDir, Map<DatabaseRole, String> passwords) {
        Path file = file(dataDir);
        try {
            Files.createDirectories(file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path fresh = Files.createTempFile(file.getParent(), "roles", ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Properties properties = new Properties();
            passwords.forEach((role, password) -> properties.setProperty(key(role), password));
            try (var out = Files.newBufferedWriter(fresh)) {
                properties.store(out, "Passwords of the database's roles; for this installation only");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(DatabaseRole role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
