package org.stroma.statistics.potency;

import org.stroma.statistics.StatisticsRefusal;

/** Scale on which responses are analysed. */
public enum ResponseTransformation {
    NONE {
        @Override
        double transform(double value) {
            return value;
        }
    },
    /** Natural logarithm; positive responses only. */
    LN {
        @Override
        double transform(double value) {
            return value > 0 ? Math.log(value) : Double.NaN;
        }
    },
    /** Square root; no negative responses. */
    SQRT {
        @Override
        double transform(double value) {
            return value >= 0 ? Math.sqrt(value) : Double.NaN;
        }
    },
    SQUARE {
        @Override
        double transform(double value) {
            return value * value;
        }
    };

    /** The transformed value, NaN where there is none. */
    abstract double transform(double value);

    /** The transformed value; refuses {@code potency-transformation-impossible} where there is none. */
    public double apply(double value) {
        double transformed = transform(value);
        if (Double.isNaN(transformed)) {
            throw StatisticsRefusal.of("potency-transformation-impossible", "value", value, "transformation", name());
        }
        return transformed;
    }
}
