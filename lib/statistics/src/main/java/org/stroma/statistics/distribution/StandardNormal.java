package org.stroma.statistics.distribution;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution, relative accuracy about 1e-15 in both tails. */
public final class StandardNormal {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

    private static final double FAR = 30;

    private StandardNormal() {}

    /** Density φ(z). */
    public static double density(double z) {
        return DENSITY_AT_ZERO * Math.exp(-z * z / 2);
    }

    /** Lower tail Φ(z). */
    public static double cdf(double z) {
        return NORMAL.cumulativeProbability(z);
    }

    /** Upper tail 1 − Φ(z). */
    public static double survival(double z) {
        return NORMAL.survivalProbability(z);
    }

    /** ln(1 − Φ(z)), also where the tail itself is below the smallest number: there by its asymptotic series. */
    public static double logSurvival(double z) {
        if (z < FAR) {
            return Math.log(survival(z));
        }
        double square = z * z;
        double series = -(1 - (3 - (15 - 105 / square) / square) / square) / square;
        return -square / 2 + Math.log(DENSITY_AT_ZERO / z) + Math.log1p(series);
    }

    /** The z with Φ(z) = p, for p in (0, 1). */
    public static double quantile(double p) {
        return NORMAL.inverseCumulativeProbability(p);
    }

    /** Φ(b) − Φ(a) for a ≤ b, without cancellation when both lie in one tail. */
    public static double between(double a, double b) {
        return a > 0 ? survival(a) - survival(b) : cdf(b) - cdf(a);
    }
}
