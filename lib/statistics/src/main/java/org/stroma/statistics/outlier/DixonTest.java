package org.stroma.statistics.outlier;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.stroma.statistics.Sample;
import org.stroma.statistics.Side;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.distribution.DixonRatio;
import org.stroma.statistics.interval.Confidence;

/**
 * Dixon's test for one outlier in a small sample, with computed critical values.
 *
 * <p>Ratio by sample size: r10 for 3-7, r11 for 8-10, r21 for 11-13, r22 for 14-30 values; W. J. Dixon, Ann. Math. Stat. 22 (1951)
 * 68, doi:10.1214/aoms/1177729693; ASTM E178. On both sides the test takes the larger of the two ratios and half the level, which
 * meets the two-tailed tables of D. B. Rorabacher, Anal. Chem. 63 (1991) 139, doi:10.1021/ac00002a010.
 */
public final class DixonTest {

    private static final int FEWEST = 3;
    private static final int MOST = 30;

    private DixonTest() {}

    /** Which ratio is formed. */
    public enum Ratio {
        /** {@code (x_n − x_{n−1})/(x_n − x_1)}, also called Q. */
        R10(1, 1),
        /** {@code (x_n − x_{n−1})/(x_n − x_2)}. */
        R11(1, 2),
        /** {@code (x_n − x_{n−2})/(x_n − x_2)}. */
        R21(2, 2),
        /** {@code (x_n − x_{n−2})/(x_n − x_3)}. */
        R22(2, 3);

        private final int gap;
        private final int low;

        Ratio(int gap, int low) {
            this.gap = gap;
            this.low = low;
        }

        /** The ratio customary for a number of values. */
        public static Ratio customary(int n) {
            if (n <= 7) {
                return R10;
            }
            if (n <= 10) {
                return R11;
            }
            return n <= 13 ? R21 : R22;
        }
    }

    /**
     * Tests with the customary ratio.
     *
     * @throws StatisticsRefusal {@code too-few-values} below three, {@code too-many-values} above thirty, {@code no-variation}
     */
    public static OutlierTest of(Sample sample, Side side, double level) {
        return of(sample, side, level, Ratio.customary(sample.size()));
    }

    /** Tests with a chosen ratio. */
    public static OutlierTest of(Sample sample, Side side, double level, Ratio ratio) {
        sample.atLeast(Math.max(FEWEST, ratio.gap + ratio.low + 1)).varying();
        if (sample.size() > MOST) {
            throw StatisticsRefusal.of("too-many-values", "most", MOST, "found", sample.size());
        }
        double[] up = sample.sorted();
        double[] down = Arrays.stream(up).map(x -> -x).sorted().toArray();
        double high = statistic(up, ratio);
        double low = statistic(down, ratio);
        boolean upper = side == Side.UPPER || (side == Side.BOTH && high >= low);
        double statistic = upper ? high : low;
        double suspect = upper ? up[up.length - 1] : up[0];
        double critical = critical(sample.size(), side, level, ratio);
        int at = IntStream.range(0, up.length).filter(i -> sample.value(i) == suspect).findFirst().orElseThrow();
        return new OutlierTest("dixon-" + ratio.name().toLowerCase(Locale.ROOT), side, sample.size(), level, statistic,
                critical,
                at + 1, suspect, statistic > critical, OutlierTest.ASSUMPTIONS);
    }

    /** Critical value of a ratio. */
    public static double critical(int n, Side side, double level, Ratio ratio) {
        Confidence.require("level", level);
        return DixonRatio.of(ratio.gap, ratio.low, n).upperPoint(side == Side.BOTH ? level / 2 : level);
    }

    /** The ratio; 0 if its denominator vanishes, for then all but the lowest values agree. */
    private static double statistic(double[] sorted, Ratio ratio) {
        int n = sorted.length;
        double denominator = sorted[n - 1] - sorted[ratio.low - 1];
        return denominator > 0 ? (sorted[n - 1] - sorted[n - 1 - ratio.gap]) / denominator : 0;
    }
}
