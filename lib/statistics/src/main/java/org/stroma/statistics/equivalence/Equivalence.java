package org.stroma.statistics.equivalence;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;

/**
 * Two one-sided t tests that a mean difference lies inside margins set beforehand.
 *
 * <p>Equivalence is shown at level α if both tests reject, which is the same as the {@code 1 − 2α} confidence interval lying inside the
 * margins. D. J. Schuirmann, J. Pharmacokinet. Biopharm. 15 (1987) 657, doi:10.1007/BF01068419; Welch: B. L. Welch, Biometrika 34
 * (1947) 28, doi:10.1093/biomet/34.1-2.28.
 *
 * @param method {@code one-sample}, {@code paired}, {@code pooled} or {@code welch}
 * @param difference estimated difference
 * @param tLower statistic of the test that the difference is above the lower margin, with its p value
 * @param tUpper statistic of the test that the difference is below the upper margin, with its p value
 * @param pValue the larger of the two p values
 * @param lower lower end of the 1 − 2α interval
 * @param upper upper end of the 1 − 2α interval
 * @param equivalent true if the p value is below α
 */
public record Equivalence(String method, double difference, double standardError, double degreesOfFreedom,
        Margins margins, double level,
        double tLower, double pLower, double tUpper, double pUpper, double pValue, double lower, double upper,
        boolean equivalent,
        List<Note> assumptions, List<Note> warnings) {

    private static final int FEW = 6;

    public Equivalence {
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /** Margins of the difference, set before the data are seen. */
    public record Margins(double lower, double upper) {

        public Margins {
            if (!Double.isFinite(lower) || !Double.isFinite(upper) || !(lower < upper)) {
                throw StatisticsRefusal.of("out-of-range", "name", "upper", "range", "(" + lower + ", ∞)", "value",
                        upper);
            }
        }

        /** Margins of equal size on both sides of no difference. */
        public static Margins within(double size) {
            return new Margins(-size, size);
        }
    }

    /**
     * Mean of one sample against a reference value.
     *
     * @throws StatisticsRefusal {@code too-few-values}, {@code no-variation}, {@code out-of-range}
     */
    public static Equivalence oneSample(Sample sample, double reference, Margins margins, double level) {
        sample.atLeast(2).varying();
        double error = sample.standardDeviation() / Math.sqrt(sample.size());
        return test("one-sample", sample.mean() - reference, error, sample.size() - 1.0, margins, level, sample.size());
    }

    /** Mean of paired differences, test less reference. */
    public static Equivalence paired(double[] test, double[] reference, Margins margins, double level) {
        if (test.length != reference.length) {
            throw StatisticsRefusal.of("unequal-lengths", "first", "test", "firstCount", test.length, "second",
                    "reference",
                    "secondCount", reference.length);
        }
        Sample.of(test);
        Sample.of(reference);
        double[] differences = new double[test.length];
        for (int i = 0; i < test.length; i++) {
            differences[i] = test[i] - reference[i];
        }
        Sample sample = Sample.of(differences).atLeast(2).varying();
        double error = sample.standardDeviation() / Math.sqrt(sample.size());
        return test("paired", sample.mean(), error, sample.size() - 1.0, margins, level, sample.size());
    }

    /** Difference of two independent means with a common variance. */
    public static Equivalence pooled(Sample test, Sample reference, Margins margins, double level) {
        requireSpread(test, reference);
        double degrees = test.size() + reference.size() - 2.0;
        double variance = (test.sumOfSquares() + reference.sumOfSquares()) / degrees;
        double error = Math.sqrt(variance * (1.0 / test.size() + 1.0 / reference.size()));
        return test("pooled", test.mean() - reference.mean(), error, degrees, margins, level,
                Math.min(test.size(), reference.size()));
    }

    /** Difference of two independent means with variances of their own. */
    public static Equivalence welch(Sample test, Sample reference, Margins margins, double level) {
        requireSpread(test, reference);
        double first = test.variance() / test.size();
        double second = reference.variance() / reference.size();
        double sum = first + second;
        double degrees = sum * sum / (first * first / (test.size() - 1) + second * second / (reference.size() - 1));
        return test("welch", test.mean() - reference.mean(), Math.sqrt(sum), degrees, margins, level,
                Math.min(test.size(), reference.size()));
    }

    private static Equivalence test(String method, double difference, double error, double degrees, Margins margins,
            double level, int n) {
        Confidence.require("level", level);
        if (level >= 0.5) {
            throw StatisticsRefusal.of("out-of-range", "name", "level", "range", "(0, 0.5)", "value", level);
        }
        TDistribution law = TDistribution.of(degrees);
        double tLower = (difference - margins.lower()) / error;
        double tUpper = (difference - margins.upper()) / error;
        double pLower = law.survivalProbability(tLower);
        double pUpper = law.cumulativeProbability(tUpper);
        double half = law.inverseSurvivalProbability(level) * error;
        List<Note> warnings = new ArrayList<>();
        if (n < FEW) {
            warnings.add(Note.of("few-values", "n", n, "advised", FEW));
        }
        return new Equivalence(method, difference, error, degrees, margins, level, tLower, pLower, tUpper, pUpper,
                Math.max(pLower, pUpper),
                difference - half, difference + half, Math.max(pLower, pUpper) < level,
                List.of(Note.of("independent-normal"), Note.of("margins-set-beforehand")), warnings);
    }

    private static void requireSpread(Sample test, Sample reference) {
        test.atLeast(2);
        reference.atLeast(2);
        if (!(test.range() > 0) && !(reference.range() > 0)) {
            throw StatisticsRefusal.of("no-variation");
        }
    }
}
