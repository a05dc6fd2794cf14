package org.stroma.statistics.model.nonlinear;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.stroma.statistics.StatisticsRefusal;

/** Half the Hessian of the sum of squares, by central differences of its exact gradient (about ten digits). */
final class ObservedInformation {
    /** Cube root of the rounding unit: where truncation and rounding of a central difference meet. */
    private static final double STEP = 6e-6;

    private ObservedInformation() {}

    static double[][] inverse(CurveFunction curve, CurveData data, double[] parameters) {
        int p = parameters.length;
        double[][] half = new double[p][p];
        for (int j = 0; j < p; j++) {
            double step = STEP * Math.max(Math.abs(parameters[j]), STEP);
            double[] above = parameters.clone();
            double[] below = parameters.clone();
            above[j] += step;
            below[j] -= step;
            Linearisation up = Linearisation.at(curve, data, above);
            Linearisation down = Linearisation.at(curve, data, below);
            for (int i = 0; i < p; i++) {
                half[i][j] = (down.gradient(i) - up.gradient(i)) / (above[j] - below[j]);
            }
        }
        RealMatrix matrix = MatrixUtils.createRealMatrix(half);
        RealMatrix symmetric = matrix.add(matrix.transpose()).scalarMultiply(0.5);
        return invert(symmetric);
    }

    /** Scaled to a unit diagonal first: parameters of very different size are no sign of indefiniteness. */
    private static double[][] invert(RealMatrix matrix) {
        int p = matrix.getRowDimension();
        double[] scale = new double[p];
        for (int i = 0; i < p; i++) {
            scale[i] = 1 / Math.sqrt(matrix.getEntry(i, i));
        }
        RealMatrix diagonal = MatrixUtils.createRealDiagonalMatrix(scale);
        try {
            CholeskyDecomposition cholesky = new CholeskyDecomposition(diagonal.multiply(matrix).multiply(diagonal),
                    1e-10,
                    1e-14);
            return diagonal.multiply(cholesky.getSolver().getInverse()).multiply(diagonal).getData();
        } catch (MathRuntimeException indefinite) {
            throw StatisticsRefusal.of("curve-not-converged");
        }
    }
}
