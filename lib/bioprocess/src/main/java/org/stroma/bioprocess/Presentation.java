package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the label of one container promises.
 *
 * @param label viable cells per mL on the label
 * @param labelVolumeMl volume that can be taken from one container, in mL
 * @param solvent the excipient whose load on the patient is calculated; empty when there is none
 */
public record Presentation(CellConcentration label, BigDecimal labelVolumeMl, Optional<Solvent> solvent) {

    public Presentation {
        label.requireViable("label concentration in cells per mL");
        labelVolumeMl = Numbers.positive(labelVolumeMl, "label volume in mL");
    }
}
