package org.stroma.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.stroma.statistics.chart.Baseline;

/**
 * A table as points of a chart: single values, subgroups in rows or by a column, counts with sizes, or several characteristics.
 *
 * @param labels of the points
 * @param groups values of each point, row by row and column by column; one value for single values and counts
 * @param sizes sample sizes of counts, empty without
 * @param baseline points that set the limits
 * @param missing how many values were not there
 */
record ChartInput(List<String> labels, List<double[][]> groups, double[] sizes, Baseline baseline, int missing) {
    /** What options say about columns. */
    record Choice(Optional<String> value, Optional<String> label, Optional<String> subgroup, Optional<String> size,
            Optional<Integer> subgroupSize, Optional<String> baseline, Optional<Integer> first,
            Set<Integer> excluded) {}

    /** How points are made of rows. */
    enum Shape {
        SINGLE, COUNT, COUNT_OF_SIZE, SUBGROUPS, SINGLE_OR_SUBGROUPS, VECTORS
    }

    /** Makes points; rows without a value are left out and counted. */
    static ChartInput of(Columns columns, Choice choice, Shape shape) {
        Optional<Integer> flags = columns.take(choice.baseline().filter(name -> !"none".equals(name)),
                choice.baseline().isPresent() ? List.of() : Columns.BASELINES);
        double[] sizes = sizes(columns, choice, shape);
        Optional<Integer> label = columns.take(choice.subgroup().or(choice::label), Columns.LABELS);
        List<String> names = columns.labels(label);
        boolean repeated = choice.subgroup().isPresent() || new HashSet<>(names).size() < names.size();
        List<Integer> values = switch (shape) {
            case VECTORS -> columns.takeValues(choice.value());
            case SUBGROUPS, SINGLE_OR_SUBGROUPS -> subgroupColumns(columns, choice, repeated, shape);
            case SINGLE, COUNT, COUNT_OF_SIZE -> List.of(columns.takeValue(choice.value()));
        };
        List<double[]> numbers = values.stream().map(columns::numbersWithGaps).toList();
        boolean[] usable = usable(numbers, sizes, names.size(), shape == Shape.VECTORS);
        boolean grouped = repeated && (shape == Shape.SUBGROUPS || shape == Shape.SINGLE_OR_SUBGROUPS
                || shape == Shape.VECTORS);
        List<List<Integer>> rows = rows(names, usable, grouped, choice.subgroupSize());
        List<double[][]> groups = rows.stream().map(group -> group.stream().map(row -> values(numbers, row))
                .toArray(double[][]::new)).toList();
        boolean counted = choice.subgroupSize().isPresent() && !grouped;
        List<String> labels = IntStream.range(0, rows.size()).mapToObj(
                i -> counted ? Integer.toString(i + 1) : names.get(rows.get(i).getFirst())).toList();
        double[] keptSizes = IntStream.range(0, sizes.length).filter(i -> usable[i]).mapToDouble(i -> sizes[i])
                .toArray();
        return new ChartInput(labels, groups, keptSizes, baseline(columns, flags, rows, choice),
                missing(numbers, sizes));
    }

