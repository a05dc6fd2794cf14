package org.stroma.bioprocess;

import java.math.BigDecimal;

/**
 * A liquid excipient given with the cells, such as the cryoprotectant DMSO.
 *
 * @param volumeFraction its part of the product by volume (v/v), above 0 and at most 1; 10 % is 0.10
 * @param densityGPerMl its density, in g/mL
 */
public record Solvent(BigDecimal volumeFraction, BigDecimal densityGPerMl) {

    public Solvent {
        volumeFraction = Numbers.positive(volumeFraction, "volume fraction");
        densityGPerMl = Numbers.positive(densityGPerMl, "density in g/mL");
        if (volumeFraction.compareTo(BigDecimal.ONE) > 0) {
            throw Numbers.outOfRange("volume fraction", volumeFraction);
        }
    }

    /** Mass in a volume of product, in g, exactly. */
    public BigDecimal grams(BigDecimal productMl) {
        return Numbers.normal(productMl.multiply(volumeFraction).multiply(densityGPerMl));
    }
}
