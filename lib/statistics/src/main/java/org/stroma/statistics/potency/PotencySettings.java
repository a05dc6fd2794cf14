package org.stroma.statistics.potency;

import java.util.Map;
import org.stroma.statistics.StatisticsRefusal;

/**
 * How an assay is to be analysed.
 *
 * @param design allotment of treatments
 * @param transformation scale of the response
 * @param assumed assumed potency by preparation; the estimated ratio multiplies it. A value given for the standard stands
 *        for every preparation without its own; without any it is 1
 * @param standard name of the standard preparation
 * @param confidence of the limits, 0.95 in the pharmacopoeias
 * @param significance level of the validity tests, 0.05 in Ph. Eur. 5.3
 * @param equivalence margins of similarity, judged by 90 % intervals
 * @param interval how limits are found
 */
public record PotencySettings(AssayDesign design, ResponseTransformation transformation, Map<String, Double> assumed,
        String standard, double confidence, double significance, EquivalenceMargins equivalence,
        IntervalMethod interval) {
    /** Name of the standard unless told otherwise. */
    public static final String STANDARD = "S";

    private static final double CONFIDENCE = 0.95;
    private static final double SIGNIFICANCE = 0.05;

    public PotencySettings {
        assumed = Map.copyOf(assumed);
        requireShare("confidence", confidence);
        requireShare("significance", significance);
        for (Map.Entry<String, Double> entry : assumed.entrySet()) {
            if (!(entry.getValue() > 0) || Double.isInfinite(entry.getValue())) {
                throw StatisticsRefusal.of("out-of-range", "name", "assumed " + entry.getKey(), "range", "(0, +inf)",
                        "value",
                        entry.getValue());
            }
        }
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw StatisticsRefusal.of("out-of-range", "name", name, "range", "(0, 1)", "value", value);
        }
    }

    /** The given design, no transformation, 95 % limits, tests at 0.05, standard {@value #STANDARD}. */
    public static PotencySettings of(AssayDesign design) {
        return new PotencySettings(design, ResponseTransformation.NONE, Map.of(), STANDARD, CONFIDENCE, SIGNIFICANCE,
                EquivalenceMargins.DEFAULT, IntervalMethod.STANDARD);
    }

    public PotencySettings withTransformation(ResponseTransformation value) {
        return new PotencySettings(design, value, assumed, standard, confidence, significance, equivalence, interval);
    }

    public PotencySettings withAssumed(Map<String, Double> value) {
        return new PotencySettings(design, transformation, value, standard, confidence, significance, equivalence,
                interval);
    }

    public PotencySettings withConfidence(double value) {
        return new PotencySettings(design, transformation, assumed, standard, value, significance, equivalence,
                interval);
    }

    public PotencySettings withStandard(String value) {
        return new PotencySettings(design, transformation, assumed, value, confidence, significance, equivalence,
                interval);
    }

    public PotencySettings withEquivalence(EquivalenceMargins margins) {
        return new PotencySettings(design, transformation, assumed, standard, confidence, significance, margins,
                interval);
    }

    public PotencySettings withInterval(IntervalMethod value) {
        return new PotencySettings(design, transformation, assumed, standard, confidence, significance, equivalence,
                value);
    }

    /** The potency that a ratio of one stands for. */
    public double assumedOf(String preparation) {
        Double own = assumed.get(preparation);
        return own != null ? own : assumed.getOrDefault(standard, 1.0);
    }
}
