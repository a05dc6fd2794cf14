package org.stroma.instruments.gating;

import java.util.function.DoubleUnaryOperator;

/** Root of an increasing function, by Newton's method kept inside a bracket that shrinks at every step. */
final class Roots {

    private static final int MOST_STEPS = 200;

    private Roots() {}

    /**
     * The x in [low, high] with {@code f(x) = 0} to the last bits of a double.
     *
     * @param f increasing, at or below 0 at {@code low}, at or above 0 at {@code high}
     * @param slope its derivative
     */
    static double find(DoubleUnaryOperator f, DoubleUnaryOperator slope, double low, double high, double start) {
        double a = low;
        double b = high;
        double x = start;
        for (int step = 0; step < MOST_STEPS; step++) {
            double y = f.applyAsDouble(x);
            if (y == 0)
                return x;
            if (y < 0)
                a = x;
            else
                b = x;
            double next = x - y / slope.applyAsDouble(x);
            // a step that leaves the bracket, or is none, is replaced by halving
            if (!(next > a && next < b))
                next = a + (b - a) / 2;
            if (Math.abs(next - x) <= 2 * Math.ulp(next) || next <= a && next >= b)
                return next;
            x = next;
        }
        return x;
    }

}
