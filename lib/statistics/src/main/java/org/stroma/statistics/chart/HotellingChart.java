package org.stroma.statistics.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;

/**
 * Hotelling's T² chart of several characteristics at once.
 *
 * <p>Points of the baseline get the limit of phase I, all others that of phase II. Single observations: beta and F limits of
 * N. D. Tracy, J. C. Young and R. L. Mason, J. Qual. Technol. 24 (1992) 88, doi:10.1080/00224065.1992.12015232. Subgroups of
 * equal size: F limits, Montgomery ch. 11.3. The centre line is the median of the law behind the limit. Only a value above its
 * limit signals; run rules do not apply.
 *
 * @param falseAlarm chance α of a false alarm at each point
 */
public record HotellingChart(double falseAlarm) {

    public HotellingChart {
        Confidence.require("falseAlarm", falseAlarm);
    }

    /**
     * Chart of single observations, a row each.
     *
     * @throws StatisticsRefusal {@code too-few-values}, {@code collinear}, {@code not-a-number}, {@code unequal-lengths}
     */
    public ControlCharts individuals(List<String> labels, double[][] rows, Baseline baseline) {
        requireRectangle(rows);
        double[][] base = chosen(rows, baseline);
        int p = rows[0].length;
        int m = base.length;
        requireCount(m, p + 2);
        RealVector mean = mean(base);
        RealMatrix covariance = covariance(base, mean);
        double scale = (m - 1.0) * (m - 1) / m;
        BetaDistribution first = BetaDistribution.of(p / 2.0, (m - p - 1) / 2.0);
        FDistribution second = FDistribution.of(p, m - p);
        double wide = p * (m + 1.0) * (m - 1) / (m * (double) (m - p));
        Limits limits = new Limits(scale * first.inverseSurvivalProbability(falseAlarm),
                scale * first.inverseCumulativeProbability(0.5),
                wide * second.inverseSurvivalProbability(falseAlarm), wide * second.inverseCumulativeProbability(0.5));
        return draw(labels, rows, mean, covariance, 1, baseline, limits);
    }

    /**
     * Chart of subgroups of equal size n ≥ 2; each subgroup holds n rows.
     *
     * @throws StatisticsRefusal as for {@link #individuals}
     */
    public ControlCharts subgroups(List<String> labels, List<double[][]> subgroups, Baseline baseline) {
        double[][] means = new double[subgroups.size()][];
        List<double[][]> covariances = new ArrayList<>();
        int n = subgroups.isEmpty() ? 0 : subgroups.getFirst().length;
        requireCount(n, 2);
        for (int i = 0; i < means.length; i++) {
            double[][] rows = subgroups.get(i);
            requireRectangle(rows);
            if (rows.length != n) {
                throw StatisticsRefusal.of("unequal-lengths", "first", "subgroup 1", "firstCount", n, "second",
                        "subgroup " + (i + 1),
                        "secondCount", rows.length);
            }
            RealVector mean = mean(rows);
            means[i] = mean.toArray();
            covariances.add(covariance(rows, mean).getData());
        }
        return summaries(labels, means, covariances, n, baseline);
    }

    /** Chart of subgroups known by mean vector and covariance matrix, all of size n. */
    public ControlCharts summaries(List<String> labels, double[][] means, List<double[][]> covariances, int n,
            Baseline baseline) {
        requireRectangle(means);
        double[][] base = chosen(means, baseline);
        int p = means[0].length;
        int m = base.length;
        requireCount(m, 2);
        double degrees = (double) m * n - m - p + 1;
        requireCount((int) degrees, 1);
        RealMatrix pooled = MatrixUtils.createRealMatrix(p, p);
        for (int i = 0; i < means.length; i++) {
            pooled = baseline.holds(i) ? pooled.add(MatrixUtils.createRealMatrix(covariances.get(i))) : pooled;
        }
        FDistribution law = FDistribution.of(p, degrees);
        double inside = p * (m - 1.0) * (n - 1) / degrees;
        double outside = p * (m + 1.0) * (n - 1) / degrees;
        double high = law.inverseSurvivalProbability(falseAlarm);
        double middle = law.inverseCumulativeProbability(0.5);
        return draw(labels, means, mean(base), pooled.scalarMultiply(1.0 / m), n, baseline,
                new Limits(inside * high, inside * middle, outside * high, outside * middle));
    }

