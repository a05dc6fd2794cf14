package org.stroma.statistics.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.stroma.statistics.Note;

/**
 * The period to propose: the statistical shelf life cut to what the storage allows, in whole months rounded down.
 *
 * @param months whole months
 * @param rule the extrapolation rule that applied
 * @param decidedBy whether the statistics or the rule set the figure
 * @param reasons in words
 */
public record ShelfLifeProposal(long months, Extrapolation rule, DecidedBy decidedBy, List<Note> reasons) {
    /** Guards the rounding down against a crossing that is a whole month but for the last bit. */
    private static final double ROUNDING = 1e-9;

    /** What cut the period. */
    public enum DecidedBy {
        STATISTICS,
        RULE
    }

    public ShelfLifeProposal {
        reasons = List.copyOf(reasons);
    }

    /**
     * Decides for a statistical shelf life in months; empty means that the bound never leaves the limits, so that the rule
     * alone decides.
     */
    public static ShelfLifeProposal of(OptionalDouble shelfLifeMonths, StorageEvidence evidence) {
        Extrapolation rule = Extrapolation.of(evidence);
        double allowed = rule.limitMonths(evidence.coveredMonths());
        double statistical = shelfLifeMonths.orElse(Double.POSITIVE_INFINITY);
        boolean byStatistics = statistical < allowed;
        double period = byStatistics ? statistical : allowed;
        List<Note> reasons = new ArrayList<>(List.of(rule.reason(evidence.coveredMonths())));
        reasons.add(byStatistics
                ? Note.of("shelf-life-by-statistics", "shelfLife", statistical)
                : Note.of("shelf-life-by-rule", "limit", allowed));
        return new ShelfLifeProposal((long) Math.floor(period + ROUNDING), rule,
                byStatistics ? DecidedBy.STATISTICS : DecidedBy.RULE, reasons);
    }
}
