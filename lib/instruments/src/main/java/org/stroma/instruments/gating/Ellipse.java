package org.stroma.instruments.gating;

import org.stroma.instruments.fcs.SquareMatrix;

/** An ellipsoid ready to be asked: the inverse of its covariance matrix, its centre and its squared radius. */
record Ellipse(double[][] inverse, double[] mean, double distanceSquare) {

    /** @throws IllegalArgumentException when the covariance matrix is singular, not symmetric or not positive */
    static Ellipse of(Gate.Ellipsoid gate) {
        int n = gate.axes().size();
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                covariance[i][j] = gate.covariance().get(i).get(j);
        checkSymmetric(covariance);
        checkPositive(covariance);
        double[] mean = gate.mean().stream().mapToDouble(Double::doubleValue).toArray();
        return new Ellipse(SquareMatrix.inverse(covariance), mean, gate.distanceSquare());
    }

    private static void checkSymmetric(double[][] c) {
        for (int i = 0; i < c.length; i++)
            for (int j = 0; j < i; j++)
                if (Math.abs(c[i][j] - c[j][i]) > 1e-9 * (Math.abs(c[i][i]) + Math.abs(c[j][j])))
                    throw new IllegalArgumentException("the covariance matrix is not symmetric");
    }

    /** By Cholesky's decomposition, which exists for positive definite matrices only. */
    private static void checkPositive(double[][] c) {
        double[][] lower = new double[c.length][c.length];
        for (int i = 0; i < c.length; i++)
            for (int j = 0; j <= i; j++) {
                double left = c[i][j];
                for (int k = 0; k < j; k++)
                    left -= lower[i][k] * lower[j][k];
                if (i == j && !(left > 0))
                    throw new IllegalArgumentException("the covariance matrix is not positive definite");
                lower[i][j] = i == j ? Math.sqrt(left) : left / lower[j][j];
            }
    }

    boolean contains(double[][] axes, int event) {
        double distance = 0;
        for (int i = 0; i < mean.length; i++) {
            double along = axes[i][event] - mean[i];
            for (int j = 0; j < mean.length; j++)
                distance += along * inverse[i][j] * (axes[j][event] - mean[j]);
        }
        return distance <= distanceSquare;
    }

}
