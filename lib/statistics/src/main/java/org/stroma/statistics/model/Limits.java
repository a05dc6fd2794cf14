package org.stroma.statistics.model;

/**
 * A pair of confidence or prediction limits.
 *
 * @param lower may be negative infinity
 * @param upper may be positive infinity
 */
public record Limits(double lower, double upper) {
    /** Whether both limits lie within the given margins, ends included. */
    public boolean within(double lowest, double highest) {
        return lower >= lowest && upper <= highest;
    }
}
