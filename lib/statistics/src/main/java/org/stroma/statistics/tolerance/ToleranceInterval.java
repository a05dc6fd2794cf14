package org.stroma.statistics.tolerance;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.Side;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.normality.NormalityTest;

/**
 * Limits between which, at a confidence, a share of the population lies.
 *
 * @param lower lower limit, absent if only the upper one is asked for
 * @param upper upper limit, absent if only the lower one is asked for
 * @param factor k of {@code mean ± k·s}, absent without normal theory
 * @param confidence the confidence asked for
 * @param achievedConfidence the confidence reached; differs from the one asked for with order statistics only
 * @param normality check of normality, absent below eight values or without normal theory
 */
public record ToleranceInterval(ToleranceMethod method, Side side, double coverage, double confidence,
        double achievedConfidence, int n,
        double mean, double standardDeviation, @Nullable Double factor, @Nullable Double lower, @Nullable Double upper,
        @Nullable NormalityTest normality, List<Note> assumptions, List<Note> warnings) {

    private static final int FEWEST_FOR_HOWE = 10;
    private static final double NORMALITY_LEVEL = 0.05;

    public ToleranceInterval {
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /**
     * Builds the interval of a sample.
     *
     * @throws StatisticsRefusal {@code too-few-values}, {@code no-variation}, {@code out-of-range}, {@code howe-two-sided-only}
     */
    public static ToleranceInterval of(Sample sample, Side side, double coverage, double confidence,
            ToleranceMethod method) {
        sample.atLeast(2).varying();
        if (method == ToleranceMethod.NONPARAMETRIC) {
            return nonparametric(sample, side, coverage, confidence);
        }
        double factor = factor(sample.size(), side, coverage, confidence, method);
        double half = factor * sample.standardDeviation();
        List<Note> warnings = new ArrayList<>();
        NormalityTest normality = sample.size() < NormalityTest.FEWEST ? null : NormalityTest.of(sample);
        if (normality == null) {
            warnings.add(Note.of("normality-not-tested", "n", sample.size(), "needed", NormalityTest.FEWEST));
        } else if (normality.rejects(NORMALITY_LEVEL)) {
            warnings.add(Note.of("not-normal", "p", normality.pValue()));
        }
        return new ToleranceInterval(method, side, coverage, confidence, confidence, sample.size(), sample.mean(),
                sample.standardDeviation(), factor, side == Side.UPPER ? null : (Double) (sample.mean() - half),
                side == Side.LOWER ? null : (Double) (sample.mean() + half), normality,
                List.of(Note.of("independent-normal"), Note.of("not-a-specification")), warnings);
    }

    private static double factor(int n, Side side, double coverage, double confidence, ToleranceMethod method) {
        if (method == ToleranceMethod.HOWE) {
            if (side != Side.BOTH) {
                throw StatisticsRefusal.of("howe-two-sided-only");
            }
            if (n < FEWEST_FOR_HOWE) {
                throw StatisticsRefusal.of("too-few-values", "needed", FEWEST_FOR_HOWE, "found", n);
            }
            return ToleranceFactors.howe(n, coverage, confidence);
        }
        return side == Side.BOTH
                ? ToleranceFactors.twoSided(n, coverage, confidence)
                : ToleranceFactors.oneSided(n, coverage, confidence);
    }

    private static ToleranceInterval nonparametric(Sample sample, Side side, double coverage, double confidence) {
        int n = sample.size();
        int cut = NonparametricTolerance.largestCut(n, side, coverage, confidence);
        double[] sorted = sample.sorted();
        int low = side == Side.BOTH ? (cut + 1) / 2 : cut;
        int high = side == Side.BOTH ? cut / 2 : cut;
        return new ToleranceInterval(ToleranceMethod.NONPARAMETRIC, side, coverage, confidence,
                NonparametricTolerance.confidence(n, cut, coverage), n, sample.mean(), sample.standardDeviation(), null,
                side == Side.UPPER ? null : (Double) sorted[low - 1],
                side == Side.LOWER ? null : (Double) sorted[n - high], null,
                List.of(Note.of("independent-continuous"), Note.of("not-a-specification")), List.of());
    }
}
