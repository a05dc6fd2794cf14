package org.stroma.statistics.stability;

/**
 * What to do with results reported as below or above a limit.
 *
 * <p>None of these is a censored-data likelihood: lines, tests of pooling and bounds are those of ordinary least squares on the results that
 * are left or put in, as ICH Q1E (2003) has them. Both ways bias slope and residual where many results are censored, so the result always
 * says how many, and a batch left with no result is named.
 */
public enum CensoredValues {
    /** Leave them out; the result says how many. */
    LEAVE_OUT,
    /** Put the limit in their place. */
    AT_LIMIT,
    /** Put half the limit in the place of a value below it; a value above a limit counts as the limit. */
    AT_HALF_LIMIT
}
