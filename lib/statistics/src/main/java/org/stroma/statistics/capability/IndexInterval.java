package org.stroma.statistics.capability;

/**
 * Uncertainty of an index at one confidence.
 *
 * @param method construction: {@code chi-square} (exact for Pp), {@code noncentral-t} (exact for a one-sided index of overall
 *     spread), {@code bissell} (normal approximation)
 * @param lower lower end of the two-sided interval
 * @param upper upper end of the two-sided interval
 * @param lowerBound one-sided lower bound
 * @param upperBound one-sided upper bound
 */
public record IndexInterval(String method, double confidence, double lower, double upper, double lowerBound,
        double upperBound) {}
