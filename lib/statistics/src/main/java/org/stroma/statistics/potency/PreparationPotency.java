package org.stroma.statistics.potency;

import org.stroma.statistics.numeric.Fieller;

/**
 * Estimated potency of one preparation.
 *
 * @param name of the preparation
 * @param assumed potency that a ratio of one stands for
 * @param potency estimate, in the unit of the assumed potency
 * @param lower confidence limit; NaN when the set of plausible potencies is not an interval
 * @param upper confidence limit; NaN likewise
 * @param shape of that set
 */
public record PreparationPotency(String name, double assumed, double potency, double lower, double upper,
        Fieller.Shape shape) {
    /** From limits of the logarithm of the ratio to the standard. */
    static PreparationPotency ofLog(String name, double assumed, Fieller.Interval log) {
        boolean bounded = log.shape() == Fieller.Shape.BOUNDED;
        return new PreparationPotency(name, assumed, assumed * Math.exp(log.ratio()),
                bounded ? assumed * Math.exp(log.lower()) : Double.NaN,
                bounded ? assumed * Math.exp(log.upper()) : Double.NaN, log.shape());
    }

    /** From limits of the ratio to the standard. */
    static PreparationPotency ofRatio(String name, double assumed, Fieller.Interval ratio) {
        boolean bounded = ratio.shape() == Fieller.Shape.BOUNDED;
        return new PreparationPotency(name, assumed, assumed * ratio.ratio(),
                bounded ? assumed * ratio.lower() : Double.NaN,
                bounded ? assumed * ratio.upper() : Double.NaN, ratio.shape());
    }

    /** Estimate in per cent of the assumed potency. */
    public double percentOfAssumed() {
        return 100 * potency / assumed;
    }

    /** Lower limit in per cent of the estimate. */
    public double lowerPercentOfEstimate() {
        return 100 * lower / potency;
    }

    /** Upper limit in per cent of the estimate. */
    public double upperPercentOfEstimate() {
        return 100 * upper / potency;
    }
}
