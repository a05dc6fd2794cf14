package org.stroma.instruments.fcs;

/** Square matrices as rows; small ones, of tens of rows. */
public final class SquareMatrix {

    private SquareMatrix() {}

    /**
     * The inverse, by Gauss-Jordan elimination with partial pivoting.
     *
     * @throws IllegalArgumentException when the matrix is not square or is singular to working precision
     */
    public static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] work = new double[n][2 * n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            if (matrix[i].length != n)
                throw new IllegalArgumentException("not square");
            System.arraycopy(matrix[i], 0, work[i], 0, n);
            work[i][n + i] = 1;
            for (double value : matrix[i])
                largest = Math.max(largest, Math.abs(value));
        }
        for (int column = 0; column < n; column++)
            eliminate(work, column, largest * n * 0x1p-52);
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++)
            System.arraycopy(work[i], n, inverse[i], 0, n);
        return inverse;
    }

    private static void eliminate(double[][] work, int column, double tiny) {
        int pivot = column;
        for (int i = column + 1; i < work.length; i++)
            if (Math.abs(work[i][column]) > Math.abs(work[pivot][column]))
                pivot = i;
        if (!(Math.abs(work[pivot][column]) > tiny))
            throw new IllegalArgumentException("singular");
        double[] row = work[pivot];
        work[pivot] = work[column];
        work[column] = row;
        double scale = row[column];
        for (int j = 0; j < row.length; j++)
            row[j] /= scale;
        for (double[] other : work)
            if (other != row)
                subtract(other, row, other[column]);
    }

    private static void subtract(double[] from, double[] row, double factor) {
        if (factor == 0)
            return;
        for (int j = 0; j < from.length; j++)
            from[j] -= factor * row[j];
    }

}
