package org.stroma.statistics.chart;

/** How subgroups join into one σ. All agree when subgroups are equally large, but for {@link #POOLED}. */
public enum SpreadEstimate {
    /** Mean of the unbiased estimates of the subgroups. */
    UNWEIGHTED,
    /** Minimum-variance linear unbiased combination. */
    MINIMUM_VARIANCE,
    /** Root of the pooled variance, divided by c4 of its degrees of freedom plus one. */
    POOLED
}
