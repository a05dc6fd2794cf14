package org.stroma.statistics.interval;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.distribution.StandardNormal;

/** Intervals for a binomial proportion: x occurrences in n independent trials of equal chance. */
public final class ProportionIntervals {

    private ProportionIntervals() {}

    /**
     * Exact interval of Clopper and Pearson (Biometrika 26 (1934) 404, doi:10.1093/biomet/26.4.404); covers at least as often
     * as stated. The lower end is 0 for x = 0, the upper end 1 for x = n.
     *
     * @throws StatisticsRefusal {@code out-of-range}
     */
    public static ConfidenceInterval clopperPearson(long x, long n, double confidence) {
        requireCounts(x, n);
        double tail = (1 - Confidence.require("confidence", confidence)) / 2;
        return new ConfidenceInterval((double) x / n, lowerBound(x, n, 1 - tail), upperBound(x, n, 1 - tail),
                confidence,
                "clopper-pearson");
    }

    /** Exact one-sided lower bound at the given confidence; 0 for x = 0. */
    public static double lowerBound(long x, long n, double confidence) {
        requireCounts(x, n);
        double tail = 1 - Confidence.require("confidence", confidence);
        return x == 0 ? 0 : BetaDistribution.of(x, n - x + 1.0).inverseCumulativeProbability(tail);
    }

    /** Exact one-sided upper bound at the given confidence; 1 for x = n, and {@code 1 − (1−γ)^(1/n)} for x = 0. */
    public static double upperBound(long x, long n, double confidence) {
        requireCounts(x, n);
        double tail = 1 - Confidence.require("confidence", confidence);
        if (x == n) {
            return 1;
        }
        return x == 0
                ? -Math.expm1(Math.log(tail) / n)
                : BetaDistribution.of(x + 1.0, n - x).inverseSurvivalProbability(tail);
    }

    /**
     * Score interval of Wilson (J. Am. Stat. Assoc. 22 (1927) 209, doi:10.2307/2276774), without continuity correction.
     *
     * @throws StatisticsRefusal {@code out-of-range}
     */
    public static ConfidenceInterval wilson(long x, long n, double confidence) {
        requireCounts(x, n);
        double z = StandardNormal.quantile(0.5 + Confidence.require("confidence", confidence) / 2);
        double p = (double) x / n;
        double weight = z * z / n;
        double centre = (p + weight / 2) / (1 + weight);
        double half = z * Math.sqrt(p * (1 - p) / n + weight / (4 * n)) / (1 + weight);
        double lower = x == 0 ? 0 : Math.max(0, centre - half);
        double upper = x == n ? 1 : Math.min(1, centre + half);
        return new ConfidenceInterval(p, lower, upper, confidence, "wilson");
    }

    private static void requireCounts(long x, long n) {
        if (n < 1) {
            throw StatisticsRefusal.of("out-of-range", "name", "n", "range", "[1, ∞)", "value", n);
        }
        if (x < 0 || x > n) {
            throw StatisticsRefusal.of("out-of-range", "name", "x", "range", "[0, " + n + "]", "value", x);
        }
    }
}
