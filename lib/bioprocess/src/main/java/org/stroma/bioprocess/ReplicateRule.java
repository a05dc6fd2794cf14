package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.util.List;

/**
 * When two counts of one sample agree well enough, and what is reported.
 *
 * <p>The first two counts agree while |a − b| / mean does not exceed the limit, compared exactly and unrounded. If they
 * do not, a third count is due. The median of all counts is reported; none is discarded.
 *
 * @param maxDifferencePercent the largest accepted difference, in percent of the mean of the first two
 */
public record ReplicateRule(BigDecimal maxDifferencePercent) {

    public ReplicateRule {
        maxDifferencePercent = Numbers.notNegative(maxDifferencePercent, "largest difference in percent");
    }

    /** What the counts taken so far allow. */
    public sealed interface Outcome {

        /** All counts, in the order in which they were taken. */
        List<BigDecimal> counts();
    }

    /** There are enough counts: their median is the result. */
    public record Reported(BigDecimal median, BigDecimal differencePercent, List<BigDecimal> counts)
            implements
                Outcome {
        public Reported {
            counts = List.copyOf(counts);
        }
    }

    /** Another count is due; {@code differencePercent} is zero while there is only one. */
    public record AnotherCountDue(BigDecimal differencePercent, List<BigDecimal> counts) implements Outcome {
        public AnotherCountDue {
            counts = List.copyOf(counts);
        }
    }

    /**
     * Applies the rule to one or more non-negative counts (or concentrations, all of one unit). Two zeros agree. A third
     * count settles the matter, whatever it is.
     */
    public Outcome apply(List<BigDecimal> counts) {
        if (counts.isEmpty()) {
            throw Numbers.outOfRange("number of counts", 0);
        }
        counts.forEach(count -> Numbers.notNegative(count, "count"));
        if (counts.size() == 1) {
            return new AnotherCountDue(BigDecimal.ZERO, counts);
        }
        BigDecimal sum = counts.get(0).add(counts.get(1));
        BigDecimal twiceDifference = counts.get(0).subtract(counts.get(1)).abs().multiply(BigDecimal.TWO);
        BigDecimal percent = sum.signum() == 0
                ? BigDecimal.ZERO
                : Numbers.quotient(twiceDifference.multiply(Numbers.HUNDRED), sum);
        boolean apart = twiceDifference.multiply(Numbers.HUNDRED).compareTo(maxDifferencePercent.multiply(sum)) > 0;
        if (apart && counts.size() == 2) {
            return new AnotherCountDue(percent, counts);
        }
        return new Reported(median(counts), percent, counts);
    }

    private static BigDecimal median(List<BigDecimal> counts) {
        List<BigDecimal> sorted = counts.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.size() % 2 == 1) {
            return Numbers.normal(sorted.get(middle));
        }
        return Numbers.quotient(sorted.get(middle - 1).add(sorted.get(middle)), BigDecimal.TWO);
    }
}
