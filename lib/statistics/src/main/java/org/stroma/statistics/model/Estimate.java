package org.stroma.statistics.model;

import org.stroma.statistics.numeric.Tails;

/**
 * An estimated quantity with its precision.
 *
 * @param value the estimate
 * @param standardError its standard error, in the same unit; NaN when no degree of freedom is left
 * @param df degrees of freedom of the error behind it; infinite for large-sample errors
 */
public record Estimate(double value, double standardError, double df) {
    /** Two-sided Student limits with the given coverage, for example 0.95. */
    public Limits limits(double confidence) {
        double half = Tails.studentQuantile((1 - confidence) / 2, df) * standardError;
        return new Limits(value - half, value + half);
    }

    /** Student statistic against zero. */
    public double t() {
        return value / standardError;
    }

    /** Two-sided probability of a larger statistic if the true value is zero. */
    public double p() {
        return Tails.studentTwoSided(t(), df);
    }
}
