package org.stroma.statistics.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Sequential sums of squares of random effects that may cross, and what each mean square is expected to be, for any numbers of replicates.
 *
 * <p>Each effect gets an orthonormal basis of what its levels add to those before it (Gram-Schmidt, every column orthogonalised twice).
 * Its squares are those of the values along the basis; the coefficient of σ²_j in its mean square is the mean, over the basis, of the
 * squared sums of a basis vector within the levels of effect j: {@code tr(Z_j' A_i Z_j)/df_i}. These are the type 1 estimates of SAS PROC
 * VARCOMP and MIXED. S. R. Searle, G. Casella, C. E. McCulloch, Variance Components, Wiley 1992, ch. 5.3 and 11.3.
 */
record CrossedDesign(int[] degrees, double[] squares, RealMatrix expected) implements VarianceDesign {

    /** What is left of a column counts as new if it is longer than this share of the column. */
    private static final double INDEPENDENT = 1e-9;

    /** Beyond so many levels the bases no longer fit into a reasonable memory and time. */
    private static final int MOST_LEVELS = 2000;

    /**
     * Analyses a design.
     *
     * @param levels of each effect by value, counted from 0
     * @throws StatisticsRefusal {@code too-many-levels}, {@code no-degrees-of-freedom}
     */
    static CrossedDesign of(RandomEffects effects, List<int[]> levels, Sample values) {
        int count = levels.stream().mapToInt(CrossedDesign::number).sum();
        if (count > MOST_LEVELS) {
            throw StatisticsRefusal.of("too-many-levels", "found", count, "most", MOST_LEVELS);
        }
        int n = values.size();
        double[] rest = new double[n];
        Arrays.setAll(rest, values::deviation);
        List<double[]> basis = new ArrayList<>();
        double[] constant = new double[n];
        Arrays.fill(constant, 1 / Math.sqrt(n));
        basis.add(constant);
        int size = levels.size() + 1;
        int[] degrees = new int[size];
        double[] squares = new double[size];
        RealMatrix expected = MatrixUtils.createRealMatrix(size, size);
        for (int effect = 0; effect < levels.size(); effect++) {
            int before = basis.size();
            extend(basis, levels.get(effect));
            List<double[]> own = basis.subList(before, basis.size());
            degrees[effect] = own.size();
            if (own.isEmpty()) {
                throw StatisticsRefusal.of("no-degrees-of-freedom", "factor", effects.name(effect));
            }
            squares[effect] = own.stream().mapToDouble(vector -> remove(rest, vector)).sum();
            for (int j = effect; j < levels.size(); j++) {
                expected.setEntry(effect, j, concentration(own, levels.get(j)) / own.size());
            }
            expected.setEntry(effect, size - 1, 1);
        }
        degrees[size - 1] = n - basis.size();
        if (degrees[size - 1] < 1) {
            throw StatisticsRefusal.of("no-degrees-of-freedom", "factor", "error");
        }
        squares[size - 1] = Arrays.stream(rest).map(value -> value * value).sum();
        expected.setEntry(size - 1, size - 1, 1);
        return new CrossedDesign(degrees, squares, expected);
    }

    /** Numbers of the levels of an effect, in order of appearance, from those of its factors. */
    static int[] numbered(List<List<String>> factors, int count) {
        Map<List<String>, Integer> numbers = new LinkedHashMap<>();
        int[] levels = new int[count];
        for (int row = 0; row < count; row++) {
            int at = row;
            List<String> key = factors.stream().map(factor -> factor.get(at)).toList();
            levels[row] = numbers.computeIfAbsent(key, unused -> numbers.size());
        }
        return levels;
    }

    private static int number(int[] levels) {
        return Arrays.stream(levels).max().orElse(-1) + 1;
    }

    /** Adds to a basis what the indicator columns of levels have beside it. */
    private static void extend(List<double[]> basis, int[] levels) {
        for (int level = 0; level < number(levels); level++) {
            double[] column = new double[levels.length];
            double length = 0;
            for (int row = 0; row < levels.length; row++) {
                column[row] = levels[row] == level ? 1 : 0;
                length += column[row];
            }
            for (int pass = 0; pass < 2; pass++) {
                basis.forEach(vector -> remove(column, vector));
            }
            double left = Math.sqrt(dot(column, column));
            if (left > INDEPENDENT * Math.sqrt(length)) {
                Arrays.setAll(column, row -> column[row] / left);
                basis.add(column);
            }
        }
    }

    /** Takes the part along a unit vector out of values and gives its square. */
    private static double remove(double[] values, double[] unit) {
        double along = dot(values, unit);
        for (int row = 0; row < values.length; row++) {
            values[row] -= along * unit[row];
        }
        return along * along;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int row = 0; row < a.length; row++) {
            sum += a[row] * b[row];
        }
        return sum;
    }

    /** Squared sums of vectors within levels. */
    private static double concentration(List<double[]> vectors, int[] levels) {
        double sum = 0;
        double[] totals = new double[number(levels)];
        for (double[] vector : vectors) {
            Arrays.fill(totals, 0);
            for (int row = 0; row < levels.length; row++) {
                totals[levels[row]] += vector[row];
            }
            sum += dot(totals, totals);
        }
        return sum;
    }
}
