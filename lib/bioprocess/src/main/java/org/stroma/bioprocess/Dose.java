package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A dose worked out for one patient and one lot.
 *
 * @param cells viable cells due, after the cap
 * @param capped whether the cap made it smaller
 * @param containers containers to thaw, at least one
 * @param deliveredByLabel viable cells in the drawn volume at the label's concentration
 * @param deliveredByLot viable cells in the drawn volume at the lot's concentration
 * @param solvent what the patient receives of the solvent; empty when the product has none
 */
public record Dose(Cells cells, boolean capped, Volume volume, long containers, Cells deliveredByLabel,
        Cells deliveredByLot, Optional<Load> solvent) {

    /**
     * Volumes in mL. At a single site these are the volumes of the dose.
     *
     * @param exactPerSiteMl before rounding to the drawing step
     * @param drawnPerSiteMl after it
     */
    public record Volume(BigDecimal exactPerSiteMl, BigDecimal drawnPerSiteMl, int sites) {

        /** All sites together, in mL. */
        public BigDecimal drawnMl() {
            return Numbers.normal(drawnPerSiteMl.multiply(BigDecimal.valueOf(sites)));
        }
    }

    /** The load of a solvent on a body: its mass, in g, and the body weight, in kg. */
    public record Load(BigDecimal grams, BigDecimal weightKg) {

        public BigDecimal mgPerKg() {
            return Numbers.quotient(grams.movePointRight(3), weightKg);
        }
    }

    /** Delivered by label in percent of the cells due; differs from 100 only by the drawing step and the basis. */
    public BigDecimal labelPercent() {
        return percent(deliveredByLabel);
    }

    /** A number of cells somebody ordered, in percent of the cells due. */
    public BigDecimal orderPercent(Cells ordered) {
        return percent(ordered);
    }

    private BigDecimal percent(Cells part) {
        return Numbers.normal(part.per(cells).multiply(Numbers.HUNDRED));
    }
}
