package org.stroma.statistics.tolerance;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.stroma.statistics.Side;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;

/**
 * Tolerance limits from order statistics. The content between the r-th and the s-th of n values follows
 * {@code Beta(s − r, n − s + r + 1)} whatever the continuous distribution. S. S. Wilks, Ann. Math. Statist. 12 (1941) 91,
 * doi:10.1214/aoms/1177731788.
 */
public final class NonparametricTolerance {

    private NonparametricTolerance() {}

    /**
     * Confidence that n values hold the coverage when {@code cut} of the n + 1 gaps between and beyond them lie outside: 1 for a
     * one-sided limit at the extreme value, 2 for both extremes.
     */
    public static double confidence(int n, int cut, double coverage) {
        Confidence.require("coverage", coverage);
        if (cut < 1 || cut > n) {
            throw StatisticsRefusal.of("out-of-range", "name", "cut", "range", "[1, " + n + "]", "value", cut);
        }
        return BetaDistribution.of(n + 1.0 - cut, cut).survivalProbability(coverage);
    }

    /** Fewest values whose extremes serve as limits. */
    public static int fewest(Side side, double coverage, double confidence) {
        Confidence.require("confidence", confidence);
        int cut = side == Side.BOTH ? 2 : 1;
        int high = cut;
        while (confidence(high, cut, coverage) < confidence) {
            high = Math.multiplyExact(high, 2);
        }
        int low = cut - 1;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            boolean enough = middle >= cut && confidence(middle, cut, coverage) >= confidence;
            high = enough ? middle : high;
            low = enough ? low : middle;
        }
        return high;
    }

    /**
     * Most gaps that may lie outside, so that the limits are as far inside as the confidence allows.
     *
     * @throws StatisticsRefusal {@code too-few-values}
     */
    public static int largestCut(int n, Side side, double coverage, double confidence) {
        int least = side == Side.BOTH ? 2 : 1;
        int needed = fewest(side, coverage, confidence);
        if (n < needed) {
            throw StatisticsRefusal.of("too-few-values", "needed", needed, "found", n);
        }
        int cut = least;
        while (cut < n && confidence(n, cut + 1, coverage) >= confidence) {
            cut++;
        }
        return cut;
    }
}
