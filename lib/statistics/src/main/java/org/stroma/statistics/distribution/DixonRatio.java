package org.stroma.statistics.distribution;

import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Distribution of Dixon's ratio {@code r = (x_n − x_{n−j})/(x_n − x_i)} of an ordered normal sample, named r10 (j 1, i 1), r11
 * (1, 2), r21 (2, 2), r22 (2, 3).
 *
 * <p>Given x_i = a and x_n = b the values between are a sample from the normal law cut to (a, b), so {@code P(r > R)} is the chance
 * that fewer than j of them exceed {@code b − R(b − a)}; it is averaged over the joint density of x_i and x_n by Gauss-Legendre
 * rules. Absolute accuracy about 1e-8. Same quantity as G. C. McBane, J. Stat. Softw. 16 (2006) 3, doi:10.18637/jss.v016.i03,
 * by another integral.
 */
public final class DixonRatio {

    private static final double FAR = 8.5;
    private static final int PANELS = 5;

    private final int gap;
    private final int low;
    private final int n;

    private DixonRatio(int gap, int low, int n) {
        this.gap = gap;
        this.low = low;
        this.n = n;
    }

    /**
     * Ratio of n values.
     *
     * @param gap j, how far below the extreme the numerator reaches: 1 or 2
     * @param low i, rank of the value the denominator reaches down to: 1, 2 or 3
     * @throws StatisticsRefusal {@code too-few-values}
     */
    public static DixonRatio of(int gap, int low, int n) {
        if (n < gap + low + 1) {
            throw StatisticsRefusal.of("too-few-values", "needed", gap + low + 1, "found", n);
        }
        return new DixonRatio(gap, low, n);
    }

    /** Chance that the ratio exceeds r. */
    public double survival(double r) {
        if (r <= 0 || r >= 1) {
            return r <= 0 ? 1 : 0;
        }
        Quadrature.Rule outer = Quadrature.panels(-FAR, FAR, 2 * PANELS);
        double sum = 0;
        for (int k = 0; k < outer.nodes().length; k++) {
            double a = outer.nodes()[k];
            Quadrature.Rule inner = Quadrature.panels(0, FAR - Math.min(a, 0) + 1, PANELS);
            double density = StandardNormal.density(a) * Math.pow(StandardNormal.cdf(a), low - 1.0);
            sum += outer.weights()[k] * density * inner.integrate(width -> tail(a, width, r));
        }
        return Math.clamp(sum * coefficient(), 0, 1);
    }

    /** The value exceeded with a chance in (0, 1). */
    public double upperPoint(double chance) {
        return new BracketingNthOrderBrentSolver(1e-9, 1e-9, 1e-12, 5).solve(200, r -> survival(r) - chance, 0, 1);
    }

    /** Density of x_n at a + width, times the chance of the event and of m values between. */
    private double tail(double a, double width, double r) {
        double b = a + width;
        int between = n - low - 1;
        double whole = StandardNormal.between(a, b);
        double above = StandardNormal.between(b - r * width, b);
        double below = StandardNormal.between(a, b - r * width);
        double chance = Math.pow(below, between);
        if (gap == 2) {
            chance += between * Math.pow(below, between - 1.0) * above;
        }
        return whole > 0 ? StandardNormal.density(b) * chance : 0;
    }

    private double coefficient() {
        double product = 1;
        for (int i = n - low; i <= n; i++) {
            product *= i;
        }
        for (int i = 2; i < low; i++) {
            product /= i;
        }
        return product;
    }
}
