package org.stroma.app.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the clock of the database against the time that went by in this process, from one look to the next. A clock that is slewed to
 * keep time gains or loses far less than a second between two looks; one that gained more was set forward, or this process did
 * not run meanwhile. What a clock loses is found by the order of the blocks.
 */
final class ClockWatch {
    /** What a server does by itself to keep time stays below this, for each look. */
    static final Duration TOLERANCE = Duration.ofSeconds(1);

    private @Nullable Look last;

    /**
     * One look at both clocks.
     *
     * @param database what the clock of the database said
     * @param before monotonic time before it was asked, in nanoseconds from any origin
     * @param after monotonic time when the answer was there
     */
    record Look(Instant database, long before, long after) {}

    /** A clock that is ahead of the time that went by. */
    record Jump(Instant expected, Instant found) {}

    /** Compares with the look before; the first one is only remembered. The answer's own time on the way counts in favour of the clock. */
    Optional<Jump> see(Look look) {
        Look before = last;
        last = look;
        if (before == null) {
            return Optional.empty();
        }
        Instant latest = before.database().plusNanos(look.after() - before.before());
        return look.database().isAfter(latest.plus(TOLERANCE))
                ? Optional.of(new Jump(latest, look.database()))
                : Optional.empty();
    }
}
