package org.stroma.statistics.numeric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.core.DD;

/**
 * Householder QR of a design matrix in double-double arithmetic (about 31 digits), so that even a degree-ten polynomial
 * keeps more digits than its data have.
 *
 * <p>Columns are taken in the order given; a column whose part outside the earlier ones is smaller than
 * {@value #DEPENDENCE} of its length counts as dependent and is left out (limited pivoting, as in LINPACK {@code dqrdc2}).
 * The threshold lies above the rounding of a double and far below the near-collinearity of real designs (the StRD problem
 * Filip has 2e-8).
 *
 * <p>Golub and Van Loan, Matrix Computations, 4th ed. 2013, section 5.2.
 */
public final class ExtendedQr {
    private static final double DEPENDENCE = 1e-13;

    private final int rows;
    private final int offered;
    private final List<Integer> kept = new ArrayList<>();
    private final List<DD[]> reflectors = new ArrayList<>();
    private final List<DD[]> upper = new ArrayList<>();

    private ExtendedQr(int rows, int offered) {
        this.rows = rows;
        this.offered = offered;
    }

    /**
     * Decomposes the matrix with the given columns.
     *
     * @throws IllegalArgumentException if columns differ in length or hold a value that is not finite
     */
    public static ExtendedQr of(List<DD[]> columns) {
        int rows = columns.isEmpty() ? 0 : columns.getFirst().length;
        ExtendedQr qr = new ExtendedQr(rows, columns.size());
        for (int j = 0; j < columns.size(); j++) {
            requireFinite(columns.get(j), rows);
            qr.append(j, columns.get(j).clone());
        }
        return qr;
    }

    private static void requireFinite(DD[] column, int rows) {
        if (column.length != rows) {
            throw new IllegalArgumentException("columns differ in length");
        }
        for (DD value : column) {
            if (!value.isFinite()) {
                throw new IllegalArgumentException("a design value is not finite");
            }
        }
    }

    private void append(int index, DD[] column) {
        double length = norm(column, 0).hi();
        reflectAll(column);
        int k = kept.size();
        if (k >= rows) {
            return;
        }
        DD tail = norm(column, k);
        if (!(tail.hi() > DEPENDENCE * length)) {
            return;
        }
        DD diagonal = column[k].hi() > 0 ? tail.negate() : tail;
        DD[] reflector = new DD[rows];
        Arrays.fill(reflector, 0, k, DD.ZERO);
        System.arraycopy(column, k, reflector, k, rows - k);
        reflector[k] = column[k].subtract(diagonal);
        normalise(reflector, k);
        DD[] top = Arrays.copyOf(column, k + 1);
        top[k] = diagonal;
        kept.add(index);
        reflectors.add(reflector);
        upper.add(top);
    }

    private void normalise(DD[] reflector, int from) {
        DD length = norm(reflector, from);
        for (int i = from; i < rows; i++) {
            reflector[i] = reflector[i].divide(length);
        }
    }

    private void reflectAll(DD[] column) {
        for (int k = 0; k < reflectors.size(); k++) {
            DD[] reflector = reflectors.get(k);
            DD dot = DD.ZERO;
            for (int i = k; i < rows; i++) {
                dot = dot.add(reflector[i].multiply(column[i]));
            }
            DD twice = dot.multiply(2.0);
            for (int i = k; i < rows; i++) {
                column[i] = column[i].subtract(reflector[i].multiply(twice));
            }
        }
    }

    private static DD norm(DD[] column, int from) {
        DD sum = DD.ZERO;
        for (int i = from; i < column.length; i++) {
            sum = sum.add(column[i].square());
        }
        return sum.isZero() ? DD.ZERO : sum.sqrt();
    }

    /** How many columns are linearly independent. */
    public int rank() {
        return kept.size();
    }

    /** How many columns were offered. */
    public int offered() {
        return offered;
    }

    /** The indices of the independent columns, in order. */
    public List<Integer> keptColumns() {
        return List.copyOf(kept);
    }

    /** {@code Q'y}: the first {@link #rank()} entries are the effects, the rest span the residual. */
    public DD[] rotate(DD[] response) {
        if (response.length != rows) {
            throw new IllegalArgumentException("response has " + response.length + " values, the design " + rows);
        }
        DD[] rotated = response.clone();
        reflectAll(rotated);
        return rotated;
    }

    /** Solves {@code R b = effects} for the independent columns; the result has {@link #rank()} entries. */
    public DD[] solve(DD[] rotated) {
        DD[] solution = Arrays.copyOf(rotated, rank());
        for (int k = rank() - 1; k >= 0; k--) {
            solution[k] = solution[k].divide(upper.get(k)[k]);
            for (int i = 0; i < k; i++) {
                solution[i] = solution[i].subtract(upper.get(k)[i].multiply(solution[k]));
            }
        }
        return solution;
    }

    /** {@code R^-1} for the independent columns, row by row; {@code (X'X)^-1} is {@code R^-1 R^-T}. */
    public DD[][] inverseOfUpper() {
        int p = rank();
        DD[][] inverse = new DD[p][p];
        for (int j = 0; j < p; j++) {
            DD[] unit = new DD[p];
            Arrays.fill(unit, DD.ZERO);
            unit[j] = DD.ONE;
            DD[] column = solve(unit);
            for (int i = 0; i < p; i++) {
                inverse[i][j] = column[i];
            }
        }
        return inverse;
    }
}
