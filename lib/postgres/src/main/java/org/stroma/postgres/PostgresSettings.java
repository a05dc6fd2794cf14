package org.stroma.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How to open the server.
 *
 * @param claim
 *            whether attaching to another process's server will do
 * @param patience
 *            how long to wait for another process that starts, stops or owns the server, or for its last children
 * @param startTimeout
 *            how long the server may take until it is ready, crash recovery included
 * @param drain
 *            how long a closing owner waits for attached processes before it stops the server under them
 * @param options
 *            server settings ({@code -c name=value}); they win over the durable defaults
 * @param cache
 *            where the binaries are unpacked; empty: {@code STROMA_CACHE}, {@code XDG_CACHE_HOME/stroma} or {@code ~/.cache/stroma}
 * @param listener
 *            is told what happens
 */
public record PostgresSettings(Claim claim, Duration patience, Duration startTimeout, Duration drain,
        Map<String, String> options,
        Optional<Path> cache, PostgresListener listener) {

    /** What the library itself decides or relies on: where the server listens, where its data are, and the log that it reads. */
    private static final Set<String> RESERVED = Set.of("port", "listen_addresses", "unix_socket_directories",
            "data_directory",
            "logging_collector", "log_destination", "lc_messages");

    /** Copies the options; refuses those that the library decides. */
    public PostgresSettings {
        options = Map.copyOf(options);
        if (!Collections.disjoint(options.keySet(), RESERVED)) {
            throw new IllegalArgumentException("decided by the library: " + RESERVED);
        }
        if (patience.isNegative() || startTimeout.isNegative() || drain.isNegative()) {
            throw new IllegalArgumentException("negative duration");
        }
    }

    /** {@link Claim#EITHER}, 30 s of patience, 5 min to start, 10 s to drain, no options, the user's cache, silent. */
    public static PostgresSettings defaults() {
        return new PostgresSettings(Claim.EITHER, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(10),
                Map.of(),
                Optional.empty(), PostgresListener.SILENT);
    }

    /** With another claim. */
    public PostgresSettings withClaim(Claim other) {
        return new PostgresSettings(other, patience, startTimeout, drain, options, cache, listener);
    }

    /** With another patience. */
    public PostgresSettings withPatience(Duration other) {
        return new PostgresSettings(claim, other, startTimeout, drain, options, cache, listener);
    }

    /** With another start timeout. */
    public PostgresSettings withStartTimeout(Duration other) {
        return new PostgresSettings(claim, patience, other, drain, options, cache, listener);
    }

    /** With another time to drain. */
    public PostgresSettings withDrain(Duration other) {
        return new PostgresSettings(claim, patience, startTimeout, other, options, cache, listener);
    }

    /** With one more server setting, such as {@code idle_in_transaction_session_timeout}; replaces one of the same name. */
    public PostgresSettings withOption(String name, String value) {
        var more = new HashMap<>(options);
        more.put(name, value);
        return new PostgresSettings(claim, patience, startTimeout, drain, more, cache, listener);
    }

    /** With a cache folder of one's own. */
    public PostgresSettings withCache(Path folder) {
        return new PostgresSettings(claim, patience, startTimeout, drain, options, Optional.of(folder), listener);
    }

    /** With a listener. */
    public PostgresSettings withListener(PostgresListener other) {
        return new PostgresSettings(claim, patience, startTimeout, drain, options, cache, other);
    }
}
