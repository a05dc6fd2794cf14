package org.stroma.statistics.tolerance;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.distribution.NoncentralT;
import org.stroma.statistics.distribution.Quadrature;
import org.stroma.statistics.distribution.StandardNormal;
import org.stroma.statistics.interval.Confidence;

/**
 * Factors k of normal tolerance limits {@code mean ± k·s}.
 *
 * <p>Coverage is the share p of the population inside, confidence the chance that the limits achieve it. The standard
 * deviation has n − 1 degrees of freedom unless others are given. ISO 16269-6:2014; Krishnamoorthy and Mathew,
 * Statistical Tolerance Regions, Wiley 2009, ch. 2.
 */
public final class ToleranceFactors {

    private static final double FARTHEST_MEAN = 9;
    private static final int PANELS = 12;

    /** Beyond it tails are lost in rounding; no plan of samples asks for more. */
    private static final double FARTHEST_SHARE = 1e-9;

    private ToleranceFactors() {}

    /** Exact one-sided factor, {@code t'(n−1, δ = z_p·√n; confidence)/√n} by the noncentral t distribution. */
    public static double oneSided(int n, double coverage, double confidence) {
        return oneSided(n, n - 1.0, coverage, confidence);
    }

    /** Exact one-sided factor for a standard deviation with its own degrees of freedom. */
    public static double oneSided(int n, double degreesOfFreedom, double coverage, double confidence) {
        require(n, coverage, confidence);
        double root = Math.sqrt(n);
        return NoncentralT.of(degreesOfFreedom, StandardNormal.quantile(coverage) * root).quantile(confidence) / root;
    }

    /** One-sided factor by the approximation printed in NIST/SEMATECH e-Handbook 7.2.6.3 (Natrella, 1963). */
    public static double oneSidedNatrella(int n, double coverage, double confidence) {
        require(n, coverage, confidence);
        double zp = StandardNormal.quantile(coverage);
        double zg = StandardNormal.quantile(confidence);
        double a = 1 - zg * zg / (2.0 * (n - 1));
        double b = zp * zp - zg * zg / n;
        double root = zp * zp - a * b;
        if (!(a > 0) || !(root >= 0)) {
            throw StatisticsRefusal.of("approximation-fails", "method", "natrella", "n", n);
        }
        return (zp + Math.sqrt(root)) / a;
    }

    /** Exact two-sided factor for the content of {@code mean ± k·s}, by integration over the sample mean. */
    public static double twoSided(int n, double coverage, double confidence) {
        return twoSided(n, n - 1.0, coverage, confidence);
    }

    /**
     * Exact two-sided factor for a standard deviation with its own degrees of freedom ν.
     *
     * <p>Solves {@code E P(χ²_ν > ν·r(Z/√n)²/k²) = confidence}, where r(m) is the half-width around m that holds the
     * coverage. Relative accuracy about 1e-10.
     */
    public static double twoSided(int n, double degreesOfFreedom, double coverage, double confidence) {
        require(n, coverage, confidence);
        Quadrature.Rule means = Quadrature.panels(0, FARTHEST_MEAN, PANELS);
        double[] widths = new double[means.nodes().length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = halfWidth(means.nodes()[i] / Math.sqrt(n), coverage);
        }
        ChiSquaredDistribution spread = ChiSquaredDistribution.of(degreesOfFreedom);
        double start = StandardNormal.quantile(0.5 + coverage / 2) * Math.sqrt((1 + 1.0 / n) * degreesOfFreedom
                / spread.inverseCumulativeProbability(1 - confidence));
        return new BracketingNthOrderBrentSolver(1e-12, 1e-12, 1e-15, 5).solve(200,
                k -> 2 * confidenceOf(k, means, widths, degreesOfFreedom, spread) - confidence, start / 5, start * 5);
    }

    /** Two-sided factor by the approximation of W. G. Howe, J. Am. Stat. Assoc. 64 (1969) 610, doi:10.2307/2283644. */
    public static double howe(int n, double coverage, double confidence) {
        require(n, coverage, confidence);
        double z = StandardNormal.quantile(0.5 + coverage / 2);
        double chiSquare = ChiSquaredDistribution.of(n - 1.0).inverseCumulativeProbability(1 - confidence);
        return z * Math.sqrt((n - 1) * (1 + 1.0 / n) / chiSquare);
    }

    private static double confidenceOf(double k, Quadrature.Rule means, double[] widths, double df,
            ChiSquaredDistribution spread) {
        double sum = 0;
        for (int i = 0; i < widths.length; i++) {
            double ratio = widths[i] / k;
            sum += means.weights()[i] * StandardNormal.density(means.nodes()[i])
                    * spread.survivalProbability(df * ratio * ratio);
        }
        return sum;
    }

    /** The r with Φ(m + r) − Φ(m − r) = coverage, by Newton's method from above, where the function is concave. */
    private static double halfWidth(double m, double coverage) {
        double r = m + StandardNormal.quantile(0.5 + coverage / 2);
        for (int i = 0; i < 100; i++) {
            double excess = StandardNormal.between(m - r, m + r) - coverage;
            double step = excess / (StandardNormal.density(m + r) + StandardNormal.density(m - r));
            r -= step;
            if (Math.abs(step) <= 1e-15 * r) {
                break;
            }
        }
        return r;
    }

    private static void requireReasonable(String name, double share) {
        if (!(share >= FARTHEST_SHARE && share <= 1 - FARTHEST_SHARE)) {
            throw StatisticsRefusal.of("out-of-range", "name", name, "range",
                    "[" + FARTHEST_SHARE + ", 1 − " + FARTHEST_SHARE + "]", "value", share);
        }
    }

    private static void require(int n, double coverage, double confidence) {
        if (n < 2) {
            throw StatisticsRefusal.of("too-few-values", "needed", 2, "found", n);
        }
        requireReasonable("coverage", Confidence.require("coverage", coverage));
        requireReasonable("confidence", Confidence.require("confidence", confidence));
    }
}
