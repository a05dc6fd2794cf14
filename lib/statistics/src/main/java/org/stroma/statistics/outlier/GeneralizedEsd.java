package org.stroma.statistics.outlier;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.Side;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;

/**
 * Generalised extreme studentised deviate test for up to a number of outliers, safe against masking.
 *
 * <p>The farthest value is taken away step by step; the number of outliers is the last step whose statistic exceeds its
 * critical value. B. Rosner, Technometrics 25 (1983) 165, doi:10.1080/00401706.1983.10487848; good from about n = 25, fair from
 * 15; NIST/SEMATECH e-Handbook 1.3.5.17.3.
 *
 * @param steps one comparison per step; the values before the last significant one are outliers too
 * @param outliers number of outliers
 */
public record GeneralizedEsd(List<OutlierTest> steps, int outliers, List<Note> warnings) {

    private static final int GOOD_FROM = 25;

    public GeneralizedEsd {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /**
     * Tests for up to {@code most} outliers.
     *
     * @throws StatisticsRefusal {@code too-few-values} if fewer than {@code most + 3} values, {@code no-variation},
     *     {@code out-of-range}
     */
    public static GeneralizedEsd of(Sample sample, int most, double level) {
        Confidence.require("level", level);
        if (most < 1) {
            throw StatisticsRefusal.of("out-of-range", "name", "most", "range", "[1, ∞)", "value", most);
        }
        sample.atLeast(most + 3).varying();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            left.add(i);
        }
        List<OutlierTest> steps = new ArrayList<>();
        int outliers = 0;
        for (int step = 1; step <= most; step++) {
            Sample rest = Sample.of(left.stream().mapToDouble(sample::value).toArray());
            if (!(rest.range() > 0)) {
                break;
            }
            int farthest = farthest(rest);
            double statistic = Math.abs(rest.deviation(farthest)) / rest.standardDeviation();
            double critical = critical(sample.size(), step, level);
            int at = left.remove(farthest);
            steps.add(new OutlierTest("generalized-esd", Side.BOTH, rest.size(), level, statistic, critical, at + 1,
                    sample.value(at),
                    statistic > critical, OutlierTest.ASSUMPTIONS));
            outliers = statistic > critical ? step : outliers;
        }
        List<Note> warnings = sample.size() < GOOD_FROM
                ? List.of(Note.of("approximate-critical-values", "n", sample.size(), "advised", GOOD_FROM))
                : List.of();
        return new GeneralizedEsd(steps, outliers, warnings);
    }

    /** Positions of the outliers, counted from 1, in the order they were taken away. */
    public List<Integer> positions() {
        return steps.stream().limit(outliers).map(OutlierTest::position).toList();
    }

    /** Critical value λ of a step counted from 1 for n values in all. */
    public static double critical(int n, int step, double level) {
        int rest = n - step;
        double p = level / (2.0 * (rest + 1));
        double t = TDistribution.of(rest - 1.0).inverseSurvivalProbability(p);
        return rest * t / Math.sqrt((rest - 1 + t * t) * (rest + 1));
    }

    private static int farthest(Sample rest) {
        int best = 0;
        for (int i = 1; i < rest.size(); i++) {
            best = Math.abs(rest.deviation(i)) > Math.abs(rest.deviation(best)) ? i : best;
        }
        return best;
    }
}
