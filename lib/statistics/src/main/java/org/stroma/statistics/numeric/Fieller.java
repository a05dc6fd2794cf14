package org.stroma.statistics.numeric;

/**
 * Exact limits of a ratio of two jointly normal estimates: the ratios rho for which {@code numerator - rho * denominator}
 * does not differ significantly from zero.
 *
 * <p>E. C. Fieller, J. R. Stat. Soc. B 16 (1954) 175-185; Finney, Statistical Method in Biological Assay, 3rd ed. 1978.
 */
public final class Fieller {
    private Fieller() {}

    /** What the set of ratios that cannot be rejected looks like. */
    public enum Shape {
        /** Everything between the two limits. */
        BOUNDED,
        /** Everything outside the two limits: the denominator does not differ significantly from zero. */
        EXCLUSIVE,
        /** Every ratio: neither numerator nor denominator is significant. */
        WHOLE_LINE
    }

    /**
     * Two estimates and their (co)variances.
     *
     * @param numerator estimate above the line
     * @param denominator estimate below the line, not zero
     * @param numeratorVariance its variance
     * @param denominatorVariance its variance
     * @param covariance of the two
     */
    public record Pair(double numerator, double denominator, double numeratorVariance, double denominatorVariance,
            double covariance) {}

    /**
     * A ratio with its limits.
     *
     * @param ratio the estimate
     * @param lower the smaller limit; negative infinity for the whole line
     * @param upper the larger limit; positive infinity for the whole line
     * @param g {@code t^2 var(denominator) / denominator^2}; below 1 the interval is bounded
     * @param shape how to read the limits
     */
    public record Interval(double ratio, double lower, double upper, double g, Shape shape) {}

    /** Limits at the given Student quantile {@code t} (already for the wanted tail). */
    public static Interval limits(Pair pair, double t) {
        double ratio = pair.numerator / pair.denominator;
        double square = t * t;
        double a = pair.denominator * pair.denominator - square * pair.denominatorVariance;
        double b = pair.numerator * pair.denominator - square * pair.covariance;
        double c = pair.numerator * pair.numerator - square * pair.numeratorVariance;
        double g = square * pair.denominatorVariance / (pair.denominator * pair.denominator);
        double discriminant = b * b - a * c;
        if (a > 0) {
            double root = Math.sqrt(Math.max(discriminant, 0));
            return new Interval(ratio, (b - root) / a, (b + root) / a, g, Shape.BOUNDED);
        }
        if (a == 0 || discriminant < 0) {
            return new Interval(ratio, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, g, Shape.WHOLE_LINE);
        }
        double root = Math.sqrt(discriminant);
        return new Interval(ratio, (b + root) / a, (b - root) / a, g, Shape.EXCLUSIVE);
    }
}
