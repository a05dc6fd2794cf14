package org.stroma.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code run.json} says. It is a hint: whoever reads it checks the lock and the server itself.
 *
 * @param state
 *            what the owner last did
 * @param port
 *            the port on 127.0.0.1; after a stop the one to try again
 * @param pid
 *            the postmaster's process, 0 when there is none
 * @param owner
 *            the process that owns the server
 * @param version
 *            of the binaries
 * @param started
 *            when this state was written
 */
record RunFile(State state, int port, long pid, long owner, String version, Instant started) {

    enum State {
        STARTING, RUNNING, STOPPING, STOPPED
    }

    RunFile in(State next, long postmaster) {
        return new RunFile(next, port, postmaster, owner, version, Instant.now());
    }

    void write(Path file) throws IOException {
        var json = """
                {
                  "state": "%s",
                  "port": %d,
                  "pid": %d,
                  "owner": %d,
                  "version": "%s",
                  "started": "%s"
                }
                """.formatted(state, port, pid, owner, version, started);
        Disk.replace(file, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when the file is absent or not in our form, which is treated alike: nothing is known. */
    static Optional<RunFile> read(Path file) {
        try {
            var json = Files.readString(file);
            return Optional.of(new RunFile(State.valueOf(field(json, "state")), Integer.parseInt(field(json, "port")),
                    Long.parseLong(field(json, "pid")), Long.parseLong(field(json, "owner")), field(json, "version"),
                    Instant.parse(field(json, "started"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw PostgresException.of(e, file);
        }
    }

    private static String field(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}\\s]+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no field " + name);
        }
        return matcher.group(1);
    }
}
