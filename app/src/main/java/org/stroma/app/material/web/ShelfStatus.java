package org.stroma.app.material.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The words that hang on a shelf. A hold, wherever it comes from, is quarantine; what has expired is released no more. */
enum ShelfStatus {
    QUARANTINE, RELEASED, RESTRICTED, REJECTED;

    static ShelfStatus of(String state, boolean held, @Nullable Instant expiresAt, Instant now) {
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            return REJECTED;
        }
        return switch (state) {
            case "RELEASED", "IN_USE" -> held ? QUARANTINE : RELEASED;
            case "RESTRICTED", "USE_AT_RISK" -> held ? QUARANTINE : RESTRICTED;
            case "REJECTED", "EXPIRED", "DESTROYED", "RETURNED" -> REJECTED;
            default -> QUARANTINE;
        };
    }
}
