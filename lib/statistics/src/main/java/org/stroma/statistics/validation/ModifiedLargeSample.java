package org.stroma.statistics.validation;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Modified large-sample (MLS) limits of a linear combination of independent mean squares.
 *
 * <p>All coefficients positive: F. A. Graybill and C.-M. Wang, J. Am. Stat. Assoc. 75 (1980) 869, doi:10.1080/01621459.1980.10477565.
 * One positive and one negative: N. Ting, R. K. Burdick, F. A. Graybill, S. Jeyaratnam, T.-F. C. Lu, J. Stat. Comput. Simul. 35 (1990)
 * 135, doi:10.1080/00949659008811240. Other patterns give nothing.
 */
final class ModifiedLargeSample {

    private ModifiedLargeSample() {}

    /** Lower and upper limit of a variance, the lower not below 0. */
    record Limits(double lower, double upper) {}

    static @Nullable Limits of(double[] coefficients, double[] meanSquares, int[] degrees, double confidence) {
        int first = -1;
        int negative = -1;
        int positives = 0;
        int negatives = 0;
        for (int i = 0; i < coefficients.length; i++) {
            double part = coefficients[i] * meanSquares[i];
            if (part > 0) {
                positives++;
                first = i;
            } else if (part < 0) {
                negatives++;
                negative = i;
            }
        }
        double tail = (1 - confidence) / 2;
        if (negatives == 0 && positives > 0) {
            return sum(coefficients, meanSquares, degrees, tail);
        }
        if (positives == 1 && negatives == 1) {
            return difference(coefficients[first] * meanSquares[first], degrees[first],
                    -coefficients[negative] * meanSquares[negative],
                    degrees[negative], tail);
        }
        return null;
    }

    private static Limits sum(double[] coefficients, double[] meanSquares, int[] degrees, double tail) {
        double estimate = 0;
        double low = 0;
        double high = 0;
        for (int i = 0; i < coefficients.length; i++) {
            double part = coefficients[i] * meanSquares[i];
            estimate += part;
            low += Math.pow(shrink(degrees[i], tail) * part, 2);
            high += Math.pow(grow(degrees[i], tail) * part, 2);
        }
        return new Limits(Math.max(0, estimate - Math.sqrt(low)), estimate + Math.sqrt(high));
    }

    private static Limits difference(double plus, int plusDegrees, double minus, int minusDegrees, double tail) {
        FDistribution law = FDistribution.of(plusDegrees, minusDegrees);
        double highF = law.inverseSurvivalProbability(tail);
        double lowF = law.inverseCumulativeProbability(tail);
        double g1 = shrink(plusDegrees, tail);
        double h2 = grow(minusDegrees, tail);
        double h1 = grow(plusDegrees, tail);
        double g2 = shrink(minusDegrees, tail);
        double g12 = (Math.pow(highF - 1, 2) - Math.pow(g1 * highF, 2) - h2 * h2) / highF;
        double h12 = (Math.pow(1 - lowF, 2) - Math.pow(h1 * lowF, 2) - g2 * g2) / lowF;
        double low = Math.pow(g1 * plus, 2) + Math.pow(h2 * minus, 2) + g12 * plus * minus;
        double high = Math.pow(h1 * plus, 2) + Math.pow(g2 * minus, 2) + h12 * plus * minus;
        double estimate = plus - minus;
        return new Limits(Math.max(0, estimate - Math.sqrt(Math.max(0, low))),
                Math.max(0, estimate + Math.sqrt(Math.max(0, high))));
    }

    /** {@code 1 − ν/χ²(upper tail)}. */
    private static double shrink(int degrees, double tail) {
        return 1 - degrees / ChiSquaredDistribution.of(degrees).inverseSurvivalProbability(tail);
    }

    /** {@code ν/χ²(lower tail) − 1}. */
    private static double grow(int degrees, double tail) {
        return degrees / ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(tail) - 1;
    }
}
