package org.stroma.app.material.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the label on a shelf says. */
class ShelfStatusTests {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"RELEASED,false,2027-01-01T00:00:00Z,RELEASED", "RELEASED,true,2027-01-01T00:00:00Z,QUARANTINE",
            "RELEASED,false,2026-11-30T08:00:00Z,REJECTED", "RELEASED,false,2026-11-30T08:00:01Z,RELEASED",
            "IN_USE,false,2026-11-29T00:00:00Z,REJECTED", "USE_AT_RISK,false,2027-01-01T00:00:00Z,RESTRICTED",
            "RESTRICTED,true,2027-01-01T00:00:00Z,QUARANTINE", "RECEIVED_QUARANTINE,false,,QUARANTINE",
            "UNDER_TEST,false,2027-01-01T00:00:00Z,QUARANTINE", "DESTROYED,false,2027-01-01T00:00:00Z,REJECTED"})
    void followsStateHoldsAndExpiry(String state, boolean held, Instant expiry, ShelfStatus expected) {
        assertThat(ShelfStatus.of(state, held, expiry, NOW)).isEqualTo(expected);
    }
}
