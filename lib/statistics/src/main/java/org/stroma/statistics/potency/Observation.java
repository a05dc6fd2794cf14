package org.stroma.statistics.potency;

import org.jspecify.annotations.Nullable;

/**
 * One response of an assay.
 *
 * @param preparation which preparation was given
 * @param dose in units that make the doses of all preparations comparable, for example assumed units; 0 for a blank
 * @param response measured value, or number responding in a quantal assay; absent when it was lost
 * @param block block or row, where the design has them
 * @param column column of a Latin square
 * @param groupSize number tested in a quantal assay
 */
public record Observation(String preparation, double dose, @Nullable Double response, @Nullable String block,
        @Nullable String column, @Nullable Double groupSize) {
    public Observation {
        if (!(dose >= 0) || Double.isInfinite(dose)) {
            throw new IllegalArgumentException("dose " + dose);
        }
        if (response != null && !Double.isFinite(response)) {
            throw new IllegalArgumentException("response " + response);
        }
    }

    /** A response of a completely randomised assay. */
    public static Observation of(String preparation, double dose, double response) {
        return new Observation(preparation, dose, response, null, null, null);
    }

    /** A response in a block. */
    public static Observation inBlock(String preparation, double dose, double response, String block) {
        return new Observation(preparation, dose, response, block, null, null);
    }

    /** A group of a quantal assay. */
    public static Observation quantal(String preparation, double dose, double responding, double tested) {
        return new Observation(preparation, dose, responding, null, null, tested);
    }
}
