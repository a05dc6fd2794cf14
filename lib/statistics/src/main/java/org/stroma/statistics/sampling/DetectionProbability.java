package org.stroma.statistics.sampling;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;

/** What a sample drawn without replacement finds in a lot. */
public final class DetectionProbability {

    private DetectionProbability() {}

    /**
     * Chance of finding at least one defective unit, {@code 1 − C(N−d, n)/C(N, n)}.
     *
     * @throws StatisticsRefusal {@code out-of-range}
     */
    public static double atLeastOne(int lotSize, int sampleSize, int defective) {
        return 1 - acceptance(lotSize, sampleSize, defective, 0);
    }

    /** Chance that at most {@code accepted} defective units are found, so that the lot passes. */
    public static double acceptance(int lotSize, int sampleSize, int defective, int accepted) {
        requireInside("lotSize", lotSize, 1, Integer.MAX_VALUE);
        requireInside("sampleSize", sampleSize, 0, lotSize);
        requireInside("defective", defective, 0, lotSize);
        requireInside("accepted", accepted, 0, Integer.MAX_VALUE);
        return HypergeometricDistribution.of(lotSize, defective, sampleSize).cumulativeProbability(accepted);
    }

    /** The same for a lot so large that units are independent, each defective with a chance. */
    public static double acceptanceOfManyUnits(int sampleSize, double defectiveShare, int accepted) {
        requireInside("sampleSize", sampleSize, 0, Integer.MAX_VALUE);
        if (!(defectiveShare >= 0 && defectiveShare <= 1)) {
            throw StatisticsRefusal.of("out-of-range", "name", "defectiveShare", "range", "[0, 1]", "value",
                    defectiveShare);
        }
        return BinomialDistribution.of(sampleSize, defectiveShare).cumulativeProbability(accepted);
    }

    /** Fewest units that find at least one of the defective ones with a chance. */
    public static int sampleSizeFor(int lotSize, int defective, double chance) {
        Confidence.require("chance", chance);
        requireInside("defective", defective, 1, lotSize);
        int low = 0;
        int high = lotSize;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            boolean enough = atLeastOne(lotSize, middle, defective) >= chance;
            high = enough ? middle : high;
            low = enough ? low : middle;
        }
        return high;
    }

    private static void requireInside(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw StatisticsRefusal.of("out-of-range", "name", name, "range", "[" + low + ", " + high + "]", "value",
                    value);
        }
    }
}
