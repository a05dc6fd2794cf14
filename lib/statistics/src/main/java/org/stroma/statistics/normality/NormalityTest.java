package org.stroma.statistics.normality;

import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.distribution.StandardNormal;

/**
 * Result of the Anderson-Darling test that a sample is normal with unknown mean and variance.
 *
 * <p>{@code A² = −n − Σ (2i−1)/n · (ln Φ(z_i) + ln(1 − Φ(z_{n+1−i})))}, modified {@code A²* = A²·(1 + 0.75/n + 2.25/n²)}; the
 * p value by the approximation of D'Agostino and Stephens, Goodness-of-Fit Techniques (Dekker 1986), table 4.9, good to
 * about two digits, never below 3.7e-24. Needs n ≥ 8: with fewer values the test has next to no power.
 *
 * @param statistic A²
 * @param modified A²*, to be compared with 0.752 at the 5 % level
 * @param pValue approximate p value
 */
public record NormalityTest(int n, double statistic, double modified, double pValue) {

    /** Fewest values the test accepts. */
    public static final int FEWEST = 8;

    /** The approximation is a parabola that turns up again; beyond this A²* the p value is at most the smallest it stands for. */
    private static final double FARTHEST = 10;
    private static final double SMALLEST = 3.7e-24;

    /**
     * Tests a sample.
     *
     * @throws StatisticsRefusal {@code too-few-values}, {@code no-variation}
     */
    public static NormalityTest of(Sample sample) {
        sample.atLeast(FEWEST).varying();
        double[] sorted = sample.sorted();
        int n = sorted.length;
        double deviation = sample.standardDeviation();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double low = StandardNormal.logSurvival((sample.mean() - sorted[i]) / deviation);
            double high = StandardNormal.logSurvival((sorted[n - 1 - i] - sample.mean()) / deviation);
            sum += (2.0 * i + 1) * (low + high);
        }
        double statistic = -n - sum / n;
        double modified = statistic * (1 + 0.75 / n + 2.25 / n / n);
        return new NormalityTest(n, statistic, modified, pValue(modified));
    }

    /** True if normality is rejected at a level such as 0.05. */
    public boolean rejects(double level) {
        return pValue < level;
    }

    static double pValue(double a) {
        if (a < 0.2) {
            return 1 - Math.exp(-13.436 + 101.14 * a - 223.73 * a * a);
        }
        if (a < 0.34) {
            return 1 - Math.exp(-8.318 + 42.796 * a - 59.938 * a * a);
        }
        if (a > FARTHEST) {
            return SMALLEST;
        }
        return Math.exp(a < 0.6 ? 0.9177 - 4.279 * a - 1.38 * a * a : 1.2937 - 5.709 * a + 0.0186 * a * a);
    }
}
