package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Viable cells seeded on a square centimetre; exact and positive. */
public record SeedingDensity(BigDecimal cellsPerCm2) {

    public SeedingDensity {
        cellsPerCm2 = Numbers.positive(cellsPerCm2, "cells per cm²");
    }

    /** The density that results when these cells are spread over an area, in cm². */
    public static SeedingDensity of(Cells viable, BigDecimal areaCm2) {
        Numbers.positive(areaCm2, "area in cm²");
        return new SeedingDensity(Numbers.quotient(viable.requireViable("cells seeded").number(), areaCm2));
    }

    /** Density × area, exactly. */
    public Cells cellsNeeded(BigDecimal areaCm2) {
        return Cells.viable(cellsPerCm2.multiply(Numbers.positive(areaCm2, "area in cm²")));
    }

    /** How many times the area could be seeded: harvest / needed. */
    public BigDecimal splitRatio(Cells harvest, BigDecimal areaCm2) {
        return harvest.per(cellsNeeded(areaCm2));
    }

    /** Whole vessels of one area, in cm², that the harvest can seed; decided exactly. */
    public long vessels(Cells harvest, BigDecimal areaPerVesselCm2) {
        harvest.require(CellKind.VIABLE);
        return harvest.number().divide(cellsNeeded(areaPerVesselCm2).number(), 0, RoundingMode.FLOOR)
                .longValueExact();
    }
}
