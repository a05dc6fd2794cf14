package org.stroma.postgres;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

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
        var fields = new LinkedHashMap<String, Object>();
        fields.put("state", state);
        fields.put("port", port);
        fields.put("pid", pid);
        fields.put("owner", owner);
        fields.put("version", version);
        fields.put("started", started);
        Disk.replace(file, FlatJson.of(fields).text().getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when the file is absent or not in our form, which is treated alike: nothing is known. */
    static Optional<RunFile> read(Path file) {
        try {
            var json = new FlatJson(Files.readString(file));
            return Optional.of(new RunFile(State.valueOf(json.get("state")), Integer.parseInt(json.get("port")),
                    Long.parseLong(json.get("pid")), Long.parseLong(json.get("owner")), json.get("version"),
                    Instant.parse(json.get("started"))));
        } catch (NoSuchFileException | CharacterCodingException e) {
            return Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw PostgresException.of(e, file);
        }
    }
}
