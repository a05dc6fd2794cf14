package org.stroma.statistics.distribution;

import org.apache.commons.numbers.gamma.LogGamma;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.stroma.statistics.StatisticsRefusal;

/**
 * The noncentral t distribution, that of {@code (Z + δ) / sqrt(χ²/ν)}.
 *
 * <p>The lower tail at t is the mean of {@code Φ(t·S − δ)} over {@code S = sqrt(χ²/ν)}. It is integrated over ln S, where
 * the integrand is smooth for every ν, by adaptive Gauss-Legendre rules between points at which less than 1e-20 of the mass
 * is left out. Absolute accuracy about 1e-14; no series, so no limit on δ. Definition: Johnson, Kotz, Balakrishnan,
 * Continuous Univariate Distributions 2, ch. 31.
 */
public final class NoncentralT {

    private static final double INTEGRATION_ERROR = 1e-15;
    private static final double NEGLIGIBLE_LOG_DENSITY = -50;

    private final double degreesOfFreedom;
    private final double noncentrality;
    private final double logConstant;
    private final double from;
    private final double to;

    private NoncentralT(double degreesOfFreedom, double noncentrality) {
        this.degreesOfFreedom = degreesOfFreedom;
        this.noncentrality = noncentrality;
        this.logConstant = Math.log(2) - logGammaExcess(degreesOfFreedom / 2);
        this.from = edge(-1);
        this.to = edge(+1);
    }

    /**
     * Distribution with degrees of freedom ν &gt; 0 (need not be whole) and any finite noncentrality δ.
     *
     * @throws StatisticsRefusal {@code out-of-range}
     */
    public static NoncentralT of(double degreesOfFreedom, double noncentrality) {
        if (!(degreesOfFreedom > 0) || !Double.isFinite(degreesOfFreedom)) {
            throw StatisticsRefusal.of("out-of-range", "name", "degreesOfFreedom", "range", "(0, ∞)", "value",
                    degreesOfFreedom);
        }
        if (!Double.isFinite(noncentrality)) {
            throw StatisticsRefusal.of("out-of-range", "name", "noncentrality", "range", "(−∞, ∞)", "value",
                    noncentrality);
        }
        return new NoncentralT(degreesOfFreedom, noncentrality);
    }

    /** Probability of a value at or below t. */
    public double cdf(double t) {
        double turn = t * noncentrality > 0 ? Math.log(noncentrality / t) : 0;
        double split = Math.clamp(turn, from, to);
        double mode = Math.clamp(0, from, to);
        double first = Math.min(split, mode);
        double second = Math.max(split, mode);
        return Math.clamp(part(t, from, first) + part(t, first, second) + part(t, second, to), 0, 1);
    }

    /** The value that is not exceeded with probability p, 0 &lt; p &lt; 1; relative accuracy about 1e-12. */
    public double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw StatisticsRefusal.of("out-of-range", "name", "p", "range", "(0, 1)", "value", p);
        }
        double step = 1 + Math.abs(noncentrality) / 2;
        double low = noncentrality;
        double high = noncentrality;
        while (cdf(low) > p) {
            low -= step;
            step *= 2;
        }
        while (cdf(high) < p) {
            high += step;
            step *= 2;
        }
        return low == high
                ? low
                : new BracketingNthOrderBrentSolver(1e-13, 1e-14, 1e-16, 5).solve(200, t -> cdf(t) - p, low, high);
    }

    private double part(double t, double lower, double upper) {
        return Quadrature.adaptive(u -> Math.exp(logDensity(u)) * StandardNormal.cdf(t * Math.exp(u) - noncentrality),
                lower, upper,
                INTEGRATION_ERROR);
    }

    /** Log density of u = ln S. */
    private double logDensity(double u) {
        return logConstant + degreesOfFreedom * fall(u);
    }

    /** {@code u − (e²ᵘ − 1)/2}, never positive; by its series near zero, where the difference would lose digits. */
    private static double fall(double u) {
        if (Math.abs(u) > 0.05) {
            return u - Math.expm1(2 * u) / 2;
        }
        double sum = 0;
        for (int k = 12; k >= 2; k--) {
            sum = (1 + sum) * 2 * u / (k + 1);
        }
        return -u * u * (1 + sum);
    }

    /** Where the density of ln S has fallen to e⁻⁵⁰ of its peak. */
    private double edge(int side) {
        double near = 0;
        double far = side * 0.01;
        while (degreesOfFreedom * fall(far) > NEGLIGIBLE_LOG_DENSITY) {
            far *= 2;
        }
        for (int i = 0; i < 30; i++) {
            double middle = (near + far) / 2;
            boolean inside = degreesOfFreedom * fall(middle) > NEGLIGIBLE_LOG_DENSITY;
            near = inside ? middle : near;
            far = inside ? far : middle;
        }
        return far;
    }

    /** ln Γ(a) − a·ln a + a, by Stirling's series where the difference would lose digits. */
    private static double logGammaExcess(double a) {
        if (a < 20) {
            return LogGamma.value(a) - a * Math.log(a) + a;
        }
        double square = a * a;
        double series = (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / a;
        return 0.5 * Math.log(2 * Math.PI / a) + series;
    }
}
