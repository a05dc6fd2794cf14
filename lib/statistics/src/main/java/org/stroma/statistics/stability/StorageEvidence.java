package org.stroma.statistics.stability;

import org.stroma.statistics.StatisticsRefusal;

/**
 * What is known beside the statistics, in months.
 *
 * @param storage labelled storage
 * @param coveredMonths period covered by long-term data of the required batches, X in ICH Q1E
 * @param accelerated change at the accelerated condition
 * @param intermediateChange whether the intermediate condition changed too; read for room temperature only
 * @param support what the long-term data say
 */
public record StorageEvidence(Storage storage, double coveredMonths, SignificantChange accelerated,
        boolean intermediateChange, DataSupport support) {
    public StorageEvidence {
        if (!(coveredMonths >= 0) || Double.isInfinite(coveredMonths)) {
            throw StatisticsRefusal.of("out-of-range", "name", "covered", "range", "[0, +inf)", "value", coveredMonths);
        }
    }

    /** No change under stress, statistics done: the usual case of a submission. */
    public static StorageEvidence of(Storage storage, double coveredMonths) {
        return new StorageEvidence(storage, coveredMonths, SignificantChange.NONE, false, DataSupport.STATISTICS);
    }
}
