package org.stroma.statistics.model.nonlinear;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.core.DD;
import org.hipparchus.analysis.differentiation.Gradient;
import org.stroma.statistics.numeric.ExtendedQr;

/** Weighted residuals and their Jacobian at one point. */
final class Linearisation {
    private final double[] residuals;
    private final double[][] columns;
    private final double sumOfSquares;

    private Linearisation(double[] residuals, double[][] columns) {
        this.residuals = residuals;
        this.columns = columns;
        double sum = 0;
        for (double residual : residuals) {
            sum += residual * residual;
        }
        this.sumOfSquares = sum;
    }

    static Linearisation at(CurveFunction curve, CurveData data, double[] parameters) {
        int p = parameters.length;
        Gradient[] variables = variables(parameters);
        double[] residuals = new double[data.size()];
        double[][] columns = new double[p][data.size()];
        for (int i = 0; i < data.size(); i++) {
            Gradient mean = curve.value(variables, data.predictors(i));
            residuals[i] = data.rootWeight(i) * (data.response(i) - mean.getValue());
            for (int j = 0; j < p; j++) {
                columns[j][i] = data.rootWeight(i) * mean.getPartialDerivative(j);
            }
        }
        return new Linearisation(residuals, columns);
    }

    static Gradient[] variables(double[] parameters) {
        Gradient[] variables = new Gradient[parameters.length];
        for (int j = 0; j < parameters.length; j++) {
            variables[j] = Gradient.variable(parameters.length, j, parameters[j]);
        }
        return variables;
    }

    double sumOfSquares() {
        return sumOfSquares;
    }

    double[] residuals() {
        return residuals;
    }

    /** Derivatives of the weighted residuals, observation by row: the Jacobian of the mean with its sign turned. */
    double[][] jacobian() {
        double[][] rows = new double[residuals.length][columns.length];
        for (int i = 0; i < residuals.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                rows[i][j] = -columns[j][i];
            }
        }
        return rows;
    }

    boolean finite() {
        for (double[] column : columns) {
            for (double value : column) {
                if (!Double.isFinite(value)) {
                    return false;
                }
            }
        }
        return Double.isFinite(sumOfSquares);
    }

    /** Inner product of a column of the Jacobian with the residuals. */
    double gradient(int column) {
        double sum = 0;
        for (int i = 0; i < residuals.length; i++) {
            sum += columns[column][i] * residuals[i];
        }
        return sum;
    }

    /** Length of a column of the Jacobian. */
    double length(int column) {
        double sum = 0;
        for (double value : columns[column]) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    /** The step that minimises the linearised squares plus {@code damping * sum (scale * step)^2}; 0 for aliased ones. */
    double[] step(double damping, double[] scale) {
        int p = columns.length;
        int extra = damping > 0 ? p : 0;
        List<DD[]> matrix = new ArrayList<>();
        for (int j = 0; j < p; j++) {
            DD[] column = padded(columns[j], extra);
            if (extra > 0) {
                column[residuals.length + j] = DD.of(Math.sqrt(damping) * scale[j]);
            }
            matrix.add(column);
        }
        ExtendedQr qr = ExtendedQr.of(matrix);
        DD[] solution = qr.solve(qr.rotate(padded(residuals, extra)));
        double[] step = new double[p];
        for (int k = 0; k < qr.rank(); k++) {
            step[qr.keptColumns().get(k)] = solution[k].doubleValue();
        }
        return step;
    }

    /** {@code (J'J)^-1}; NaN for parameters that the data do not determine. */
    double[][] inverseInformation() {
        int p = columns.length;
        List<DD[]> matrix = new ArrayList<>();
        for (double[] column : columns) {
            matrix.add(padded(column, 0));
        }
        ExtendedQr qr = ExtendedQr.of(matrix);
        double[][] inverse = new double[p][p];
        if (qr.rank() < p) {
            for (double[] row : inverse) {
                java.util.Arrays.fill(row, Double.NaN);
            }
            return inverse;
        }
        DD[][] upper = qr.inverseOfUpper();
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                DD sum = DD.ZERO;
                for (int k = Math.max(i, j); k < p; k++) {
                    sum = sum.add(upper[i][k].multiply(upper[j][k]));
                }
                inverse[i][j] = sum.doubleValue();
            }
        }
        return inverse;
    }

    private static DD[] padded(double[] values, int extra) {
        DD[] padded = new DD[values.length + extra];
        for (int i = 0; i < padded.length; i++) {
            padded[i] = i < values.length ? DD.of(values[i]) : DD.ZERO;
        }
        return padded;
    }
}
