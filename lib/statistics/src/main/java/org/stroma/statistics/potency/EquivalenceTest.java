package org.stroma.statistics.potency;

import org.stroma.statistics.model.Limits;

/**
 * Similarity judged by an interval inside margins rather than by the absence of a significant difference (USP 1032, 1034).
 *
 * @param parameter what is compared with the standard
 * @param preparation compared
 * @param estimate ratio or difference
 * @param interval 90 % interval, two one-sided tests at 5 %
 * @param margins within which the two count as similar
 */
public record EquivalenceTest(String parameter, String preparation, double estimate, Limits interval, Limits margins) {
    /** Coverage of the interval. */
    public static final double CONFIDENCE = 0.90;

    public boolean passed() {
        return interval.within(margins.lower(), margins.upper());
    }
}