    /** Rows to use: a vector needs all its values, anything else one; a count needs its size. */
    private static boolean[] usable(List<double[]> numbers, double[] sizes, int rows, boolean vectors) {
        boolean[] usable = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            int row = i;
            boolean measured = vectors
                    ? numbers.stream().noneMatch(column -> Double.isNaN(column[row]))
                    : numbers.stream().anyMatch(column -> !Double.isNaN(column[row]));
            usable[i] = measured && (sizes.length == 0 || !Double.isNaN(sizes[i]));
        }
        return usable;
    }

    private static int missing(List<double[]> numbers, double[] sizes) {
        long values = numbers.stream().flatMapToDouble(Arrays::stream).filter(Double::isNaN).count();
        return (int) (values + Arrays.stream(sizes).filter(Double::isNaN).count());
    }

    /** Rows of each point: by name, so many in turn, or one each. */
    private static List<List<Integer>> rows(List<String> names, boolean[] usable, boolean byName,
            Optional<Integer> size) {
        if (size.isPresent() && size.get() < 1) {
            throw CommandRefusal.of("subgroup-size", "given", size.get());
        }
        List<Integer> all = IntStream.range(0, names.size()).filter(i -> usable[i]).boxed().toList();
        if (!byName && size.isEmpty()) {
            return all.stream().map(List::of).toList();
        }
        Map<Object, List<Integer>> rows = new LinkedHashMap<>();
        for (int row : all) {
            Object key = byName ? names.get(row) : Integer.valueOf(row / size.orElseThrow());
            rows.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
        }
        return List.copyOf(rows.values());
    }

    private static double[] values(List<double[]> numbers, int row) {
        return numbers.stream().mapToDouble(column -> column[row]).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** The points of the baseline alone. */
    ChartInput baselineOnly() {
        List<Integer> kept = IntStream.range(0, labels.size()).filter(baseline::holds).boxed().toList();
        if (kept.isEmpty() && !labels.isEmpty()) {
            throw CommandRefusal.of("baseline-empty");
        }
        return new ChartInput(kept.stream().map(labels::get).toList(), kept.stream().map(groups::get).toList(),
                new double[0], Baseline.ALL, missing);
    }

    /** First value of each point. */
    double[] singles() {
        return groups.stream().mapToDouble(group -> group[0][0]).toArray();
    }

    /** True if a point has more than one value. */
    boolean grouped() {
        return groups.stream().anyMatch(group -> group.length > 1 || group[0].length > 1);
    }

    /** All values of each point in one row. */
    List<double[]> subgroups() {
        return groups.stream().map(group -> Arrays.stream(group).flatMapToDouble(Arrays::stream)
                .toArray()).toList();
    }

    /**
     * Columns of the values: those named; else, where no label repeats, a series such as x1, x2, x3; else the one column that is
     * called as values are; else, for charts of subgroups only, all columns of numbers.
     */
    private static List<Integer> subgroupColumns(Columns columns, Choice choice, boolean repeated, Shape shape) {
        if (choice.value().filter(names -> names.contains(",")).isPresent()) {
            return columns.takeValues(choice.value());
        }
        boolean open = choice.value().isEmpty() && !repeated && choice.subgroupSize().isEmpty()
                && columns.numeric().size() > 1;
        if (open && !columns.series().isEmpty()) {
            return columns.series();
        }
        return open && shape == Shape.SUBGROUPS && !columns.namesValue()
                ? columns.takeValues(choice.value())
                : List.of(columns.takeValue(choice.value()));
    }

    private static double[] sizes(Columns columns, Choice choice, Shape shape) {
        if (shape == Shape.COUNT) {
            columns.take(choice.size(), Columns.SIZES).map(columns::numbersWithGaps)
                    .filter(sizes -> Arrays.stream(sizes).distinct().count() > 1).ifPresent(sizes -> {
                        throw columns.about("sizes-differ");
                    });
            return new double[0];
        }
        if (shape != Shape.COUNT_OF_SIZE) {
            return new double[0];
        }
        Optional<String> given = choice.size();
        int rows = columns.labels(Optional.empty()).size();
        if (given.isPresent() && given.get().matches("[0-9]+(\\.[0-9]+)?")) {
            double size = Double.parseDouble(given.get());
            return IntStream.range(0, rows).mapToDouble(i -> size).toArray();
        }
        return columns.take(given, Columns.SIZES).map(columns::numbersWithGaps)
                .orElseThrow(() -> columns.about("sizes-needed"));
    }

    private static Baseline baseline(Columns columns, Optional<Integer> flags, List<List<Integer>> rows,
            Choice choice) {
        choice.excluded().stream().filter(position -> position < 1 || position > rows.size()).sorted().findFirst()
                .ifPresent(position -> {
                    throw CommandRefusal.of("exclude-position", "given", position, "count", rows.size());
                });
        Set<Integer> out = new HashSet<>(choice.excluded());
        if (flags.isPresent()) {
            List<Boolean> marks = columns.flags(flags.get());
            int position = 1;
            for (List<Integer> group : rows) {
                if (!marks.get(group.getFirst())) {
                    out.add(position);
                }
                position++;
            }
        }
        return new Baseline(choice.first().orElse(Integer.MAX_VALUE), out);
    }
}
