package org.stroma.statistics.capability;

import org.jspecify.annotations.Nullable;
import org.stroma.statistics.StatisticsRefusal;

/** A specification with one or two limits and perhaps a target, all in the unit of the data. */
public record SpecificationLimits(@Nullable Double lower, @Nullable Double upper, @Nullable Double target) {

    public SpecificationLimits {
        if (lower == null && upper == null) {
            throw StatisticsRefusal.of("no-specification");
        }
        requireFinite("lower", lower);
        requireFinite("upper", upper);
        requireFinite("target", target);
        if (lower != null && upper != null && !(lower < upper)) {
            throw StatisticsRefusal.of("out-of-range", "name", "upper", "range", "(" + lower + ", ∞)", "value", upper);
        }
    }

    /** Two limits, the target midway. */
    public static SpecificationLimits between(double lower, double upper) {
        return new SpecificationLimits(lower, upper, null);
    }

    /** A lower limit only. */
    public static SpecificationLimits atLeast(double lower) {
        return new SpecificationLimits(lower, null, null);
    }

    /** An upper limit only. */
    public static SpecificationLimits atMost(double upper) {
        return new SpecificationLimits(null, upper, null);
    }

    /** The target given, or the middle of two limits, or nothing. */
    public @Nullable Double aim() {
        if (target != null) {
            return target;
        }
        return lower != null && upper != null ? (Double) ((lower + upper) / 2) : null;
    }

    /** True if a value meets the specification, limits included. */
    public boolean meets(double value) {
        return (lower == null || value >= lower) && (upper == null || value <= upper);
    }

    private static void requireFinite(String name, @Nullable Double value) {
        if (value != null && !Double.isFinite(value)) {
            throw StatisticsRefusal.of("out-of-range", "name", name, "range", "(−∞, ∞)", "value", value);
        }
    }
}
