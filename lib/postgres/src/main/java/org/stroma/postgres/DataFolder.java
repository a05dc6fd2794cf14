package org.stroma.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The layout of a data folder.
 *
 * @param root
 *            the folder itself, with links resolved, so that equal folders have equal paths
 */
record DataFolder(Path root) {

    /** Half-made clusters start with this; they are removed by the next owner. */
    static final String UNFINISHED = "pg.new-";

    /** Makes the folder if it is absent. */
    static DataFolder at(Path folder) {
        try {
            return new DataFolder(Disk.privateFolder(folder.toAbsolutePath().normalize()).toRealPath());
        } catch (IOException e) {
            throw PostgresException.of(e, folder);
        }
    }

    Path cluster() {
        return root.resolve("pg");
    }

    Path runFile() {
        return root.resolve("run.json");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path log() {
        return root.resolve("pg.log");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path passwordFile() {
        return secrets().resolve("superuser");
    }

    boolean hasCluster() {
        return Files.exists(cluster());
    }

    /** The superuser's password, if there is one; refuses a file that others may read. */
    Optional<String> password() {
        try {
            if (!Files.exists(passwordFile())) {
                return Optional.empty();
            }
            for (var path : List.of(secrets(), passwordFile())) {
                if (Disk.openToOthers(path)) {
                    throw new PostgresException(Problem.TOO_OPEN, path, "");
                }
            }
            return Optional.of(Files.readString(passwordFile(), StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw PostgresException.of(e, passwordFile());
        }
    }

    void storePassword(String password) throws IOException {
        Disk.privateFolder(secrets());
        Disk.replace(passwordFile(), (password + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The identity that initdb gave the cluster: the first eight bytes of {@code global/pg_control}, in the processor's byte order
     * (PostgreSQL source, {@code catalog/pg_control.h}). A copy of the cluster has the same one.
     */
    String systemIdentifier() throws IOException {
        var control = Files.readAllBytes(cluster().resolve("global/pg_control"));
        return Long.toUnsignedString(ByteBuffer.wrap(control).order(ByteOrder.nativeOrder()).getLong());
    }
}
