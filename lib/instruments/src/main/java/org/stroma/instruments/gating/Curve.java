package org.stroma.instruments.gating;

import java.util.function.DoubleUnaryOperator;

/**
 * A scale transformation of Gating-ML 2.0 (chapter 6): from scale values to the display scale, on which 1 is the top.
 * Parameters are named as in the standard: T top of scale, M decades, W decades of the linear part, A additional negative
 * decades. Constructors refuse parameters outside the standard's ranges.
 */
public sealed interface Curve permits Curve.Linear, Curve.Log, Curve.Asinh, Logicle, Hyperlog {

    /** The transformation with its constants computed once; NaN where it is not defined. */
    DoubleUnaryOperator function();

    /** One transformed value. */
    default double apply(double x) {
        return function().applyAsDouble(x);
    }

    /** flin: {@code (x + A) / (T + A)}. */
    record Linear(double t, double a) implements Curve {

        public Linear {
            require(t > 0 && a >= 0 && a <= t, "flin needs T > 0 and 0 <= A <= T");
        }

        @Override
        public DoubleUnaryOperator function() {
            return x -> (x + a) / (t + a);
        }
    }

    /** flog: {@code log10(x / T) / M + 1}; minus infinity at 0, not defined below. */
    record Log(double t, double m) implements Curve {

        public Log {
            require(t > 0 && m > 0, "flog needs T > 0 and M > 0");
        }

        @Override
        public DoubleUnaryOperator function() {
            return x -> Math.log10(x / t) / m + 1;
        }
    }

    /** fasinh: {@code (asinh(x sinh(M ln 10) / T) + A ln 10) / ((M + A) ln 10)}. */
    record Asinh(double t, double m, double a) implements Curve {

        private static final double LN10 = Math.log(10);

        public Asinh {
            require(t > 0 && m > 0 && a >= 0 && a <= m, "fasinh needs T > 0, M > 0 and 0 <= A <= M");
        }

        @Override
        public DoubleUnaryOperator function() {
            double steep = Math.sinh(m * LN10) / t;
            double width = (m + a) * LN10;
            return x -> (asinh(x * steep) + a * LN10) / width;
        }

        private static double asinh(double y) {
            double size = Math.abs(y);
            double value = size > 0x1p28
                    ? Math.log(size) + Math.log(2)
                    : Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
            return Math.copySign(value, y);
        }
    }

    private static void require(boolean met, String what) {
        if (!met)
            throw new IllegalArgumentException(what);
    }

}
