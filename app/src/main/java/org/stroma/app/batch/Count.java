package org.stroma.app.batch;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.stroma.app.genealogy.Operation;

/** A cell count: viable cells altogether, and how many percent of all cells are alive; null when that was not counted. */
public record Count(BigDecimal viableCells, @Nullable BigDecimal viabilityPercent) {
    public static Count of(String viableCells, String viabilityPercent) {
        return new Count(new BigDecimal(viableCells), new BigDecimal(viabilityPercent));
    }

    Operation.Amount amount() {
        return new Operation.Amount(viableCells, "{cells}", "viable");
    }
}
