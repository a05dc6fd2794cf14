package org.stroma.statistics.validation;

import org.hipparchus.linear.RealMatrix;

/** Mean squares of a study and what each is expected to be; the effects in their order, the error last. */
interface VarianceDesign {
    /** Degrees of freedom by effect. */
    int[] degrees();

    /** Sums of squares by effect. */
    double[] squares();

    /** Row i holds the coefficients of the components in the expected mean square of effect i. */
    RealMatrix expected();

    /** Mean square of an effect. */
    default double meanSquare(int effect) {
        return squares()[effect] / degrees()[effect];
    }
}
