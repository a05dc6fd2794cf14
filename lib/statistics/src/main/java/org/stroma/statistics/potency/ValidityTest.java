package org.stroma.statistics.potency;

import org.jspecify.annotations.Nullable;
import org.stroma.statistics.model.AnovaRow;

/**
 * One condition on which a potency may be reported.
 *
 * @param test what is tested
 * @param f variance ratio, or chi-squared per degree of freedom in a quantal assay; absent when it cannot be tested
 * @param df degrees of freedom of the effect
 * @param p probability; absent with {@code f}
 * @param expectation what a valid assay shows
 * @param significance level at which it is judged
 */
public record ValidityTest(String test, @Nullable Double f, int df, @Nullable Double p, Expectation expectation,
        double significance) {
    /** What a valid assay shows. */
    public enum Expectation {
        /** The effect must be there. */
        SIGNIFICANT,
        /** The effect must not be there. */
        NOT_SIGNIFICANT,
        /** Shown for information; never fails. */
        INFORMATIVE
    }

    static ValidityTest of(AnovaRow row, Expectation expectation, double significance) {
        return new ValidityTest(row.source(), row.f(), row.df(), row.p(), expectation, significance);
    }

    /** Whether the assay meets the condition; one that cannot be tested is not met. */
    public boolean passed() {
        Double probability = p;
        return switch (expectation) {
            case INFORMATIVE -> true;
            case SIGNIFICANT -> probability != null && probability < significance;
            case NOT_SIGNIFICANT -> probability != null && probability >= significance;
        };
    }
}
