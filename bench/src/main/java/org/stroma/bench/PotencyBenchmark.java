package org.stroma.bench;

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
import org.stroma.statistics.potency.AssayDesign;
import org.stroma.statistics.potency.FourParameter;
import org.stroma.statistics.potency.Observation;
import org.stroma.statistics.potency.ParallelLine;
import org.stroma.statistics.potency.PotencySettings;

/**
 * A thousand potency assays of each kind. The peer of parallel lines fits the treatments, the separate lines and the parallel
 * lines by Hipparchus' general least squares in plain doubles, without tests and limits.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PotencyBenchmark {
    private final List<List<Observation>> lines = Samples.lineAssays();
    private final List<List<Observation>> curves = Samples.curveAssays();
    private final PotencySettings settings = PotencySettings.of(AssayDesign.COMPLETELY_RANDOMISED);

    /** Parallel lines with analysis of variance, validity, equivalence and Fieller limits. */
    @Benchmark
    public void parallelLines(Blackhole sink) {
        for (List<Observation> assay : lines) {
            sink.consume(ParallelLine.analyse(assay, settings));
        }
    }

    /** Four-parameter curves with the constrained fit, validity and equivalence. */
    @Benchmark
    public void fourParameterCurves(Blackhole sink) {
        for (List<Observation> assay : curves) {
            sink.consume(FourParameter.analyse(assay, settings));
        }
    }

    /** The three least-squares fits of parallel lines alone. */
    @Benchmark
    public void plainFits(Blackhole sink) {
        for (List<Observation> assay : lines) {
            double[] y = assay.stream().mapToDouble(o -> o.response() == null ? Double.NaN : o.response()).toArray();
            double[][] treatments = new double[y.length][5];
            double[][] separate = new double[y.length][3];
            double[][] parallel = new double[y.length][2];
            for (int i = 0; i < y.length; i++) {
                Observation observation = assay.get(i);
                double x = Math.log(observation.dose());
                boolean test = observation.preparation().equals("T");
                int treatment = i / Samples.REPLICATES;
                if (treatment > 0) {
                    treatments[i][treatment - 1] = 1;
                }
                separate[i] = new double[]{test ? 1 : 0, x, test ? x : 0};
                parallel[i] = new double[]{test ? 1 : 0, x};
            }
            for (double[][] model : List.of(treatments, separate, parallel)) {
                OLSMultipleLinearRegression fit = new OLSMultipleLinearRegression();
                fit.newSampleData(y, model);
                sink.consume(fit.estimateRegressionParameters());
                sink.consume(fit.calculateResidualSumOfSquares());
            }
        }
    }
}
