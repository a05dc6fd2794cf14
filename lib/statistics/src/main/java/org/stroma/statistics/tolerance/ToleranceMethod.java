package org.stroma.statistics.tolerance;

/** How a tolerance interval is built. */
public enum ToleranceMethod {
    /** Normal theory, exact: noncentral t for one side, integration for two. */
    EXACT,
    /** Normal theory, two-sided, Howe's approximation; from ten values. */
    HOWE,
    /** Order statistics, any continuous distribution. */
    NONPARAMETRIC
}
