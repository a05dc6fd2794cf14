package org.stroma.statistics.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Sums of squares of factors nested in each other, and what each mean square is expected to be, for any numbers of replicates.
 *
 * <p>With n_g values in group g of level i and n_h in its parts of level j, the coefficient of σ²_j in E(MS_i) is
 * {@code (Σ_g Σ_{h in g} n_h²/n_g − Σ_f Σ_{h in f} n_h²/n_f)/df_i}, f being the groups of the level above. S. R. Searle, G. Casella,
 * C. E. McCulloch, Variance Components, Wiley 1992, ch. 5 and appendix F.
 */
final class NestedDesign implements VarianceDesign {

    private final int[] degrees;
    private final double[] squares;
    private final RealMatrix expected;

    private NestedDesign(int[] degrees, double[] squares, RealMatrix expected) {
        this.degrees = degrees;
        this.squares = squares;
        this.expected = expected;
    }

    @Override
    public int[] degrees() {
        return degrees;
    }

    @Override
    public double[] squares() {
        return squares;
    }

    @Override
    public RealMatrix expected() {
        return expected;
    }

    private record Group(int parent, List<Integer> rows) {}

    /**
     * Analyses a design.
     *
     * @param names names of the factors, for refusals
     * @param levels one row per value: its level of each factor, the outermost first
     */
    static NestedDesign of(List<String> names, List<List<String>> levels, Sample values) {
        List<List<Group>> tree = tree(names.size(), levels, values.size());
        int size = names.size() + 1;
        int[] degrees = new int[size];
        double[] squares = new double[size];
        for (int level = 1; level <= size; level++) {
            int groups = level < size ? tree.get(level).size() : values.size();
            degrees[level - 1] = groups - tree.get(level - 1).size();
            if (degrees[level - 1] < 1) {
                throw StatisticsRefusal.of("no-degrees-of-freedom", "factor",
                        level < size ? names.get(level - 1) : "error");
            }
        }
        double[] parentMeans = means(tree.getFirst(), values);
        for (int level = 1; level < size; level++) {
            double[] means = means(tree.get(level), values);
            for (int g = 0; g < means.length; g++) {
                Group group = tree.get(level).get(g);
                double deviation = means[g] - parentMeans[group.parent()];
                squares[level - 1] += group.rows().size() * deviation * deviation;
            }
            parentMeans = means;
        }
        for (int g = 0; g < parentMeans.length; g++) {
            for (int row : tree.getLast().get(g).rows()) {
                double deviation = values.deviation(row) - parentMeans[g];
                squares[size - 1] += deviation * deviation;
            }
        }
        return new NestedDesign(degrees, squares, expectations(tree, degrees));
    }

    private static List<List<Group>> tree(int factors, List<List<String>> levels, int count) {
        if (levels.size() != count) {
            throw StatisticsRefusal.of("unequal-lengths", "first", "levels", "firstCount", levels.size(), "second",
                    "values", "secondCount",
                    count);
        }
        List<List<Group>> tree = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        tree.add(List.of(new Group(0, all)));
        for (int factor = 0; factor < factors; factor++) {
            List<Group> groups = new ArrayList<>();
            for (int parent = 0; parent < tree.getLast().size(); parent++) {
                Map<String, Group> parts = new HashMap<>();
                for (int row : tree.getLast().get(parent).rows()) {
                    Group whole = new Group(parent, new ArrayList<>());
                    Group part = parts.computeIfAbsent(levels.get(row).get(factor), key -> whole);
                    if (part == whole) {
                        groups.add(whole);
                    }
                    part.rows().add(row);
                }
            }
            tree.add(groups);
        }
        return tree;
    }

    /** Means of deviations from the grand mean. */
    private static double[] means(List<Group> groups, Sample values) {
        return groups.stream()
                .mapToDouble(group -> group.rows().stream().mapToDouble(values::deviation).average().orElseThrow())
                .toArray();
    }

    private static RealMatrix expectations(List<List<Group>> tree, int[] degrees) {
        int size = degrees.length;
        RealMatrix expected = MatrixUtils.createRealMatrix(size, size);
        for (int level = 1; level <= size; level++) {
            for (int component = level; component < size; component++) {
                double inside = concentration(tree, level, component);
                double above = concentration(tree, level - 1, component);
                expected.setEntry(level - 1, component - 1, (inside - above) / degrees[level - 1]);
            }
            expected.setEntry(level - 1, size - 1, 1);
        }
        return expected;
    }

    /** Σ over parts h of a deeper level of n_h² over the size of the group of the upper level that holds h. */
    private static double concentration(List<List<Group>> tree, int upper, int deeper) {
        double sum = 0;
        for (Group part : tree.get(deeper)) {
            Group holder = part;
            for (int level = deeper; level > upper; level--) {
                holder = tree.get(level - 1).get(holder.parent());
            }
            double n = part.rows().size();
            sum += n * n / holder.rows().size();
        }
        return sum;
    }
}
