package org.stroma.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.stroma.statistics.stability.ShelfLife;
import org.stroma.statistics.stability.ShelfLifeSettings;
import org.stroma.statistics.stability.StabilityPoint;

/**
 * Shelf life of ten attributes, each measured on 50 lots at eight times. The peer fits the two models that poolability compares
 * by Hipparchus' general least squares: common intercept and slope, and a line for each lot.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ShelfLifeBenchmark {
    private final List<List<StabilityPoint>> attributes = Samples.attributes();
    private final ShelfLifeSettings settings = ShelfLifeSettings.of(80.0, null);

    /** Poolability, three models, bounds and diagnostics of every attribute. */
    @Benchmark
    public void shelfLives(Blackhole sink) {
        for (List<StabilityPoint> attribute : attributes) {
            sink.consume(ShelfLife.estimate(attribute, settings).shelfLife());
        }
    }

    /** The two least-squares fits alone. */
    @Benchmark
    public void plainFits(Blackhole sink) {
        for (List<StabilityPoint> attribute : attributes) {
            double[] y = new double[attribute.size()];
            double[][] common = new double[y.length][1];
            double[][] separate = new double[y.length][2 * Samples.LOTS - 1];
            for (int i = 0; i < y.length; i++) {
                StabilityPoint point = attribute.get(i);
                int lot = i / Samples.TIMES.length;
                y[i] = Samples.value(point);
                common[i][0] = point.time();
                if (lot > 0) {
                    separate[i][lot - 1] = 1;
                }
                separate[i][Samples.LOTS - 1 + lot] = point.time();
            }
            List<double[][]> models = new ArrayList<>(List.of(common, separate));
            for (double[][] model : models) {
                OLSMultipleLinearRegression fit = new OLSMultipleLinearRegression();
                fit.newSampleData(y, model);
                sink.consume(fit.calculateResidualSumOfSquares());
            }
        }
    }
}
