package org.stroma.statistics.interval;

/**
 * An estimate with a two-sided confidence interval.
 *
 * @param method short stable name of the construction, for example {@code clopper-pearson}
 */
public record ConfidenceInterval(double estimate, double lower, double upper, double confidence, String method) {}
