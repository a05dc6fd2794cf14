package org.stroma.statistics.chart;

import java.util.ArrayList;
import java.util.List;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Charts of subgroup means with their ranges or standard deviations, also for subgroups of unequal size.
 *
 * <p>σ joins the subgroups of the baseline; limits follow the size of each subgroup. With unequal sizes the centre of the
 * spread chart moves too, since it is {@code d2(n)·σ} or {@code c4(n)·σ}. Montgomery, ch. 6.2 and 6.3; Burr, J. Qual.
 * Technol. 1 (1969) 163, for the minimum-variance estimate.
 */
public final class SubgroupChart {

    private SubgroupChart() {}

    /** X̄ and R. */
    public static ControlCharts meanAndRange(List<String> labels, List<double[]> subgroups, ChartOptions options) {
        return draw(labels, subgroups, options, true);
    }

    /** X̄ and S. */
    public static ControlCharts meanAndDeviation(List<String> labels, List<double[]> subgroups, ChartOptions options) {
        return draw(labels, subgroups, options, false);
    }

    private static ControlCharts draw(List<String> labels, List<double[]> subgroups, ChartOptions options,
            boolean range) {
        List<Sample> samples = samples(subgroups);
        Series means = new Series(labels, samples.stream().mapToDouble(Sample::mean).toArray(), options.baseline());
        Series spreads = new Series(labels,
                samples.stream().mapToDouble(s -> range ? s.range() : s.standardDeviation()).toArray(),
                options.baseline());
        Standards standards = standards(samples, options, range);
        double sigma = standards.sigma();
        ControlChart level = ControlChart.judged("mean", sigma, means.points(i -> standards.center(),
                i -> sigma / Math.sqrt(samples.get(i).size()), options.width(), Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY),
                options.rules());
        ChartConstants table = options.constants();
        List<ChartPoint> points = spreads.points(i -> sigma * middle(table, samples.get(i).size(), range),
                i -> sigma * error(table, samples.get(i).size(), range), options.width(), 0, Double.POSITIVE_INFINITY);
        ControlChart spread = ControlChart.judged(range ? "range" : "standard-deviation", sigma, points,
                options.rules().stream().filter(rule -> !rule.zoned()).toList());
        List<Note> warnings = new ArrayList<>(means.warnings());
        if (range && samples.stream().anyMatch(sample -> sample.size() > 10)) {
            warnings.add(Note.of("range-wastes-information"));
        }
        return new ControlCharts(range ? "xbar-r" : "xbar-s", List.of(level, spread),
                List.of(Note.of("independent-normal")), warnings);
    }

    private static List<Sample> samples(List<double[]> subgroups) {
        if (subgroups.isEmpty()) {
            throw StatisticsRefusal.of("too-few-values", "needed", 2, "found", 0);
        }
        return subgroups.stream().map(values -> Sample.of(values).atLeast(2)).toList();
    }

    /**
     * Centre and σ of single values from subgroups: those given, else estimated from the baseline.
     *
     * @param range true to use ranges, false to use standard deviations
     * @throws StatisticsRefusal {@code too-few-values}, {@code no-variation}
     */
    static Standards standards(List<Sample> samples, ChartOptions options, boolean range) {
        if (options.standards() != null) {
            return options.standards();
        }
        List<Sample> base = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            if (options.baseline().holds(i)) {
                base.add(samples.get(i));
            }
        }
        if (base.size() < 2) {
            throw StatisticsRefusal.of("too-few-values", "needed", 2, "found", base.size());
        }
        double count = base.stream().mapToInt(Sample::size).sum();
        double center = base.stream().mapToDouble(sample -> sample.size() / count * sample.mean()).sum();
        double sigma = options.spread() == SpreadEstimate.POOLED
                ? pooled(base, options.constants())
                : combined(base, options, range);
        if (!(sigma > 0)) {
            throw StatisticsRefusal.of("no-variation");
        }
        return new Standards(center, sigma);
    }

    private static double combined(List<Sample> base, ChartOptions options, boolean range) {
        double sum = 0;
        double weights = 0;
        for (Sample sample : base) {
            double middle = middle(options.constants(), sample.size(), range);
            double error = error(options.constants(), sample.size(), range);
            double weight = options.spread() == SpreadEstimate.UNWEIGHTED ? 1 : middle * middle / (error * error);
            sum += weight * (range ? sample.range() : sample.standardDeviation()) / middle;
            weights += weight;
        }
        return sum / weights;
    }

    private static double pooled(List<Sample> base, ChartConstants constants) {
        double squares = base.stream().mapToDouble(Sample::sumOfSquares).sum();
        int degrees = base.stream().mapToInt(sample -> sample.size() - 1).sum();
        return Math.sqrt(squares / degrees) / constants.c4(degrees + 1);
    }

    private static double middle(ChartConstants constants, int n, boolean range) {
        return range ? constants.d2(n) : constants.c4(n);
    }

    private static double error(ChartConstants constants, int n, boolean range) {
        double c4 = constants.c4(n);
        return range ? constants.d3(n) : Math.sqrt(1 - c4 * c4);
    }
}
