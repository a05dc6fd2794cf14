package org.stroma.statistics.numeric;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Upper-tail probabilities and quantiles under the names used in the methods; tails are computed as tails, never as one
 * minus a value near one.
 */
public final class Tails {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static final double MANY_DEGREES = 1e10;

    private Tails() {}

    /** P(F &gt; f); 0 for infinite f, NaN for NaN (no variation in numerator and denominator). */
    public static double f(double f, double numeratorDf, double denominatorDf) {
        if (Double.isNaN(f)) {
            return Double.NaN;
        }
        return f <= 0 ? 1 : FDistribution.of(numeratorDf, denominatorDf).survivalProbability(f);
    }

    /** P(chi-squared &gt; x). */
    public static double chiSquared(double x, double df) {
        return x <= 0 ? 1 : ChiSquaredDistribution.of(df).survivalProbability(x);
    }

    /** P(|T| &gt; |t|). */
    public static double studentTwoSided(double t, double df) {
        return 2 * TDistribution.of(df).survivalProbability(Math.abs(t));
    }

    /** The t that {@code tail} of the distribution exceeds; with infinite df the normal quantile. */
    public static double studentQuantile(double tail, double df) {
        return Double.isInfinite(df) ? normalQuantile(tail) : TDistribution.of(df).inverseSurvivalProbability(tail);
    }

    /** The standard normal value that {@code tail} of the distribution exceeds. */
    public static double normalQuantile(double tail) {
        return NORMAL.inverseSurvivalProbability(tail);
    }

    /** Standard normal distribution function. */
    public static double normal(double z) {
        return NORMAL.cumulativeProbability(z);
    }

    /** Standard normal density. */
    public static double normalDensity(double z) {
        return NORMAL.density(z);
    }

    /**
     * The chi-squared value that {@code tail} of the distribution exceeds. Beyond 1e10 degrees of freedom by the expansion of
     * Cornish and Fisher, whose next term is less than the last digit there, since series of the gamma function no longer end.
     */
    public static double chiSquaredQuantile(double tail, double df) {
        if (df > MANY_DEGREES) {
            double z = normalQuantile(tail);
            double root = Math.sqrt(2 * df);
            return df + root * z + 2.0 / 3 * (z * z - 1) + z * (z * z - 7) / (9 * root);
        }
        return ChiSquaredDistribution.of(df).inverseSurvivalProbability(tail);
    }

    /** The F value that {@code tail} of the distribution exceeds. */
    public static double fQuantile(double tail, double numeratorDf, double denominatorDf) {
        return FDistribution.of(numeratorDf, denominatorDf).inverseSurvivalProbability(tail);
    }
}
