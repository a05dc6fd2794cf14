package org.stroma.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.stroma.statistics.chart.ChartOptions;
import org.stroma.statistics.chart.ControlCharts;
import org.stroma.statistics.chart.CusumChart;
import org.stroma.statistics.chart.EwmaChart;
import org.stroma.statistics.chart.IndividualsChart;
import org.stroma.statistics.chart.RunRules;

/** Charts over a million points. The peer only streams the values and their moving ranges through Hipparchus' moments. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ChartBenchmark {
    private static final int POINTS = 1_000_000;

    private final double[] values = Samples.process(POINTS);
    private final List<String> labels = IntStream.rangeClosed(1, POINTS).mapToObj(Integer::toString).toList();
    private final ChartOptions plain = ChartOptions.standard();
    private final ChartOptions ruled = ChartOptions.standard()
            .withRules(RunRules.named("nelson,western-electric"));

    /** Individuals and moving ranges, limits alone. */
    @Benchmark
    public ControlCharts individuals() {
        return IndividualsChart.of(labels, values, plain);
    }

    /** Individuals and moving ranges, all twelve run rules. */
    @Benchmark
    public ControlCharts individualsWithAllRules() {
        return IndividualsChart.of(labels, values, ruled);
    }

    /** Exponentially weighted moving average. */
    @Benchmark
    public ControlCharts ewma() {
        return new EwmaChart(0.2, false).individuals(labels, values, plain);
    }

    /** Two-sided cumulative sums. */
    @Benchmark
    public ControlCharts cusum() {
        return new CusumChart(0.5, 5, 0).individuals(labels, values, plain);
    }

    /** Mean and mean moving range. */
    @Benchmark
    public double plainMoments() {
        StreamingStatistics level = new StreamingStatistics();
        StreamingStatistics range = new StreamingStatistics();
        for (int i = 0; i < values.length; i++) {
            level.addValue(values[i]);
            if (i > 0) {
                range.addValue(Math.abs(values[i] - values[i - 1]));
            }
        }
        return level.getMean() + range.getMean();
    }
}
