package org.stroma.bioprocess;

import java.math.BigDecimal;

/**
 * Viable cells after a step, divided by viable cells before it.
 *
 * @param fraction zero or more; above one is possible by counting error and is for the caller to question
 */
public record Recovery(BigDecimal fraction) {

    public Recovery {
        fraction = Numbers.notNegative(fraction, "recovery");
    }

    /** R = N_out / N_in, both viable; nothing recovered is 0, nothing put in is refused. */
    public static Recovery of(Cells before, Cells after) {
        return new Recovery(after.require(CellKind.VIABLE).per(before.requireViable("cells before the step")));
    }

    /**
     * Recovery after thaw, against what the same container held before freezing.
     *
     * @param nominal viable concentration before freezing
     * @param fillVolumeMl volume filled into the container, in mL
     */
    public static Recovery afterThaw(Cells thawed, CellConcentration nominal, BigDecimal fillVolumeMl) {
        return of(nominal.in(fillVolumeMl), thawed);
    }

    public BigDecimal percent() {
        return Numbers.normal(fraction.multiply(Numbers.HUNDRED));
    }

    public boolean aboveOne() {
        return fraction.compareTo(BigDecimal.ONE) > 0;
    }
}
