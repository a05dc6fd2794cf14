package org.stroma.statistics.stability;

import org.jspecify.annotations.Nullable;
import org.stroma.statistics.StatisticsRefusal;

/**
 * How a shelf life is to be estimated.
 *
 * @param lower lower acceptance limit, if any
 * @param upper upper acceptance limit, if any
 * @param alpha significance below which batches are not pooled; 0.25 in ICH Q1E
 * @param confidence of the bound, for example 0.95
 * @param sides 1 for a one-sided bound, 2 for a two-sided interval
 * @param error error term of the test of intercepts
 * @param transformation scale of the regression
 * @param censored treatment of censored results
 */
public record ShelfLifeSettings(@Nullable Double lower, @Nullable Double upper, double alpha, double confidence,
        int sides,
        PoolingError error, Transformation transformation, CensoredValues censored) {
    /** Alpha for pooling in ICH Q1E. */
    public static final double POOLING_ALPHA = 0.25;

    private static final double DEFAULT_CONFIDENCE = 0.95;

    public ShelfLifeSettings {
        if (lower == null && upper == null) {
            throw StatisticsRefusal.of("shelf-life-without-limit");
        }
        requireFinite("lower", lower);
        requireFinite("upper", upper);
        if (lower != null && upper != null && !(lower < upper)) {
            throw StatisticsRefusal.of("shelf-life-limits-crossed", "lower", lower, "upper", upper);
        }
        requireShare("alpha", alpha);
        requireShare("confidence", confidence);
        if (sides != 1 && sides != 2) {
            throw StatisticsRefusal.of("out-of-range", "name", "sides", "range", "1, 2", "value", sides);
        }
    }

    private static void requireFinite(String name, @Nullable Double limit) {
        if (limit != null && !Double.isFinite(limit)) {
            throw StatisticsRefusal.of("out-of-range", "name", name, "range", "(-inf, +inf)", "value", limit);
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw StatisticsRefusal.of("out-of-range", "name", name, "range", "(0, 1)", "value", value);
        }
    }

    /** The defaults of ICH Q1E: one-sided for one limit, two-sided for two, pooling at 0.25, 95 %, full-model error. */
    public static ShelfLifeSettings of(@Nullable Double lower, @Nullable Double upper) {
        return new ShelfLifeSettings(lower, upper, POOLING_ALPHA, DEFAULT_CONFIDENCE,
                lower != null && upper != null ? 2 : 1,
                PoolingError.FULL, Transformation.NONE, CensoredValues.LEAVE_OUT);
    }

    public ShelfLifeSettings withAlpha(double value) {
        return new ShelfLifeSettings(lower, upper, value, confidence, sides, error, transformation, censored);
    }

    public ShelfLifeSettings withConfidence(double value) {
        return new ShelfLifeSettings(lower, upper, alpha, value, sides, error, transformation, censored);
    }

    public ShelfLifeSettings withSides(int value) {
        return new ShelfLifeSettings(lower, upper, alpha, confidence, value, error, transformation, censored);
    }

    public ShelfLifeSettings withError(PoolingError value) {
        return new ShelfLifeSettings(lower, upper, alpha, confidence, sides, value, transformation, censored);
    }

    public ShelfLifeSettings withTransformation(Transformation value) {
        return new ShelfLifeSettings(lower, upper, alpha, confidence, sides, error, value, censored);
    }

    public ShelfLifeSettings withCensored(CensoredValues value) {
        return new ShelfLifeSettings(lower, upper, alpha, confidence, sides, error, transformation, value);
    }

    /** Probability left outside the bound on one side. */
    double tail() {
        return (1 - confidence) / sides;
    }
}
