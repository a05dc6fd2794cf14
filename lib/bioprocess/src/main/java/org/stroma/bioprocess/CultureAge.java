package org.stroma.bioprocess;

import java.util.List;

/**
 * How old a culture is: its passage and its cumulative population doubling level (cPDL) since a declared zero point.
 *
 * <p>Thawing, washing and freezing change neither; only a passage does. cPDL never decreases: a passage that lost cells
 * adds 0 and is counted in {@code passagesWithLoss}, so that the loss stays visible.
 *
 * @param zeroPoint what counts as cPDL 0, for example "P0 harvest": explants have no known number of founders
 */
public record CultureAge(int passage, double cumulativePdl, int passagesWithLoss, String zeroPoint) {

    public CultureAge {
        Numbers.notNegative((long) passage, "passage");
        Numbers.notNegative(cumulativePdl, "cumulative population doublings");
        Numbers.notNegative((long) passagesWithLoss, "passages with loss");
        if (zeroPoint.isBlank()) {
            throw new IllegalArgumentException("the zero point of cPDL must be declared");
        }
    }

    /** Cultures whose cPDL counts from different events were to be pooled. */
    public static final class UnlikeZeroPoints extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        UnlikeZeroPoints(String first, String second) {
            super("cPDL counts from different zero points: " + first + ", " + second);
        }

        public String code() {
            return "bioprocess.cpdl.unlike-zero-points";
        }
    }

    /** Passage 0 and cPDL 0. */
    public static CultureAge startingAt(String zeroPoint) {
        return new CultureAge(0, 0, 0, zeroPoint);
    }

    /** The age after one passage: passage + 1, cPDL + max(0, PD). */
    public CultureAge after(Growth growth) {
        boolean lost = growth.course() == Growth.Course.LOST;
        double gained = lost ? 0 : growth.populationDoublings();
        return new CultureAge(passage + 1, cumulativePdl + gained, passagesWithLoss + (lost ? 1 : 0), zeroPoint);
    }

    /** A pool is as old as the oldest of its inputs, in passage and in cPDL separately. */
    public static CultureAge pooled(List<CultureAge> inputs) {
        if (inputs.isEmpty()) {
            throw Numbers.outOfRange("number of cultures in a pool", 0);
        }
        CultureAge pool = inputs.getFirst();
        for (CultureAge input : inputs) {
            pool = pool.oldest(input);
        }
        return pool;
    }

    private CultureAge oldest(CultureAge other) {
        if (!zeroPoint.equals(other.zeroPoint)) {
            throw new UnlikeZeroPoints(zeroPoint, other.zeroPoint);
        }
        return new CultureAge(Math.max(passage, other.passage), Math.max(cumulativePdl, other.cumulativePdl),
                Math.max(passagesWithLoss, other.passagesWithLoss), zeroPoint);
    }
}
