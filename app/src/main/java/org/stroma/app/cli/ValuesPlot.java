package org.stroma.app.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A picture of values in their order, with lines at levels and some values marked. */
final class ValuesPlot {
    private ValuesPlot() {}

    /**
     * Draws values.
     *
     * @param marked positions of values to mark, counted from 1
     * @param levels heights of horizontal lines by name; absent ones are left out
     */
    static LinePlot of(Report report, String title, String column, double[] values, List<Integer> marked,
            Map<String, @Nullable Double> levels) {
        LinePlot plot = new LinePlot(report.word(title), report.word("point"), column, false);
        double[] x = IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
        plot.group(column, x, values, new double[0], new double[0]);
        if (!marked.isEmpty()) {
            plot.group(report.word("outliers"), marked.stream().mapToDouble(i -> i).toArray(),
                    marked.stream().mapToDouble(i -> values[i - 1]).toArray(), new double[0], new double[0]);
        }
        levels.forEach((name, level) -> {
            if (level != null && Double.isFinite(level)) {
                draw(plot, name, report.word(name), values.length, level);
            }
        });
        return plot;
    }

    private static void draw(LinePlot plot, String name, String word, int count, double level) {
        double[] x = {1, count};
        double[] y = {level, level};
        if (name.equals("mean")) {
            plot.level(word, x, y);
        } else {
            plot.limit(word, x, y);
        }
    }
}
