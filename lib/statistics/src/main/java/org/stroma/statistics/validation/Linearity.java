package org.stroma.statistics.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.hipparchus.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;

/**
 * Straight calibration line with what ICH Q2(R2) asks for, and detection and quantitation limits from it.
 *
 * <p>{@code LOD = 3.3·σ/S}, {@code LOQ = 10·σ/S}, S the slope and σ the residual standard deviation of the line, ICH Q2(R2) 3.2.3.
 * Lack of fit is tested against the spread of replicates where there are any.
 *
 * @param residualDeviation S_{y/x}, n − 2 degrees of freedom
 * @param slopeLower lower end of the interval of the slope, and so on
 * @param residuals in the order of the data
 * @param lackOfFit test of curvature, absent without replicates
 */
public record Linearity(int n, double slope, double intercept, double correlation, double rSquared,
        double residualDeviation,
        double slopeError, double interceptError, double slopeLower, double slopeUpper, double interceptLower,
        double interceptUpper,
        double confidence, double detectionLimit, double quantitationLimit, List<Double> residuals,
        @Nullable LackOfFit lackOfFit,
        List<Note> assumptions, List<Note> warnings) {

    private static final int LEVELS = 5;
    private static final double CURVED_LEVEL = 0.05;

    public Linearity {
        residuals = List.copyOf(residuals);
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /** F test of the level means against the line. */
    public record LackOfFit(double f, int degreesOfFit, int degreesOfError, double pValue) {}

    /**
     * Fits the line by least squares.
     *
     * @throws StatisticsRefusal {@code too-few-values} below three, {@code no-variation}, {@code unequal-lengths}
     */
    public static Linearity of(double[] amounts, double[] responses, double confidence) {
        Confidence.require("confidence", confidence);
        if (amounts.length != responses.length) {
            throw StatisticsRefusal.of("unequal-lengths", "first", "amounts", "firstCount", amounts.length, "second",
                    "responses",
                    "secondCount", responses.length);
        }
        Sample x = Sample.of(amounts).atLeast(3).varying();
        Sample.of(responses).varying();
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < amounts.length; i++) {
            line.addData(amounts[i], responses[i]);
        }
        int n = amounts.length;
        double deviation = Math.sqrt(line.getMeanSquareError());
        double slopeError = deviation / Math.sqrt(x.sumOfSquares());
        double interceptError = deviation * Math.sqrt(1.0 / n + x.mean() * x.mean() / x.sumOfSquares());
        double t = TDistribution.of(n - 2.0).inverseSurvivalProbability((1 - confidence) / 2);
        List<Double> residuals = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            residuals.add(responses[i] - line.predict(amounts[i]));
        }
        LackOfFit lackOfFit = lackOfFit(amounts, responses, line);
        double steepness = Math.abs(line.getSlope());
        return new Linearity(n, line.getSlope(), line.getIntercept(), line.getR(), line.getRSquare(), deviation,
                slopeError, interceptError,
                line.getSlope() - t * slopeError, line.getSlope() + t * slopeError,
                line.getIntercept() - t * interceptError,
                line.getIntercept() + t * interceptError, confidence, 3.3 * deviation / steepness,
                10 * deviation / steepness, residuals,
                lackOfFit, List.of(Note.of("independent-normal"), Note.of("equal-variance")),
                warnings(amounts, lackOfFit));
    }

    private static @Nullable LackOfFit lackOfFit(double[] amounts, double[] responses, SimpleRegression line) {
        Map<Double, List<Double>> levels = new TreeMap<>();
        for (int i = 0; i < amounts.length; i++) {
            levels.computeIfAbsent(amounts[i], key -> new ArrayList<>()).add(responses[i]);
        }
        double pure = levels.values().stream()
                .mapToDouble(list -> Sample.of(list.stream().mapToDouble(Double::doubleValue).toArray()).sumOfSquares())
                .sum();
        int degreesOfError = amounts.length - levels.size();
        int degreesOfFit = levels.size() - 2;
        if (degreesOfError < 1 || degreesOfFit < 1 || !(pure > 0)) {
            return null;
        }
        double f = (line.getSumSquaredErrors() - pure) / degreesOfFit / (pure / degreesOfError);
        return new LackOfFit(f, degreesOfFit, degreesOfError,
                FDistribution.of(degreesOfFit, degreesOfError).survivalProbability(f));
    }

    private static List<Note> warnings(double[] amounts, @Nullable LackOfFit lackOfFit) {
        List<Note> warnings = new ArrayList<>();
        long levels = Arrays.stream(amounts).distinct().count();
        if (levels < LEVELS) {
            warnings.add(Note.of("below-q2-linearity", "levels", levels, "needed", LEVELS));
        }
        if (lackOfFit != null && lackOfFit.pValue() < CURVED_LEVEL) {
            warnings.add(Note.of("line-does-not-fit", "p", lackOfFit.pValue()));
        }
        return warnings;
    }
}
