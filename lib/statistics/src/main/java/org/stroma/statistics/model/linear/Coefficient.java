package org.stroma.statistics.model.linear;

import org.stroma.statistics.model.Estimate;

/**
 * A coefficient of a linear model.
 *
 * @param name of its column
 * @param estimate NaN when the column depends linearly on earlier ones
 */
public record Coefficient(String name, Estimate estimate) {
    /** Whether the column could not be told from earlier ones and was left out. */
    public boolean aliased() {
        return Double.isNaN(estimate.value());
    }
}
