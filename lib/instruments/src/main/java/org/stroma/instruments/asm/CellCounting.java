package org.stroma.instruments.asm;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.json.JsonObject;

/** A measurement of ASM cell counting (REC/2024/09). */
public final class CellCounting extends Measurement {

    /** The technique. */
    public static final Technique TECHNIQUE = Technique.of("cell-counting/REC/2024/09/cell-counting.manifest",
            "cell counting");

    /** Unit of cell densities. */
    public static final String MILLION_PER_ML = "10^6 cells/mL";

    /** Unit of lengths. */
    public static final String MICROMETER = "µm";

    /** Unit of volumes; note the Greek letter, as ASM has it. */
    public static final String MICROLITER = "μL";

    /** Unit of counts. */
    public static final String CELL = "cell";

    /** Unit of shares. */
    public static final String PERCENT = "%";

    public CellCounting(String identifier, String time, String sampleIdentifier) {
        super(identifier, time);
        sample().put("sample identifier", sampleIdentifier);
    }

    /** The cell density a technique document must have: {@code -0.0} and an error where the file has none. */
    public void viableDensity(@Nullable BigDecimal millionPerMl) {
        if (millionPerMl == null)
            error(AsmBuilder.NOT_APPLICABLE, "viable cell density");
        processed().quantity("viable cell density (cell counter)",
                millionPerMl == null ? JsonObject.NEGATIVE_ZERO : millionPerMl, MILLION_PER_ML);
    }

    /** A count rounded to whole cells, halves to even; null stays null. */
    public static @Nullable BigDecimal whole(@Nullable BigDecimal count) {
        return count == null ? null : count.setScale(0, RoundingMode.HALF_EVEN);
    }

}
