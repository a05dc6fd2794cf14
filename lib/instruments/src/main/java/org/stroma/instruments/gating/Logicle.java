package org.stroma.instruments.gating;

import java.util.function.DoubleUnaryOperator;

/**
 * The logicle scale (Parks, Roederer, Moore 2006, doi:10.1002/cyto.a.20258; Moore, Parks 2012, doi:10.1002/cyto.a.22030;
 * Gating-ML 2.0, 6.4): the inverse of the biexponential {@code a exp(b y) - c exp(-d y) - f}, which is linear around zero
 * and logarithmic far from it. Values are found to the last bits of a double.
 *
 * @param t top of scale, above 0
 * @param w linear decades, from 0 to M/2
 * @param m decades, above 0
 * @param a additional negative decades, from -W to M - 2W
 */
public record Logicle(double t, double w, double m, double a) implements Curve {

    /** What follows from the parameters, in the notation of the papers. */
    private record Biexponential(double a, double b, double c, double d, double f, double x1) {

        double value(double y) {
            return a * Math.exp(b * y) - c * Math.exp(-d * y) - f;
        }

        double slope(double y) {
            return a * b * Math.exp(b * y) + c * d * Math.exp(-d * y);
        }
    }

    public Logicle {
        if (!(t > 0 && m > 0 && w >= 0 && w <= m / 2 && a >= -w && a <= m - 2 * w))
            throw new IllegalArgumentException("logicle needs T > 0, M > 0, 0 <= W <= M/2 and -W <= A <= M - 2W");
    }

    @Override
    public DoubleUnaryOperator function() {
        return new Solver(constants());
    }

    private Biexponential constants() {
        double width = w / (m + a);
        double x2 = a / (m + a);
        double x1 = x2 + width;
        double x0 = x2 + 2 * width;
        double b = (m + a) * Math.log(10);
        double d = slopeBelow(b, width);
        double ca = Math.exp(x0 * (b + d));
        double fa = Math.exp(b * x1) - ca / Math.exp(d * x1);
        double scale = t / (Math.exp(b) - fa - ca / Math.exp(d));
        return new Biexponential(scale, b, ca * scale, d, fa * scale, x1);
    }

    /** d with {@code 2 (ln d - ln b) + w (b + d) = 0}, between 0 and b. */
    private static double slopeBelow(double b, double width) {
        if (width == 0)
            return b;
        return Roots.find(d -> 2 * (Math.log(d) - Math.log(b)) + width * (d + b), d -> 2 / d + width, Double.MIN_NORMAL,
                b, b / 2);
    }

    /** Inverts the biexponential; below zero the scale is its mirror image at x1. */
    private static final class Solver implements DoubleUnaryOperator {

        private final Biexponential curve;

        private Solver(Biexponential curve) {
            this.curve = curve;
        }

        @Override
        public double applyAsDouble(double x) {
            if (!Double.isFinite(x))
                return x;
            if (x == 0)
                return curve.x1;
            double size = Math.abs(x);
            // a exp(b y) alone grows by the whole value from 1 to here, and the rest never falls
            double high = 1 + Math.log1p(size / (curve.a * Math.exp(curve.b))) / curve.b + 0x1p-40;
            double start = size < curve.a
                    ? curve.x1 + size / curve.slope(curve.x1)
                    : Math.log((size + curve.f) / curve.a) / curve.b;
            double inside = start > curve.x1 && start < high ? start : (curve.x1 + high) / 2;
            double y = Roots.find(v -> curve.value(v) - size, curve::slope, curve.x1, high, inside);
            return x < 0 ? 2 * curve.x1 - y : y;
        }
    }

}
