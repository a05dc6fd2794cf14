package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How many containers a formulated bulk can fill.
 *
 * <p>n_max = floor((V_bulk − V_dead) / V_fill) with V_bulk = N / C_target. The number is decided exactly, without
 * forming the (usually endless) decimal V_bulk. A bulk that does not even wet the line fills none.
 *
 * @param viable viable cells in the bulk
 * @param target viable concentration to reach
 * @param deadVolumeMl volume lost in the filling line, in mL
 * @param fillVolumeMl volume put into each container, overfill included, in mL
 */
public record FillPlan(Cells viable, CellConcentration target, BigDecimal deadVolumeMl, BigDecimal fillVolumeMl) {

    public FillPlan {
        viable.requireViable("cells in the bulk");
        target.requireViable("target cells per mL");
        deadVolumeMl = Numbers.notNegative(deadVolumeMl, "dead volume in mL");
        fillVolumeMl = Numbers.positive(fillVolumeMl, "fill volume in mL");
    }

    /** V_bulk, in mL, to 34 significant digits. */
    public BigDecimal bulkVolumeMl() {
        return Numbers.quotient(viable.number(), target.cellsPerMl());
    }

    /** n_max, exactly. */
    public long containers() {
        BigDecimal fillable = viable.number().subtract(deadVolumeMl.multiply(target.cellsPerMl()));
        if (fillable.signum() <= 0) {
            return 0;
        }
        return fillable.divide(fillVolumeMl.multiply(target.cellsPerMl()), 0, RoundingMode.FLOOR).longValueExact();
    }

    /** Bulk left after {@link #containers()} and the dead volume, in mL; less than one fill volume. */
    public BigDecimal remainderMl() {
        BigDecimal used = deadVolumeMl.add(fillVolumeMl.multiply(BigDecimal.valueOf(containers())));
        return bulkVolumeMl().subtract(used).max(BigDecimal.ZERO);
    }

    /** Whether so many filled containers are possible; more is a balance that does not close. */
    public boolean allows(long filled) {
        return Numbers.notNegative(filled, "containers filled") <= containers();
    }

    public Cells cellsPerContainer() {
        return target.in(fillVolumeMl);
    }
}
