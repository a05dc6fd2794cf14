package org.stroma.instruments.gating;

import java.util.function.DoubleUnaryOperator;

/**
 * The hyperlog scale (Bagwell 2005, doi:10.1002/cyto.a.20114; Gating-ML 2.0, 6.5): the inverse of
 * {@code a exp(b y) + c y - f}. Values are found to the last bits of a double.
 *
 * @param t top of scale, above 0
 * @param w linear decades, above 0, to M/2
 * @param m decades, above 0
 * @param a additional negative decades, from -W to M - 2W
 */
public record Hyperlog(double t, double w, double m, double a) implements Curve {

    public Hyperlog {
        if (!(t > 0 && m > 0 && w > 0 && w <= m / 2 && a >= -w && a <= m - 2 * w))
            throw new IllegalArgumentException("hyperlog needs T > 0, M > 0, 0 < W <= M/2 and -W <= A <= M - 2W");
    }

    @Override
    public DoubleUnaryOperator function() {
        return new Solver(this);
    }

    /** Inverts the hyperlog; below zero the scale is its mirror image at x1. */
    private static final class Solver implements DoubleUnaryOperator {

        private final double top;
        private final double a;
        private final double b;
        private final double c;
        private final double f;
        private final double x1;

        private Solver(Hyperlog h) {
            double width = h.w / (h.m + h.a);
            double x2 = h.a / (h.m + h.a);
            x1 = x2 + width;
            double x0 = x2 + 2 * width;
            b = (h.m + h.a) * Math.log(10);
            double ca = Math.exp(b * x0) / width;
            double fa = Math.exp(b * x1) + ca * x1;
            a = h.t / (Math.exp(b) + ca - fa);
            c = ca * a;
            f = fa * a;
            top = h.t;
        }

        @Override
        public double applyAsDouble(double x) {
            if (!Double.isFinite(x))
                return x;
            if (x == 0)
                return x1;
            double size = Math.abs(x);
            // convex, and from x1 to 1 it rises by T on average at least as steeply as T
            double high = 1 + size / top + 0x1p-40;
            double start = size < a ? x1 + size / (a * b * Math.exp(b * x1) + c) : Math.log((size + f) / a) / b;
            double inside = start > x1 && start < high ? start : (x1 + high) / 2;
            double y = Roots.find(v -> a * Math.exp(b * v) + c * v - f - size, v -> a * b * Math.exp(b * v) + c, x1,
                    high,
                    inside);
            return x < 0 ? 2 * x1 - y : y;
        }
    }

}
