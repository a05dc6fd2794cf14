package org.stroma.statistics.stability;

/** Scale on which the response is taken to be linear in time. */
public enum Transformation {
    NONE {
        @Override
        double apply(double value) {
            return value;
        }

        @Override
        double invert(double value) {
            return value;
        }
    },
    /** Natural logarithm, for first-order decay; values and limits must be positive. */
    LOG {
        @Override
        double apply(double value) {
            return Math.log(value);
        }

        @Override
        double invert(double value) {
            return Math.exp(value);
        }
    };

    abstract double apply(double value);

    abstract double invert(double value);
}
