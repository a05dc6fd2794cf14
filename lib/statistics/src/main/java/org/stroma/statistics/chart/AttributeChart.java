package org.stroma.statistics.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Charts of counted things: units that fail (p, np) and failures (c, u).
 *
 * <p>Limits are the mean ± 3 standard errors of the binomial or Poisson law, not below 0 and for p not above 1. Montgomery,
 * ch. 7; NIST/SEMATECH e-Handbook 6.3.3. Rules that divide the band into zones are not applied, as the laws are skew.
 */
public final class AttributeChart {

    private static final double FEW_EXPECTED = 5;

    private AttributeChart() {}

    /**
     * Share of failing units in samples of any size.
     *
     * @throws StatisticsRefusal {@code out-of-range}, {@code count-not-whole}, {@code unequal-lengths}, {@code no-variation}
     */
    public static ControlCharts p(List<String> labels, double[] failing, double[] sizes, ChartOptions options) {
        double[] shares = perUnit(failing, sizes, true);
        Series series = new Series(labels, shares, options.baseline());
        double p = center(failing, sizes, options, true);
        return draw("p", "proportion", series, p, sizes, options, i -> p, i -> Math.sqrt(p * (1 - p) / sizes[i]), 1);
    }

    /** Number of failing units in samples of any size; centre and limits follow the size. */
    public static ControlCharts np(List<String> labels, double[] failing, double[] sizes, ChartOptions options) {
        perUnit(failing, sizes, true);
        Series series = new Series(labels, failing, options.baseline());
        double p = center(failing, sizes, options, true);
        return draw("np", "number", series, p, sizes, options, i -> p * sizes[i],
                i -> Math.sqrt(p * (1 - p) * sizes[i]),
                Double.POSITIVE_INFINITY);
    }

    /** Number of failures per sample, all samples being alike. */
    public static ControlCharts c(List<String> labels, double[] failures, ChartOptions options) {
        double[] ones = new double[failures.length];
        Arrays.fill(ones, 1);
        perUnit(failures, ones, false);
        Series series = new Series(labels, failures, options.baseline());
        double c = center(failures, ones, options, false);
        return draw("c", "count", series, c, ones, options, i -> c, i -> Math.sqrt(c), Double.POSITIVE_INFINITY);
    }

    /** Failures per unit in samples of any, also fractional, number of units. */
    public static ControlCharts u(List<String> labels, double[] failures, double[] sizes, ChartOptions options) {
        Series series = new Series(labels, perUnit(failures, sizes, false), options.baseline());
        double u = center(failures, sizes, options, false);
        return draw("u", "rate", series, u, sizes, options, i -> u, i -> Math.sqrt(u / sizes[i]),
                Double.POSITIVE_INFINITY);
    }

    private static ControlCharts draw(String type, String statistic, Series series, double rate, double[] sizes,
            ChartOptions options,
            IntToDoubleFunction center, IntToDoubleFunction error, double ceiling) {
        boolean binomial = "p".equals(type) || "np".equals(type);
        double sigma = Math.sqrt(binomial ? rate * (1 - rate) : rate);
        List<RunRule> rules = options.rules().stream().filter(rule -> !rule.zoned()).toList();
        ControlChart chart = ControlChart.judged(statistic, sigma,
                series.points(center, error, options.width(), 0, ceiling), rules);
        List<Note> warnings = new ArrayList<>(series.warnings());
        double smallest = Arrays.stream(sizes).min().orElse(1);
        if (smallest * (binomial ? Math.min(rate, 1 - rate) : rate) < FEW_EXPECTED) {
            warnings.add(Note.of("few-expected", "needed", FEW_EXPECTED));
        }
        if (rules.size() < options.rules().size()) {
            warnings.add(Note.of("zone-rules-left-out"));
        }
        return new ControlCharts(type, List.of(chart), List.of(Note.of(binomial ? "binomial" : "poisson")), warnings);
    }

    private static double center(double[] counts, double[] sizes, ChartOptions options, boolean binomial) {
        double center;
        if (options.standards() != null) {
            center = options.standards().center();
        } else {
            double total = 0;
            double units = 0;
            for (int i = 0; i < counts.length; i++) {
                total += options.baseline().holds(i) ? counts[i] : 0;
                units += options.baseline().holds(i) ? sizes[i] : 0;
            }
            if (!(units > 0)) {
                throw StatisticsRefusal.of("too-few-values", "needed", 1, "found", 0);
            }
            center = total / units;
        }
        if (!(center > 0) || (binomial && !(center < 1))) {
            throw StatisticsRefusal.of("no-variation");
        }
        return center;
    }

    private static double[] perUnit(double[] counts, double[] sizes, boolean bounded) {
        if (counts.length != sizes.length) {
            throw StatisticsRefusal.of("unequal-lengths", "first", "counts", "firstCount", counts.length, "second",
                    "sizes",
                    "secondCount", sizes.length);
        }
        double[] rates = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            if (!(sizes[i] > 0) || !Double.isFinite(sizes[i])) {
                throw StatisticsRefusal.of("out-of-range", "name", "size", "range", "(0, ∞)", "value", sizes[i]);
            }
            double most = bounded ? sizes[i] : Double.MAX_VALUE;
            if (!(counts[i] >= 0 && counts[i] <= most)) {
                throw StatisticsRefusal.of("out-of-range", "name", "count", "range",
                        bounded ? "[0, " + sizes[i] + "]" : "[0, ∞)",
                        "value", counts[i]);
            }
            if (counts[i] != Math.rint(counts[i])) {
                throw StatisticsRefusal.of("count-not-whole", "value", counts[i], "position", i + 1);
            }
            rates[i] = counts[i] / sizes[i];
        }
        return rates;
    }
}
