package org.stroma.instruments.gating;

import java.util.function.DoubleUnaryOperator;

/**
 * A scale transformation with the bounds its values are held in (Gating-ML 2.0, 5.1).
 *
 * @param id its id
 * @param curve the function
 * @param lowest boundMin, minus infinity when not stated
 * @param highest boundMax, infinity when not stated
 */
public record Scale(String id, Curve curve, double lowest, double highest) {

    public Scale {
        if (!(lowest <= highest))
            throw new IllegalArgumentException("boundMin above boundMax");
    }

    /** The function with its bounds; what is not defined stays so. */
    DoubleUnaryOperator function() {
        DoubleUnaryOperator plain = curve.function();
        if (lowest == Double.NEGATIVE_INFINITY && highest == Double.POSITIVE_INFINITY)
            return plain;
        return x -> Math.min(Math.max(plain.applyAsDouble(x), lowest), highest);
    }

}
