package org.stroma.statistics.potency;

import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.numeric.Tails;

/**
 * The potency from one independent assay, ready to be combined with others.
 *
 * @param potency estimate
 * @param lower 95 % limit
 * @param upper 95 % limit
 * @param df degrees of freedom of its error; infinite for quantal assays
 */
public record AssayResult(double potency, double lower, double upper, double df) {
    private static final double TAIL = 0.025;

    public AssayResult {
        boolean ordered = lower > 0 && lower <= potency && potency <= upper && lower < upper
                && !Double.isInfinite(upper);
        if (!ordered || !(df > 0)) {
            throw StatisticsRefusal.of("combination-not-usable", "potency", potency, "lower", lower, "upper", upper,
                    "df", df);
        }
    }

    /** Natural logarithm of the potency. */
    public double log() {
        return Math.log(potency);
    }

    /** Length of the interval on the logarithm. */
    public double logLength() {
        return Math.log(upper / lower);
    }

    /** Weight {@code 4 t^2 / L^2}: the inverse of the variance of the log potency. */
    public double weight() {
        double t = Tails.studentQuantile(TAIL, df);
        return 4 * t * t / (logLength() * logLength());
    }
}
