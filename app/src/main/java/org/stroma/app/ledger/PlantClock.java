package org.stroma.app.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stroma.app.database.SystemWork;

/**
 * The plant's time: real time, and in a demonstration real time moved by the shift that the database keeps. Expiry,
 * windows and late entries go by it; sessions and lock-outs go by real time. Its instants are whole microseconds, which is
 * what the database keeps: a finer one would be rounded differently by the roads that lead there.
 */
@Component
public class PlantClock extends Clock {
    private static final Duration REREAD = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final JdbcClient system;
    private final ZoneId zone;
    private final boolean demonstration;
    private volatile Shift shift = new Shift(Duration.ZERO, Instant.EPOCH);

    private record Shift(Duration by, Instant readAt) {}

    PlantClock(JdbcClient jdbc, @SystemWork JdbcClient system) {
        this.jdbc = jdbc;
        this.system = system;
        this.zone = ZoneId.of(jdbc.sql("select zone from ledger.epoch where n = 1").query(String.class).single());
        this.demonstration = jdbc.sql("select ledger.is_demonstration()").query(Boolean.class).single();
    }

    /** Whether this database is a demonstration, which it stays for ever. */
    public boolean demonstration() {
        return demonstration;
    }

    /** Moves plant time to an instant; refused outside of demonstrations. */
    public void moveTo(Instant plantTime) {
        Duration by = Duration.between(Instant.now(), plantTime);
        system.sql("select ledger.shift_plant_clock(make_interval(secs => ?))").param(by.toMillis() / 1000.0)
                .query((_, _) -> true).list();
        shift = new Shift(by, Instant.now());
    }

    @Override
    public Instant instant() {
        Instant real = Instant.now();
        return (demonstration ? real.plus(current(real)) : real).truncatedTo(ChronoUnit.MICROS);
    }

    private Duration current(Instant real) {
        Shift known = shift;
        if (known.readAt().plus(REREAD).isAfter(real)) {
            return known.by();
        }
        double seconds = jdbc.sql("select extract(epoch from shift)::float8 from ledger.plant_clock")
                .query(Double.class).single();
        Duration by = Duration.ofMillis(Math.round(seconds * 1000));
        shift = new Shift(by, real);
        return by;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return Clock.fixed(instant(), other);
    }
}
