package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How a number of cells becomes a volume in a syringe.
 *
 * @param by the concentration that converts cells to volume
 * @param stepMl the smallest step in which the volume is drawn, in mL
 * @param rounding how the exact volume is brought to a whole number of steps
 */
public record Drawing(Concentration by, BigDecimal stepMl, RoundingMode rounding) {

    /** Which concentration converts a dose to a volume; a registered decision. */
    public enum Concentration {
        /** The number on the label, the same for all lots. */
        LABEL,
        /** The release value of the lot. */
        LOT
    }

    public Drawing {
        stepMl = Numbers.positive(stepMl, "drawing step in mL");
        if (rounding == RoundingMode.UNNECESSARY) {
            throw new IllegalArgumentException("a drawing step needs a rounding rule");
        }
    }

    /** The volume to draw, in mL. A volume that rounds to nothing is refused. */
    BigDecimal drawn(BigDecimal exactMl) {
        BigDecimal steps = exactMl.divide(stepMl, 0, rounding);
        return Numbers.positive(steps.multiply(stepMl), "volume to draw in mL");
    }
}
