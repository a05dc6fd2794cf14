package org.stroma.statistics.distribution;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/** Numerical integration of smooth functions over a finite interval by Gauss-Legendre rules. */
public final class Quadrature {

    private static final GaussIntegratorFactory FACTORY = new GaussIntegratorFactory();
    private static final GaussIntegrator COARSE = FACTORY.legendre(15);
    private static final GaussIntegrator FINE = FACTORY.legendre(21);
    private static final int DEEPEST = 16;

    private Quadrature() {}

    /** Places and weights of one rule. */
    public record Rule(double[] nodes, double[] weights) {

        /** The rule applied to a function. */
        public double integrate(DoubleUnaryOperator f) {
            double sum = 0;
            for (int i = 0; i < nodes.length; i++) {
                sum += weights[i] * f.applyAsDouble(nodes[i]);
            }
            return sum;
        }
    }

    /** A rule on [from, to] made of equal panels with 21 points each. */
    public static Rule panels(double from, double to, int panels) {
        int points = FINE.getNumberOfPoints();
        double[] nodes = new double[panels * points];
        double[] weights = new double[panels * points];
        double half = (to - from) / panels / 2;
        for (int p = 0; p < panels; p++) {
            double middle = from + (2 * p + 1) * half;
            for (int i = 0; i < points; i++) {
                nodes[p * points + i] = middle + half * FINE.getPoint(i);
                weights[p * points + i] = half * FINE.getWeight(i);
            }
        }
        return new Rule(nodes, weights);
    }

    /**
     * Integral over [from, to], halving until a 15 and a 21 point rule agree on each part within an absolute error, which must
     * stay above the rounding of the sum.
     */
    public static double adaptive(DoubleUnaryOperator f, double from, double to, double error) {
        return from < to ? refine(f, from, to, error, 0) : 0;
    }

    private static double refine(DoubleUnaryOperator f, double from, double to, double error, int depth) {
        double coarse = once(COARSE, f, from, to);
        double fine = once(FINE, f, from, to);
        if (Math.abs(fine - coarse) <= error || depth == DEEPEST) {
            return fine;
        }
        double middle = (from + to) / 2;
        return refine(f, from, middle, error, depth + 1) + refine(f, middle, to, error, depth + 1);
    }

    private static double once(GaussIntegrator rule, DoubleUnaryOperator f, double from, double to) {
        double half = (to - from) / 2;
        double middle = (from + to) / 2;
        double sum = 0;
        for (int i = 0; i < rule.getNumberOfPoints(); i++) {
            sum += rule.getWeight(i) * f.applyAsDouble(middle + half * rule.getPoint(i));
        }
        return sum * half;
    }
}
