package org.stroma.instruments.gating;

import org.jspecify.annotations.Nullable;

/**
 * One axis of a gate: what is measured, how it is compensated, then how it is scaled.
 *
 * @param source what is measured
 * @param compensation id of a spectrum matrix, {@link #UNCOMPENSATED} or {@link #OF_FILE}
 * @param transformation id of a scale transformation, null for the scale values themselves
 */
public record Dimension(Source source, String compensation, @Nullable String transformation) {

    /** Scale values as the instrument gives them. */
    public static final String UNCOMPENSATED = "uncompensated";
    /** The compensation the file carries, if any. */
    public static final String OF_FILE = "FCS";

    /** What is measured. */
    public sealed interface Source {

        /** A channel by $PnN, or a fluorochrome of the matrix. */
        record Channel(String name) implements Source {}

        /** A ratio transformation by its id. */
        record RatioOf(String transformation) implements Source {}
    }

}
