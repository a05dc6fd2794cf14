package org.stroma.statistics.model.linear;

/** How the levels of a factor become columns. */
public enum Coding {
    /** Each level against the first: coefficients read as differences from the first level. */
    TREATMENT,
    /** Each level against the mean of the levels; needed for Type III sums of squares. */
    SUM
}
