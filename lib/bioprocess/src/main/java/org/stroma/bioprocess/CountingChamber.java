package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.util.List;

/**
 * The geometry of one counted square of a haemocytometer.
 *
 * <p>An improved Neubauer chamber counted by its 1 mm² squares at 0.1 mm depth holds 10⁻⁴ mL in each, so that the
 * concentration is mean × dilution × 10⁴; other chambers differ in depth, which is why it is data.
 *
 * @param squareAreaMm2 area of one counted square, in mm²
 * @param depthMm depth under the cover glass, in mm
 */
public record CountingChamber(BigDecimal squareAreaMm2, BigDecimal depthMm) {

    /** 1 mL is 1000 mm³. */
    private static final int MM3_PER_ML_EXPONENT = 3;

    public CountingChamber {
        squareAreaMm2 = Numbers.positive(squareAreaMm2, "area of a square in mm²");
        depthMm = Numbers.positive(depthMm, "chamber depth in mm");
    }

    /** The volume above one square, in mL, exactly. */
    public BigDecimal squareVolumeMl() {
        return Numbers.normal(squareAreaMm2.multiply(depthMm).movePointLeft(MM3_PER_ML_EXPONENT));
    }

    /** Concentration of the undiluted sample from the counts of at least one square. */
    public CellConcentration concentration(List<Integer> countsPerSquare, BigDecimal dilutionFactor, CellKind kind) {
        if (countsPerSquare.isEmpty()) {
            throw Numbers.outOfRange("number of squares", 0);
        }
        long sum = 0;
        for (int count : countsPerSquare) {
            sum += Numbers.notNegative((long) count, "cells in a square");
        }
        BigDecimal volumeMl = squareVolumeMl().multiply(BigDecimal.valueOf(countsPerSquare.size()));
        return CellConcentration.counted(BigDecimal.valueOf(sum), dilutionFactor, volumeMl, kind);
    }
}
