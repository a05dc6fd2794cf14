package org.stroma.statistics.stability;

/** Significant change (ICH Q1A(R2), 2.2.7.1) at the accelerated condition of the storage. */
public enum SignificantChange {
    NONE,
    /** Between three and six months. */
    AFTER_THREE_MONTHS,
    /** Within three months. */
    WITHIN_THREE_MONTHS
}
