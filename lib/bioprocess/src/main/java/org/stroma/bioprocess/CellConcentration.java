package org.stroma.bioprocess;

import java.math.BigDecimal;

/** Cells in a millilitre, exact and non-negative, viable or total. */
public record CellConcentration(BigDecimal cellsPerMl, CellKind kind) {

    public CellConcentration {
        cellsPerMl = Numbers.notNegative(cellsPerMl, "cells per mL");
    }

    public static CellConcentration viable(String cellsPerMl) {
        return new CellConcentration(new BigDecimal(cellsPerMl), CellKind.VIABLE);
    }

    /**
     * C = N × DF / V.
     *
     * @param counted cells seen, zero or more
     * @param dilutionFactor sample plus diluent, divided by sample; at least 1
     * @param countedVolumeMl volume in which they were seen, in mL, positive
     */
    public static CellConcentration counted(BigDecimal counted, BigDecimal dilutionFactor, BigDecimal countedVolumeMl,
            CellKind kind) {
        Numbers.notNegative(counted, "cells counted");
        Numbers.positive(countedVolumeMl, "counted volume in mL");
        if (dilutionFactor.compareTo(BigDecimal.ONE) < 0) {
            throw Numbers.outOfRange("dilution factor", dilutionFactor);
        }
        return new CellConcentration(Numbers.quotient(counted.multiply(dilutionFactor), countedVolumeMl), kind);
    }

    CellConcentration require(CellKind wanted) {
        if (kind != wanted) {
            throw new UnlikeCells(wanted, kind);
        }
        return this;
    }

    CellConcentration requireViable(String what) {
        require(CellKind.VIABLE);
        Numbers.positive(cellsPerMl, what);
        return this;
    }

    /** The cells in a volume, in mL, exactly. */
    public Cells in(BigDecimal volumeMl) {
        return new Cells(cellsPerMl.multiply(Numbers.notNegative(volumeMl, "volume in mL")), kind);
    }
}
