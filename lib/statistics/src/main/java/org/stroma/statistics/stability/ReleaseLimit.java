package org.stroma.statistics.stability;

import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.Estimate;
import org.stroma.statistics.numeric.Tails;

/**
 * The result a batch must show at release so that it stays within a limit to the end of its shelf life.
 *
 * <p>{@code limit + loss + t * sqrt(T^2 var(slope) + s^2 / n)} for a lower limit, the mirror image for an upper one; a change
 * that moves away from the limit counts as none. Degrees of freedom of the sum by Satterthwaite. Allen, Dukes and Gerger,
 * Pharm. Res. 8 (1991) 1210-1213.
 *
 * @param value the release limit, in the unit of the specification
 * @param change expected change over the shelf life, signed
 * @param standardError of change and assay together
 * @param df Satterthwaite degrees of freedom
 */
public record ReleaseLimit(double value, double change, double standardError, double df) {
    /**
     * The assay at release.
     *
     * @param standardDeviation of one result
     * @param df degrees of freedom behind it
     * @param replicates results averaged for release, 1 or more
     */
    public record Assay(double standardDeviation, double df, int replicates) {
        public Assay {
            if (!(standardDeviation >= 0) || !(df > 0) || replicates < 1) {
                throw StatisticsRefusal.of("out-of-range", "name", "assay", "range", "sd >= 0, df > 0, n >= 1", "value",
                        standardDeviation);
            }
        }
    }

    /** Release limit above a lower acceptance limit, one-sided at the given confidence. */
    public static ReleaseLimit aboveLower(double limit, Estimate slope, double shelfLife, Assay assay,
            double confidence) {
        double change = slope.value() * shelfLife;
        double drift = slope.standardError() * shelfLife;
        double assayVariance = assay.standardDeviation() * assay.standardDeviation() / assay.replicates();
        double variance = drift * drift + assayVariance;
        double df = variance == 0
                ? slope.df()
                : variance * variance / (Math.pow(drift, 4) / slope.df() + assayVariance * assayVariance / assay.df());
        double t = Tails.studentQuantile(1 - confidence, df);
        double value = limit + Math.max(0, -change) + t * Math.sqrt(variance);
        return new ReleaseLimit(value, change, Math.sqrt(variance), df);
    }

    /** Release limit below an upper acceptance limit, one-sided at the given confidence. */
    public static ReleaseLimit belowUpper(double limit, Estimate slope, double shelfLife, Assay assay,
            double confidence) {
        Estimate mirrored = new Estimate(-slope.value(), slope.standardError(), slope.df());
        ReleaseLimit mirror = aboveLower(-limit, mirrored, shelfLife, assay, confidence);
        return new ReleaseLimit(-mirror.value, -mirror.change, mirror.standardError, mirror.df);
    }
}