    /** T² of the mean of n observations, {@code n·(x − μ)ᵀ S⁻¹ (x − μ)}, for a given centre and covariance matrix. */
    public static double statistic(double[] value, double[] center, double[][] covariance, int n) {
        RealVector deviation = new ArrayRealVector(value).subtract(new ArrayRealVector(center));
        return n * deviation.dotProduct(whitening(MatrixUtils.createRealMatrix(covariance)).apply(deviation));
    }

    private record Limits(double upperFirst, double medianFirst, double upperSecond, double medianSecond) {}

    private static ControlCharts draw(List<String> labels, double[][] rows, RealVector mean, RealMatrix covariance,
            int n,
            Baseline baseline, Limits limits) {
        UnaryOperator<RealVector> inverse = whitening(covariance);
        double[] distances = Arrays.stream(rows).mapToDouble(row -> {
            RealVector deviation = new ArrayRealVector(row).subtract(mean);
            return n * deviation.dotProduct(inverse.apply(deviation));
        }).toArray();
        Series series = new Series(labels, distances, baseline);
        List<ChartPoint> points = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            boolean first = series.inBaseline(i);
            points.add(
                    new ChartPoint(labels.get(i), distances[i], first ? limits.medianFirst() : limits.medianSecond(), 0,
                            first ? limits.upperFirst() : limits.upperSecond(), 0, first, List.of()));
        }
        return new ControlCharts("t2", List.of(ControlChart.judged("t-squared", 0, points, RunRules.limitsOnly())),
                List.of(Note.of("independent-multinormal")), List.of());
    }

    /** Whitens by the correlation matrix, so that collinearity shows whatever the units. */
    private static UnaryOperator<RealVector> whitening(RealMatrix covariance) {
        int p = covariance.getRowDimension();
        RealVector scale = new ArrayRealVector(p);
        RealMatrix correlation = covariance.copy();
        for (int i = 0; i < p; i++) {
            scale.setEntry(i, Math.sqrt(covariance.getEntry(i, i)));
            if (!(scale.getEntry(i) > 0)) {
                throw StatisticsRefusal.of("no-variation");
            }
        }
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                correlation.setEntry(i, j, covariance.getEntry(i, j) / scale.getEntry(i) / scale.getEntry(j));
            }
        }
        try {
            DecompositionSolver solver = new CholeskyDecomposition(correlation, 1e-10, 1e-12).getSolver();
            return deviation -> solver.solve(deviation.ebeDivide(scale)).ebeDivide(scale);
        } catch (MathIllegalArgumentException e) {
            throw StatisticsRefusal.of("collinear");
        }
    }

    private static double[][] chosen(double[][] rows, Baseline baseline) {
        List<double[]> chosen = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (baseline.holds(i)) {
                chosen.add(rows[i]);
            }
        }
        return chosen.toArray(new double[0][]);
    }

    private static RealVector mean(double[][] rows) {
        RealVector sum = new ArrayRealVector(rows[0].length);
        for (double[] row : rows) {
            sum = sum.add(new ArrayRealVector(row));
        }
        return sum.mapDivide(rows.length);
    }

    private static RealMatrix covariance(double[][] rows, RealVector mean) {
        RealMatrix products = MatrixUtils.createRealMatrix(mean.getDimension(), mean.getDimension());
        for (double[] row : rows) {
            RealVector deviation = new ArrayRealVector(row).subtract(mean);
            products = products.add(deviation.outerProduct(deviation));
        }
        return products.scalarMultiply(1.0 / (rows.length - 1));
    }

    private static void requireRectangle(double[][] rows) {
        requireCount(rows.length, 2);
        for (int i = 0; i < rows.length; i++) {
            Sample.of(rows[i]);
            if (rows[i].length != rows[0].length) {
                throw StatisticsRefusal.of("unequal-lengths", "first", "row 1", "firstCount", rows[0].length, "second",
                        "row " + (i + 1),
                        "secondCount", rows[i].length);
            }
        }
    }

    private static void requireCount(int found, int needed) {
        if (found < needed) {
            throw StatisticsRefusal.of("too-few-values", "needed", needed, "found", found);
        }
    }
}
