package org.stroma.statistics.stability;

/** What to do with results reported as below or above a limit. */
public enum CensoredValues {
    /** Leave them out; the result says how many. */
    LEAVE_OUT,
    /** Put the limit in their place. */
    AT_LIMIT,
    /** Put half the limit in the place of a value below it; a value above a limit counts as the limit. */
    AT_HALF_LIMIT
}
