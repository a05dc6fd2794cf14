package org.stroma.statistics.model.nonlinear;

import java.util.Arrays;
import java.util.List;
import org.stroma.statistics.StatisticsRefusal;

/** Responses with their predictors and weights (inverse variances up to a factor). */
public final class CurveData {
    private final List<double[]> predictors;
    private final double[] responses;
    private final double[] weights;

    private CurveData(List<double[]> predictors, double[] responses, double[] weights) {
        if (predictors.size() != responses.length || weights.length != responses.length) {
            throw new IllegalArgumentException("predictors, responses and weights differ in number");
        }
        for (int i = 0; i < responses.length; i++) {
            boolean finite = Double.isFinite(responses[i])
                    && Arrays.stream(predictors.get(i)).allMatch(Double::isFinite);
            if (!finite) {
                throw StatisticsRefusal.of("not-a-number", "position", i + 1);
            }
            if (!(weights[i] > 0)) {
                throw StatisticsRefusal.of("out-of-range", "name", "weight", "range", "(0, +inf)", "value", weights[i]);
            }
        }
        this.predictors = predictors.stream().map(double[]::clone).toList();
        this.responses = responses.clone();
        this.weights = weights.clone();
    }

    /** Equally precise responses of one predictor. */
    public static CurveData of(double[] x, double[] y) {
        return of(Arrays.stream(x).mapToObj(value -> new double[]{value}).toList(), y);
    }

    /** Equally precise responses of several predictors. */
    public static CurveData of(List<double[]> x, double[] y) {
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        return new CurveData(x, y, ones);
    }

    /** Responses with weights; all positive. */
    public static CurveData weighted(List<double[]> x, double[] y, double[] weights) {
        return new CurveData(x, y, weights);
    }

    public int size() {
        return responses.length;
    }

    double[] predictors(int i) {
        return predictors.get(i);
    }

    double response(int i) {
        return responses[i];
    }

    double rootWeight(int i) {
        return Math.sqrt(weights[i]);
    }
}
