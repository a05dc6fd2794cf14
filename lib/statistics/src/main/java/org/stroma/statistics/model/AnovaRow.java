package org.stroma.statistics.model;

import org.jspecify.annotations.Nullable;
import org.stroma.statistics.numeric.Tails;

/**
 * One line of an analysis of variance.
 *
 * @param source what the variation is put down to
 * @param df degrees of freedom, 0 or more
 * @param sumOfSquares in squared units of the (transformed) response
 * @param f variance ratio; absent for residual and total, and where no residual is left
 * @param p probability of a larger ratio by chance; absent with {@code f}
 */
public record AnovaRow(String source, int df, double sumOfSquares, @Nullable Double f, @Nullable Double p) {
    /** A line without a test. */
    public static AnovaRow untested(String source, int df, double sumOfSquares) {
        return new AnovaRow(source, df, sumOfSquares, null, null);
    }

    /** A line tested against an error term; untested when either has no degrees of freedom or neither varies. */
    public static AnovaRow tested(String source, int df, double sumOfSquares, ErrorTerm error) {
        double f = sumOfSquares / df / error.meanSquare();
        if (df == 0 || error.df() == 0 || Double.isNaN(f)) {
            return untested(source, df, sumOfSquares);
        }
        return new AnovaRow(source, df, sumOfSquares, f, Tails.f(f, df, error.df()));
    }

    /** Sum of squares per degree of freedom; NaN without degrees of freedom. */
    public double meanSquare() {
        return df == 0 ? Double.NaN : sumOfSquares / df;
    }
}
