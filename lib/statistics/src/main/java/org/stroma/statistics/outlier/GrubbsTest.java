package org.stroma.statistics.outlier;

import org.apache.commons.statistics.distribution.TDistribution;
import org.stroma.statistics.Sample;
import org.stroma.statistics.Side;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;

/**
 * Grubbs' test for one outlier, {@code G = |x − x̄|/s} of the extreme value.
 *
 * <p>Critical value {@code (n−1)/√n · sqrt(t²/(n−2+t²))}, t being the upper {@code α/n} point (one side) or {@code α/2n} point
 * (both) of Student's t with n − 2 degrees of freedom. F. E. Grubbs, Technometrics 11 (1969) 1,
 * doi:10.1080/00401706.1969.10490657; NIST/SEMATECH e-Handbook 1.3.5.17.1.
 */
public final class GrubbsTest {

    private static final int FEWEST = 3;

    private GrubbsTest() {}

    /**
     * Tests the smallest, the largest, or whichever lies farther from the mean.
     *
     * @throws StatisticsRefusal {@code too-few-values} below three, {@code no-variation}, {@code out-of-range}
     */
    public static OutlierTest of(Sample sample, Side side, double level) {
        sample.atLeast(FEWEST).varying();
        int at = extreme(sample, side);
        double statistic = Math.abs(sample.deviation(at)) / sample.standardDeviation();
        double critical = critical(sample.size(), side, level);
        return new OutlierTest("grubbs", side, sample.size(), level, statistic, critical, at + 1, sample.value(at),
                statistic > critical,
                OutlierTest.ASSUMPTIONS);
    }

    /** Critical value for n ≥ 3 values. */
    public static double critical(int n, Side side, double level) {
        Confidence.require("level", level);
        if (n < FEWEST) {
            throw StatisticsRefusal.of("too-few-values", "needed", FEWEST, "found", n);
        }
        double tail = level / (side == Side.BOTH ? 2 * n : n);
        double t = TDistribution.of(n - 2.0).inverseSurvivalProbability(tail);
        return (n - 1) / Math.sqrt(n) * Math.sqrt(t * t / (n - 2 + t * t));
    }

    private static int extreme(Sample sample, Side side) {
        int best = 0;
        for (int i = 1; i < sample.size(); i++) {
            double distance = sample.deviation(i);
            double farthest = sample.deviation(best);
            boolean farther = switch (side) {
                case LOWER -> distance < farthest;
                case UPPER -> distance > farthest;
                case BOTH -> Math.abs(distance) > Math.abs(farthest);
            };
            best = farther ? i : best;
        }
        return best;
    }
}
