package org.stroma.statistics;

/** Which end a limit, a test or an interval is about. */
public enum Side {
    /** The low end only. */
    LOWER,
    /** The high end only. */
    UPPER,
    /** Both ends. */
    BOTH
}
