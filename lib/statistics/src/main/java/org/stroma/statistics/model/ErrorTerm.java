package org.stroma.statistics.model;

/**
 * The variation against which effects are judged.
 *
 * @param meanSquare estimated variance of a single (transformed) response
 * @param df its degrees of freedom
 */
public record ErrorTerm(double meanSquare, double df) {
    /** From a residual sum of squares; the mean square is NaN when no degree of freedom is left. */
    public static ErrorTerm of(double sumOfSquares, double df) {
        return new ErrorTerm(df > 0 ? sumOfSquares / df : Double.NaN, df);
    }

    public double standardDeviation() {
        return Math.sqrt(meanSquare);
    }
}
