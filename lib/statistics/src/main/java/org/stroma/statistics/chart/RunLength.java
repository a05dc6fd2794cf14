package org.stroma.statistics.chart;

import java.util.function.DoubleBinaryOperator;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.distribution.Quadrature;
import org.stroma.statistics.distribution.StandardNormal;

/**
 * Average run length: the mean number of points up to and including the first signal, for independent normal values of
 * known mean and σ. Shifts are in standard errors of the plotted value.
 *
 * <p>EWMA and CUSUM satisfy a Fredholm integral equation of the second kind, solved by Nyström's method on Gauss-Legendre
 * points; relative accuracy about 1e-9 for λ ≥ 0.01 and h ≤ 20. S. V. Crowder, Technometrics 29 (1987) 401,
 * doi:10.1080/00401706.1987.10488267; E. S. Page (1954), doi:10.1093/biomet/41.1-2.100.
 */
public final class RunLength {

    private static final double LONGEST = 1e13;

    private RunLength() {}

    /** Run length of a chart with limits at a number of standard errors. */
    public static double shewhart(double width, double shift) {
        require("width", width, 0, Double.MAX_VALUE);
        return 1 / (StandardNormal.survival(width - shift) + StandardNormal.cdf(-width - shift));
    }

    /**
     * Run length of a two-sided EWMA with constant limits {@code ±L·sqrt(λ/(2−λ))}, started at the centre.
     *
     * @throws StatisticsRefusal {@code out-of-range}
     */
    public static double ewma(double lambda, double width, double shift) {
        return ewma(lambda, width, shift, 0);
    }

    /** The same, started at a value inside the limits, in standard errors of a single value. */
    public static double ewma(double lambda, double width, double shift, double start) {
        require("lambda", lambda, Double.MIN_VALUE, 1);
        require("width", width, Double.MIN_VALUE, 50);
        double limit = width * Math.sqrt(lambda / (2 - lambda));
        require("start", start, -limit, limit);
        int panels = 2 + (int) Math.ceil(limit / lambda / 3);
        Quadrature.Rule rule = Quadrature.panels(-limit, limit, panels);
        DoubleBinaryOperator kernel = (from, to) -> StandardNormal.density((to - (1 - lambda) * from) / lambda - shift)
                / lambda;
        RealVector lengths = solve(rule, kernel, null);
        double sum = 1;
        for (int j = 0; j < rule.nodes().length; j++) {
            sum += rule.weights()[j] * kernel.applyAsDouble(start, rule.nodes()[j]) * lengths.getEntry(j);
        }
        return sum;
    }

    /**
     * Run length of a one-sided CUSUM {@code max(0, C + z − k)} that signals above h.
     *
     * <p>Runs above 1e13 are beyond the method and given as infinite.
     *
     * @param start where the sum begins, in [0, h]
     */
    public static double cusumOneSided(double reference, double decision, double shift, double start) {
        require("decision", decision, Double.MIN_VALUE, 1000);
        require("start", start, 0, decision);
        double drift = reference - shift;
        Quadrature.Rule rule = Quadrature.panels(0, decision, 2 + (int) Math.ceil(decision / 4));
        DoubleBinaryOperator kernel = (from, to) -> StandardNormal.density(to - from + drift);
        DoubleBinaryOperator atom = (from, to) -> StandardNormal.cdf(drift - from);
        RealVector lengths = solve(rule, kernel, atom);
        int last = rule.nodes().length;
        double sum = 1 + atom.applyAsDouble(start, 0) * lengths.getEntry(last);
        for (int j = 0; j < last; j++) {
            sum += rule.weights()[j] * kernel.applyAsDouble(start, rule.nodes()[j]) * lengths.getEntry(j);
        }
        return sum >= 1 && sum < LONGEST ? sum : Double.POSITIVE_INFINITY;
    }

    /**
     * Run length of a two-sided CUSUM started at 0, by {@code 1/L = 1/L⁺ + 1/L⁻} (K. W. Kemp, J. R. Stat. Soc. B 23 (1961)
     * 149), exact as the two sums cannot both be about to signal.
     */
    public static double cusumTwoSided(double reference, double decision, double shift) {
        double up = cusumOneSided(reference, decision, shift, 0);
        double down = cusumOneSided(reference, decision, -shift, 0);
        return 1 / (1 / up + 1 / down);
    }

    /** Solves L = 1 + K·L on the points of a rule, with a further state at 0 reached by an atom of probability if given. */
    private static RealVector solve(Quadrature.Rule rule, DoubleBinaryOperator kernel,
            @Nullable DoubleBinaryOperator atom) {
        int inner = rule.nodes().length;
        int size = atom == null ? inner : inner + 1;
        RealMatrix matrix = MatrixUtils.createRealIdentityMatrix(size);
        for (int i = 0; i < size; i++) {
            double from = i < inner ? rule.nodes()[i] : 0;
            for (int j = 0; j < inner; j++) {
                matrix.addToEntry(i, j, -rule.weights()[j] * kernel.applyAsDouble(from, rule.nodes()[j]));
            }
            if (atom != null) {
                matrix.addToEntry(i, inner, -atom.applyAsDouble(from, 0));
            }
        }
        RealVector ones = MatrixUtils.createRealVector(new double[size]).mapAdd(1);
        return new LUDecomposition(matrix, Double.MIN_NORMAL).getSolver().solve(ones);
    }

    private static void require(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw StatisticsRefusal.of("out-of-range", "name", name, "range", "[" + low + ", " + high + "]", "value",
                    value);
        }
    }
}
