package org.stroma.app.batch;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.app.genealogy.Door;

/**
 * When and where something was done, with which materials and solutions, and who verified it.
 *
 * @param uses material lots and solutions taken
 * @param lateReason why it is entered late; null when it is not
 * @param verifier the second person on the same tablet; null where the operation asks for none
 */
public record Step(Instant start, Instant end, @Nullable String place, List<Use> uses, @Nullable String note,
        @Nullable String lateReason, Door.@Nullable Verifier verifier) {

    public Step {
        uses = List.copyOf(uses);
    }

    /** A part of a material lot or solution, in its own unit of measure. */
    public record Use(String code, BigDecimal quantity) {}

    public static Step of(Instant start, Instant end, Door.@Nullable Verifier verifier) {
        return new Step(start, end, null, List.of(), null, null, verifier);
    }

    public Step in(String where) {
        return new Step(start, end, where, uses, note, lateReason, verifier);
    }

    public Step using(List<Use> used) {
        return new Step(start, end, place, used, note, lateReason, verifier);
    }

    public Step noting(@Nullable String text) {
        return new Step(start, end, place, uses, text, lateReason, verifier);
    }

    public Step lateBecause(@Nullable String reason) {
        return new Step(start, end, place, uses, note, reason, verifier);
    }
}
