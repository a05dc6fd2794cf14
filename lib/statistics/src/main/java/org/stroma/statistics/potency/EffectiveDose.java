package org.stroma.statistics.potency;

import org.stroma.statistics.model.Estimate;
import org.stroma.statistics.numeric.Fieller;

/**
 * The dose to which a given share responds.
 *
 * @param preparation whose dose
 * @param share responding, for example 0.5
 * @param log natural logarithm of the dose with its delta-method error
 * @param fieller limits of that logarithm by Fieller
 */
public record EffectiveDose(String preparation, double share, Estimate log, Fieller.Interval fieller) {
    public double dose() {
        return Math.exp(log.value());
    }

    /** Lower Fieller limit of the dose; NaN when unbounded. */
    public double lower() {
        return fieller.shape() == Fieller.Shape.BOUNDED ? Math.exp(fieller.lower()) : Double.NaN;
    }

    /** Upper Fieller limit of the dose; NaN when unbounded. */
    public double upper() {
        return fieller.shape() == Fieller.Shape.BOUNDED ? Math.exp(fieller.upper()) : Double.NaN;
    }
}
