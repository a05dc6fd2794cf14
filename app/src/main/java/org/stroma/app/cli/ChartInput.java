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
 */
record ChartInput(List<String> labels, List<double[][]> groups, double[] sizes, Baseline baseline) {
    /** What options say about columns. */
    record Choice(Optional<String> value, Optional<String> label, Optional<String> subgroup, Optional<String> size,
            Optional<Integer> subgroupSize, Optional<String> baseline, Optional<Integer> first,
            Set<Integer> excluded) {}

    /** How points are made of rows. */
    enum Shape {
        SINGLE, COUNT, COUNT_OF_SIZE, SUBGROUPS, SINGLE_OR_SUBGROUPS, VECTORS
    }

    /** Makes points. */
    static ChartInput of(Columns columns, Choice choice, Shape shape) {
        Optional<Integer> flags = columns.take(choice.baseline().filter(name -> !"none".equals(name)),
                choice.baseline().isPresent() ? List.of() : Columns.BASELINES);
        double[] sizes = sizes(columns, choice, shape);
        Optional<Integer> label = columns.take(choice.subgroup().or(choice::label), Columns.LABELS);
        List<String> names = columns.labels(label);
        boolean repeated = choice.subgroup().isPresent() || new HashSet<>(names).size() < names.size();
        List<Integer> values = switch (shape) {
            case VECTORS -> columns.takeValues(choice.value());
            case SUBGROUPS, SINGLE_OR_SUBGROUPS -> subgroupColumns(columns, choice, repeated);
            case SINGLE, COUNT, COUNT_OF_SIZE -> List.of(columns.takeValue(choice.value()));
        };
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        boolean grouped = repeated && (shape == Shape.SUBGROUPS || shape == Shape.SINGLE_OR_SUBGROUPS
                || shape == Shape.VECTORS);
        for (int i = 0; i < names.size(); i++) {
            String key = grouped
                    ? names.get(i)
                    : choice.subgroupSize().isPresent()
                            ? Integer.toString(i / choice.subgroupSize().get() + 1)
                            : i + "\n" + names.get(i);
            rows.computeIfAbsent(key, unused -> new ArrayList<>()).add(i);
        }
        List<double[]> numbers = values.stream().map(columns::numbers).toList();
        List<double[][]> groups = rows.values().stream().map(group -> group.stream()
                .map(row -> numbers.stream().mapToDouble(column -> column[row]).toArray()).toArray(double[][]::new))
                .toList();
        List<String> labels = rows.keySet().stream().map(key -> key.substring(key.indexOf('\n') + 1)).toList();
        return new ChartInput(labels, groups, sizes, baseline(columns, flags, rows, choice));
    }

    /** The points of the baseline alone. */
    ChartInput baselineOnly() {
        List<Integer> kept = IntStream.range(0, labels.size()).filter(baseline::holds).boxed().toList();
        if (kept.isEmpty()) {
            throw new CommandRefusal("no row belongs to the baseline; say --baseline none to use all rows.");
        }
        return new ChartInput(kept.stream().map(labels::get).toList(), kept.stream().map(groups::get).toList(),
                new double[0],
                Baseline.ALL);
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

    private static List<Integer> subgroupColumns(Columns columns, Choice choice, boolean repeated) {
        boolean several = choice.value().filter(names -> names.contains(",")).isPresent()
                || (choice.value().isEmpty() && !repeated && choice.subgroupSize().isEmpty()
                        && columns.numeric().size() > 1);
        return several ? columns.takeValues(choice.value()) : List.of(columns.takeValue(choice.value()));
    }

    private static double[] sizes(Columns columns, Choice choice, Shape shape) {
        if (shape == Shape.COUNT) {
            columns.take(choice.size(), Columns.SIZES).map(columns::numbers)
                    .filter(sizes -> Arrays.stream(sizes).distinct().count() > 1).ifPresent(sizes -> {
                        throw new CommandRefusal("the samples differ in size; a chart of rates (--type u) fits them.");
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
        return columns.take(given, Columns.SIZES).map(columns::numbers).orElseThrow(() -> new CommandRefusal(
                "this chart needs sample sizes; name their column with --size, or give one number for all samples."));
    }

    private static Baseline baseline(Columns columns, Optional<Integer> flags, Map<String, List<Integer>> rows,
            Choice choice) {
        Set<Integer> out = new HashSet<>(choice.excluded());
        if (flags.isPresent()) {
            List<Boolean> marks = columns.flags(flags.get());
            int position = 1;
            for (List<Integer> group : rows.values()) {
                if (!marks.get(group.getFirst())) {
                    out.add(position);
                }
                position++;
            }
        }
        return new Baseline(choice.first().orElse(Integer.MAX_VALUE), out);
    }
}
