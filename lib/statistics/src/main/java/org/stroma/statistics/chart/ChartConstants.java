package org.stroma.statistics.chart;

import org.apache.commons.numbers.gamma.LogGamma;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.distribution.NormalRange;

/**
 * Factors that turn ranges and standard deviations of normal subgroups into σ.
 *
 * <p>All are computed, by integration over the range of a normal sample and by the gamma function, for any subgroup size from
 * 2. The two tables differ in d2 only.
 */
public enum ChartConstants {
    /** d2 rounded to the three decimals of every printed table (ASTM E2587, ISO 7870-2), as limits are recomputed by hand. */
    PUBLISHED {
        @Override
        public double d2(int n) {
            return Math.rint(NormalRange.mean(n) * 1000) / 1000;
        }
    },
    /** d2 to about eleven digits. */
    EXACT {
        @Override
        public double d2(int n) {
            return NormalRange.mean(n);
        }
    };

    /** Mean of the range of n values, in σ. */
    public abstract double d2(int n);

    /** Standard deviation of the range of n values, in σ. */
    public double d3(int n) {
        return NormalRange.standardDeviation(n);
    }

    /** Mean of the standard deviation of n values, in σ: {@code sqrt(2/(n−1))·Γ(n/2)/Γ((n−1)/2)}. */
    public double c4(int n) {
        if (n < 2) {
            throw StatisticsRefusal.of("too-few-values", "needed", 2, "found", n);
        }
        if (n > 400) {
            double v = n - 1.0;
            return 1 - 1 / (4 * v) + 1 / (32 * v * v) + 5 / (128 * v * v * v);
        }
        return Math.sqrt(2.0 / (n - 1)) * Math.exp(LogGamma.value(n / 2.0) - LogGamma.value((n - 1) / 2.0));
    }

    /** Factor of the mean range for the half-width of an X̄ chart, {@code 3/(d2·√n)}. */
    public double a2(int n) {
        return 3 / (d2(n) * Math.sqrt(n));
    }

    /** Factor of the mean standard deviation for the half-width of an X̄ chart, {@code 3/(c4·√n)}. */
    public double a3(int n) {
        return 3 / (c4(n) * Math.sqrt(n));
    }

    /** Factor of the mean standard deviation for the lower limit of an S chart, not below 0. */
    public double b3(int n) {
        return Math.max(0, 1 - 3 * Math.sqrt(1 - c4(n) * c4(n)) / c4(n));
    }

    /** Factor of the mean standard deviation for the upper limit of an S chart. */
    public double b4(int n) {
        return 1 + 3 * Math.sqrt(1 - c4(n) * c4(n)) / c4(n);
    }

    /** Factor of the mean range for the lower limit of an R chart, not below 0. */
    public double capitalD3(int n) {
        return Math.max(0, 1 - 3 * d3(n) / d2(n));
    }

    /** Factor of the mean range for the upper limit of an R chart. */
    public double capitalD4(int n) {
        return 1 + 3 * d3(n) / d2(n);
    }
}
