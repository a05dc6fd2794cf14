package org.stroma.statistics.stability;

import java.util.Arrays;
import org.stroma.statistics.model.ErrorTerm;

/** The usable results of one batch with their centred sums. */
record Batch(String name, double[] times, double[] values, double meanTime, double meanValue, double sxx, double sxy) {
    static Batch of(String name, double[] times, double[] values) {
        double meanTime = mean(times);
        double meanValue = mean(values);
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < times.length; i++) {
            double u = times[i] - meanTime;
            sxx += u * u;
            sxy += u * (values[i] - meanValue);
        }
        return new Batch(name, times, values, meanTime, meanValue, sxx, sxy);
    }

    /** Mean by a second pass over the deviations, so that common leading digits do not cost accuracy. */
    private static double mean(double[] values) {
        double first = Arrays.stream(values).sum() / values.length;
        return first + Arrays.stream(values).map(value -> value - first).sum() / values.length;
    }

    int size() {
        return times.length;
    }

    /** Whether the times differ, so that the batch says something about a slope. */
    boolean inclined() {
        return sxx > 0;
    }

    /** How many parameters its own line takes: a level, and a slope if it has one. */
    int parameters() {
        return inclined() ? 2 : 1;
    }

    /** Slope of its own line; 0 for a batch seen at one time only, which is then judged about its mean. */
    double slope() {
        return inclined() ? sxy / sxx : 0;
    }

    /** Squared deviations from the line through (time, level) with the given slope. */
    double squaresAbout(double time, double level, double slope) {
        double sum = 0;
        for (int i = 0; i < times.length; i++) {
            double residual = values[i] - level - slope * (times[i] - time);
            sum += residual * residual;
        }
        return sum;
    }

    double ownResidual() {
        return squaresAbout(meanTime, meanValue, slope());
    }

    Line line(double slope, double slopeShare, ErrorTerm error) {
        return new Line(name, meanTime, meanValue, slope, 1.0 / size(), slopeShare, error);
    }
}
