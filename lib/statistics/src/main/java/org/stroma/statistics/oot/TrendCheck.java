package org.stroma.statistics.oot;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.hipparchus.stat.regression.SimpleRegression;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;
import org.stroma.statistics.tolerance.ToleranceFactors;

/**
 * Whether one stability result, or one slope, is out of trend (OOT).
 *
 * <p>Three checks of the PhRMA CMC Statistics and Stability Expert Teams, Identification of out-of-trend stability results, Pharm.
 * Technol. 27 (2003) 38: against the earlier points of the same lot, against slopes of earlier lots, against earlier lots at the same
 * time. A confidence band of the mean would be too narrow for a single point; prediction and tolerance limits are used.
 *
 * @param method {@code prediction-interval}, {@code slope-control} or {@code by-time-point}
 * @param expected what was to be expected
 * @param observed the new result or slope
 * @param outOfTrend true if it lies outside the limits
 */
public record TrendCheck(String method, double expected, double lower, double upper, double observed,
        boolean outOfTrend, int history,
        List<Note> assumptions, List<Note> warnings) {

    private static final int FEW_LOTS = 5;

    public TrendCheck {
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /**
     * Regresses earlier points of a lot on time and predicts the new one.
     *
     * @throws StatisticsRefusal {@code too-few-values} below three earlier points, {@code no-variation} if they share one time,
     *     {@code unequal-lengths}, {@code out-of-range}
     */
    public static TrendCheck prediction(double[] times, double[] values, double newTime, double newValue,
            double confidence) {
        Confidence.require("confidence", confidence);
        Sample.of(newTime, newValue);
        SimpleRegression line = line(times, values, 3);
        double degrees = times.length - 2.0;
        Sample spread = Sample.of(times);
        double distance = newTime - spread.mean();
        double error = Math.sqrt(
                line.getMeanSquareError() * (1 + 1.0 / times.length + distance * distance / spread.sumOfSquares()));
        double half = TDistribution.of(degrees).inverseSurvivalProbability((1 - confidence) / 2) * error;
        double expected = line.predict(newTime);
        List<Note> warnings = new ArrayList<>();
        if (newTime < spread.min() || newTime > spread.max() + 0.5 * spread.range()) {
            warnings.add(Note.of("far-extrapolation", "time", newTime));
        }
        return check("prediction-interval", expected, half, newValue, times.length, List.of(Note.of("linear-in-time"),
                Note.of("independent-normal")), warnings);
    }

    /**
     * Compares the slope of a lot with a tolerance interval of the slopes of earlier lots, all over the same times.
     *
     * @throws StatisticsRefusal {@code too-few-values} below three earlier lots, {@code no-variation}, {@code out-of-range}
     */
    public static TrendCheck slope(Sample earlierSlopes, double newSlope, double coverage, double confidence) {
        return tolerance("slope-control", earlierSlopes, newSlope, coverage, confidence);
    }

    /** Compares a result with a tolerance interval of earlier lots at the same time. */
    public static TrendCheck timePoint(Sample earlierResults, double newResult, double coverage, double confidence) {
        return tolerance("by-time-point", earlierResults, newResult, coverage, confidence);
    }

    /** Slope of a lot by least squares, from at least two points at different times. */
    public static double slopeOf(double[] times, double[] values) {
        return line(times, values, 2).getSlope();
    }

    private static TrendCheck tolerance(String method, Sample history, double observed, double coverage,
            double confidence) {
        Sample.of(observed);
        history.atLeast(3).varying();
        double half = ToleranceFactors.twoSided(history.size(), coverage, confidence) * history.standardDeviation();
        List<Note> warnings = new ArrayList<>();
        if (history.size() < FEW_LOTS) {
            warnings.add(Note.of("few-values", "n", history.size(), "advised", FEW_LOTS));
        }
        return check(method, history.mean(), half, observed, history.size(), List.of(Note.of("independent-normal"),
                Note.of("same-times")), warnings);
    }

    private static TrendCheck check(String method, double expected, double half, double observed, int history,
            List<Note> assumptions,
            List<Note> warnings) {
        double lower = expected - half;
        double upper = expected + half;
        return new TrendCheck(method, expected, lower, upper, observed, observed < lower || observed > upper, history,
                assumptions, warnings);
    }

    private static SimpleRegression line(double[] times, double[] values, int fewest) {
        if (times.length != values.length) {
            throw StatisticsRefusal.of("unequal-lengths", "first", "times", "firstCount", times.length, "second",
                    "values", "secondCount",
                    values.length);
        }
        Sample.of(times).atLeast(fewest).varying();
        Sample.of(values);
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < times.length; i++) {
            line.addData(times[i], values[i]);
        }
        return line;
    }
}
