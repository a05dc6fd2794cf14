package org.stroma.statistics.interval;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Exact intervals for the mean of a Poisson count, by its link with chi-square. F. Garwood, Biometrika 28 (1936) 437,
 * doi:10.1093/biomet/28.3-4.437.
 */
public final class PoissonIntervals {

    private PoissonIntervals() {}

    /**
     * Interval for the expected count per exposure unit when {@code count} events were seen in {@code exposure} units; the
     * lower end is 0 for no events.
     *
     * @throws StatisticsRefusal {@code out-of-range}
     */
    public static ConfidenceInterval exact(long count, double exposure, double confidence) {
        require(count, exposure);
        double tail = (1 - Confidence.require("confidence", confidence)) / 2;
        return new ConfidenceInterval(count / exposure, lowerBound(count, exposure, 1 - tail),
                upperBound(count, exposure, 1 - tail),
                confidence, "garwood");
    }

    /** Exact one-sided lower bound of the rate. */
    public static double lowerBound(long count, double exposure, double confidence) {
        require(count, exposure);
        double tail = 1 - Confidence.require("confidence", confidence);
        return count == 0
                ? 0
                : ChiSquaredDistribution.of(2.0 * count).inverseCumulativeProbability(tail) / 2 / exposure;
    }

    /** Exact one-sided upper bound of the rate; {@code −ln(1−γ)} per exposure for no events. */
    public static double upperBound(long count, double exposure, double confidence) {
        require(count, exposure);
        double tail = 1 - Confidence.require("confidence", confidence);
        return ChiSquaredDistribution.of(2.0 * count + 2).inverseSurvivalProbability(tail) / 2 / exposure;
    }

    private static void require(long count, double exposure) {
        if (count < 0) {
            throw StatisticsRefusal.of("out-of-range", "name", "count", "range", "[0, ∞)", "value", count);
        }
        if (!(exposure > 0) || !Double.isFinite(exposure)) {
            throw StatisticsRefusal.of("out-of-range", "name", "exposure", "range", "(0, ∞)", "value", exposure);
        }
    }
}
