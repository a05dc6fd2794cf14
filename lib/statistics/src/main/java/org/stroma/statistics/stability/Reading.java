package org.stroma.statistics.stability;

/** What a stability test reported. */
public sealed interface Reading {
    /** A number in the unit of the specification. */
    record Measured(double value) implements Reading {
        public Measured {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("not a finite value: " + value);
            }
        }
    }

    /** Reported as less than a limit, usually of quantitation. */
    record Below(double limit) implements Reading {}

    /** Reported as more than a limit. */
    record Above(double limit) implements Reading {}

    /** Planned but not reported. */
    record Missing() implements Reading {}
}
