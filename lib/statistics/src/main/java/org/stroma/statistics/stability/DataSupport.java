package org.stroma.statistics.stability;

/** What the long-term data themselves say. */
public enum DataSupport {
    /** Little or no change and variability: statistics are not needed. */
    LITTLE_CHANGE,
    /** Change or variability, analysed by statistics, and the analysis supports the period. */
    STATISTICS,
    /** Change or variability that cannot be analysed, or was not. */
    NOT_AMENABLE
}
