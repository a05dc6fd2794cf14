package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * The endotoxin limit of a product, EL = K / M (USP &lt;85&gt;, Ph. Eur. 5.1.10, ChP 1143), and the use that sets it.
 *
 * @param euPerMl the limit calculated for the patient; an internal specification is far tighter
 * @param decidedBy the registered use with the lowest limit, the first one when several share it
 */
public record EndotoxinLimit(BigDecimal euPerMl, RegisteredUse decidedBy) {

    /** The lowest limit of all registered uses, of which there must be at least one. */
    public static EndotoxinLimit worstCase(List<RegisteredUse> uses) {
        return uses.stream().map(use -> new EndotoxinLimit(use.endotoxinLimitEuPerMl(), use))
                .min(Comparator.comparing(EndotoxinLimit::euPerMl))
                .orElseThrow(() -> Numbers.outOfRange("number of registered uses", 0));
    }

    /**
     * Maximum valid dilution MVD = EL × C / λ.
     *
     * @param limitEuPerUnit the limit tested against, in EU/mL, or in EU per mg or other unit of the active substance
     * @param concentration C, in mL/mL (that is 1) for a limit per mL, else in the unit of the limit per mL
     * @param lambdaEuPerMl sensitivity of the reagent, in EU/mL
     */
    public static BigDecimal maximumValidDilution(BigDecimal limitEuPerUnit, BigDecimal concentration,
            BigDecimal lambdaEuPerMl) {
        Numbers.positive(limitEuPerUnit, "endotoxin limit in EU per unit");
        Numbers.positive(concentration, "concentration in units per mL");
        Numbers.positive(lambdaEuPerMl, "sensitivity in EU/mL");
        return Numbers.quotient(limitEuPerUnit.multiply(concentration), lambdaEuPerMl);
    }
}
