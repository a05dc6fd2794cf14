package org.stroma.statistics.potency;

/** How confidence limits of a potency are found. */
public enum IntervalMethod {
    /** Fieller for lines and quantal assays, Wald on the logarithm for curves. */
    STANDARD,
    /** Profile likelihood; for lines with normal errors the same as Fieller. */
    LIKELIHOOD
}
