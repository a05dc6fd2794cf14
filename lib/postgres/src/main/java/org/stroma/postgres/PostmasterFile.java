package org.stroma.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code postmaster.pid} says (PostgreSQL source, {@code utils/pidfile.h}): line 1 the process, line 8 the state. */
record PostmasterFile(long pid, boolean ready) {

    static Path of(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /** Empty when absent or just being written. */
    static Optional<PostmasterFile> read(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(of(cluster));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return Optional.of(new PostmasterFile(Long.parseLong(lines.getFirst().strip()),
                lines.size() > 7 && lines.get(7).strip().equals("ready")));
    }
}
