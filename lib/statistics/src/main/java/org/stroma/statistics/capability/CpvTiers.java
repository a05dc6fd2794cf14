package org.stroma.statistics.capability;

import org.stroma.statistics.StatisticsRefusal;

/**
 * Lot counts from which continued process verification draws more conclusions.
 *
 * @param limitsFrom lots from which control limits are set after review
 * @param capabilityFrom lots from which capability is stated
 */
public record CpvTiers(int limitsFrom, int capabilityFrom) {

    /** 15 and 30 lots, a customary choice. */
    public static final CpvTiers CUSTOMARY = new CpvTiers(15, 30);

    public CpvTiers {
        if (limitsFrom < 1 || capabilityFrom < limitsFrom) {
            throw StatisticsRefusal.of("out-of-range", "name", "capabilityFrom", "range", "[" + limitsFrom + ", ∞)",
                    "value",
                    capabilityFrom);
        }
    }

    /** What a number of lots allows. */
    public enum Tier {
        /** Run chart with provisional limits. */
        RUN_CHART,
        /** Limits frozen after review. */
        LIMITS,
        /** Capability may be stated. */
        CAPABILITY
    }

    /** The tier of a number of lots. */
    public Tier of(int lots) {
        if (lots >= capabilityFrom) {
            return Tier.CAPABILITY;
        }
        return lots >= limitsFrom ? Tier.LIMITS : Tier.RUN_CHART;
    }
}
