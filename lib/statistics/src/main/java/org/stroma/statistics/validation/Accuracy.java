package org.stroma.statistics.validation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.TDistribution;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;

/**
 * Accuracy as recovery of known amounts, after ICH Q2(R2) 3.3.1: at least nine determinations over at least three levels.
 *
 * @param meanRecovery mean recovery in percent
 * @param standardDeviation of the recoveries, in percentage points
 * @param lower lower end of the t interval of the mean recovery
 * @param upper upper end of the t interval of the mean recovery
 * @param byLevel mean recovery in percent by nominal level
 */
public record Accuracy(int n, double meanRecovery, double standardDeviation, double lower, double upper,
        double confidence,
        SortedMap<Double, Double> byLevel, List<Note> assumptions, List<Note> warnings) {

    private static final int DETERMINATIONS = 9;
    private static final int LEVELS = 3;

    public Accuracy {
        byLevel = Collections.unmodifiableSortedMap(new TreeMap<>(byLevel));
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /**
     * Computes recoveries of nominal amounts, which must be positive.
     *
     * @throws StatisticsRefusal {@code too-few-values}, {@code unequal-lengths}, {@code out-of-range}, {@code not-a-number}
     */
    public static Accuracy of(double[] nominal, double[] found, double confidence) {
        Confidence.require("confidence", confidence);
        if (nominal.length != found.length) {
            throw StatisticsRefusal.of("unequal-lengths", "first", "nominal", "firstCount", nominal.length, "second",
                    "found",
                    "secondCount", found.length);
        }
        Sample.of(found).atLeast(2);
        double[] recoveries = new double[found.length];
        SortedMap<Double, List<Double>> levels = new TreeMap<>();
        for (int i = 0; i < found.length; i++) {
            if (!(nominal[i] > 0) || !Double.isFinite(nominal[i])) {
                throw StatisticsRefusal.of("out-of-range", "name", "nominal", "range", "(0, ∞)", "value", nominal[i]);
            }
            recoveries[i] = 100 * found[i] / nominal[i];
            levels.computeIfAbsent(nominal[i], key -> new ArrayList<>()).add(recoveries[i]);
        }
        Sample sample = Sample.of(recoveries);
        double error = sample.standardDeviation() / Math.sqrt(sample.size());
        double half = TDistribution.of(sample.size() - 1.0).inverseSurvivalProbability((1 - confidence) / 2) * error;
        SortedMap<Double, Double> byLevel = new TreeMap<>();
        levels.forEach((level, list) -> byLevel.put(level,
                list.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
        return new Accuracy(sample.size(), sample.mean(), sample.standardDeviation(), sample.mean() - half,
                sample.mean() + half, confidence,
                byLevel, List.of(Note.of("independent-normal")), warnings(sample.size(), levels.size()));
    }

    private static List<Note> warnings(int n, int levels) {
        List<Note> warnings = new ArrayList<>();
        if (n < DETERMINATIONS || levels < LEVELS) {
            warnings.add(Note.of("below-q2-accuracy", "n", n, "levels", levels, "neededN", DETERMINATIONS,
                    "neededLevels", LEVELS));
        }
        return warnings;
    }
}
