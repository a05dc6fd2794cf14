package org.stroma.statistics.potency;

import org.jspecify.annotations.Nullable;
import org.stroma.statistics.model.Limits;

/**
 * Margins within which a preparation counts as similar to the standard; defaults are for development, a validated assay sets
 * its own from its data (USP 1032).
 *
 * @param slopeRatio slope against the slope of the standard
 * @param rangeRatio distance of the asymptotes against that of the standard
 * @param upperRatio upper asymptote against that of the standard
 * @param lowerDifference lower asymptote minus that of the standard; absent for a tenth of the standard's range either way
 */
public record EquivalenceMargins(Limits slopeRatio, Limits rangeRatio, Limits upperRatio,
        @Nullable Limits lowerDifference) {
    /** Slope 0.80 to 1.25, range and upper asymptote 0.90 to 1.11, lower asymptote within a tenth of the range. */
    public static final EquivalenceMargins DEFAULT = new EquivalenceMargins(new Limits(0.80, 1.25),
            new Limits(0.90, 1.11),
            new Limits(0.90, 1.11), null);
}
