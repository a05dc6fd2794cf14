package org.stroma.bioprocess;

import java.math.BigDecimal;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Living and dead cells seen in one sample, of which at least one was seen.
 *
 * @param live living cells counted
 * @param dead dead (stained) cells counted
 */
public record ViabilityCount(long live, long dead) {

    public ViabilityCount {
        Numbers.notNegative(live, "living cells counted");
        Numbers.notNegative(dead, "dead cells counted");
        if (Math.addExact(live, dead) == 0) {
            throw new UnusableNumber(UnusableNumber.Kind.NOT_POSITIVE, "cells counted", "0");
        }
    }

    /** A range of viability, in percent of all cells. */
    public record Interval(double lowerPercent, double upperPercent) {}

    public long counted() {
        return live + dead;
    }

    /** Viability in percent, to 34 significant digits. */
    public BigDecimal percent() {
        return Numbers.quotient(Numbers.HUNDRED.multiply(BigDecimal.valueOf(live)), BigDecimal.valueOf(counted()));
    }

    /** The viable part of a total concentration: C_v = C_t × live / (live + dead). */
    public CellConcentration viableOf(CellConcentration total) {
        BigDecimal living = total.require(CellKind.TOTAL).cellsPerMl().multiply(BigDecimal.valueOf(live));
        return new CellConcentration(Numbers.quotient(living, BigDecimal.valueOf(counted())), CellKind.VIABLE);
    }

    /**
     * Wilson score interval of the viability (E. B. Wilson, J. Am. Stat. Assoc. 1927;22:209–212,
     * doi:10.1080/01621459.1927.10502953). An aid for decisions, never the reported result.
     *
     * <p>With no dead cells the upper end is 100 %, with no living ones the lower end is 0 %, exactly.
     *
     * @param confidence two-sided, strictly between 0 and 1, for example 0.95
     */
    public Interval wilson(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw Numbers.outOfRange("confidence", confidence);
        }
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        double n = counted();
        double p = live / n;
        double shrink = 1 + z * z / n;
        double centre = (p + z * z / (2 * n)) / shrink;
        double half = z / shrink * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        double lower = live == 0 ? 0 : 100 * (centre - half);
        double upper = dead == 0 ? 100 : 100 * (centre + half);
        return new Interval(lower, upper);
    }
}
