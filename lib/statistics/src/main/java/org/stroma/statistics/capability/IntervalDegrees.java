package org.stroma.statistics.capability;

/** Degrees of freedom behind the intervals of indices of the spread within. */
public enum IntervalDegrees {
    /** n − 1 of all values, as in Montgomery and in R qcc; too narrow when σ comes from ranges. */
    TOTAL,
    /** Those of the estimate of σ actually used: {@code 1/(2·Var(σ̂)/σ²)}. */
    EFFECTIVE
}
