package org.stroma.statistics.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;

/**
 * Precision split into variance components of random factors by analysis of variance: nested ones, such as run in day (CLSI EP05-A3;
 * ICH Q2(R2) 3.3.2), or factors that cross, such as lot and device (type 1 sums of squares).
 *
 * <p>A negative component is set to 0 and marked; mean squares are then taken at their expectations before degrees of freedom are
 * computed. Those of a sum of components follow F. E. Satterthwaite, Biometrics Bull. 2 (1946) 110, doi:10.2307/3002019.
 *
 * @param components one per factor, the outermost first, then {@code error}
 * @param precisions sums of components from the inside out: repeatability, then each factor added; the last is the total
 */
public record PrecisionStudy(int n, double mean, List<Component> components, List<Precision> precisions,
        double confidence,
        List<Note> assumptions, List<Note> warnings) {

    private static final int FEW_LEVELS = 5;

    public PrecisionStudy {
        components = List.copyOf(components);
        precisions = List.copyOf(precisions);
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /**
     * One source of variation.
     *
     * @param factor name of the factor, or {@code error}
     * @param variance estimated component, not below 0
     * @param percent share of the total variance in percent
     * @param coefficientOfVariation standard deviation in percent of the mean, absent if the mean is 0
     * @param setToZero true if the estimate was negative
     * @param lowerDeviation lower modified large-sample limit of the standard deviation, absent for unbalanced designs
     * @param upperDeviation upper limit
     */
    public record Component(String factor, int degreesOfFreedom, double sumOfSquares, double meanSquare,
            double variance, double percent,
            double standardDeviation, @Nullable Double coefficientOfVariation, boolean setToZero,
            @Nullable Double lowerDeviation,
            @Nullable Double upperDeviation) {}

    /**
     * A sum of components.
     *
     * @param factors factors that vary, empty for repeatability
     * @param degreesOfFreedom by Satterthwaite
     * @param lower lower end of the chi-square interval of the standard deviation
     * @param upper upper end of it
     * @param lowerModified lower modified large-sample limit, absent where the design has none
     * @param upperModified upper modified large-sample limit
     */
    public record Precision(List<String> factors, double variance, double standardDeviation,
            @Nullable Double coefficientOfVariation,
            double degreesOfFreedom, double lower, double upper, @Nullable Double lowerModified,
            @Nullable Double upperModified) {

        public Precision {
            factors = List.copyOf(factors);
        }
    }

    /**
     * Analyses a study of nested factors.
     *
     * @param factors names of the factors, the outermost first; may be empty for repeatability alone
     * @param levels one row per value: its level of each factor
     * @throws StatisticsRefusal {@code too-few-values}, {@code no-variation}, {@code no-degrees-of-freedom}, {@code unequal-lengths}
     */
    public static PrecisionStudy of(List<String> factors, List<List<String>> levels, Sample values, double confidence) {
        Confidence.require("confidence", confidence);
        values.atLeast(2).varying();
        return of(factors, NestedDesign.of(factors, levels, values), values, confidence, "nested-random-normal");
    }

    /**
     * Analyses a study whose factors may cross. Sums of squares are sequential, in the order of the effects; with unequal numbers that
     * order matters. The sums of components run from the last effect to the first.
     *
     * @param levels levels of each factor, one per value
     * @throws StatisticsRefusal as for nested factors, and {@code unknown-factor}, {@code too-many-levels}
     */
    public static PrecisionStudy of(RandomEffects effects, Map<String, List<String>> levels, Sample values,
            double confidence) {
        Confidence.require("confidence", confidence);
        values.atLeast(2).varying();
        List<int[]> numbered = new ArrayList<>();
        for (List<String> effect : effects.effects()) {
            numbered.add(CrossedDesign.numbered(effect.stream().map(name -> factor(name, levels, values)).toList(),
                    values.size()));
        }
        List<String> names = IntStream.range(0, numbered.size()).mapToObj(effects::name).toList();
        VarianceDesign design = effects.chained()
                ? NestedDesign.of(names, rows(numbered, values.size()), values)
                : CrossedDesign.of(effects, numbered, values);
        return of(names, design, values, confidence,
                effects.chained() ? "nested-random-normal" : "crossed-random-normal");
    }

    private static List<String> factor(String name, Map<String, List<String>> levels, Sample values) {
        List<String> own = levels.get(name);
        if (own == null) {
            throw StatisticsRefusal.of("unknown-factor", "factor", name, "known", String.join(", ", levels.keySet()));
        }
        if (own.size() != values.size()) {
            throw StatisticsRefusal.of("unequal-lengths", "first", name, "firstCount", own.size(), "second", "values",
                    "secondCount", values.size());
        }
        return own;
    }

    private static List<List<String>> rows(List<int[]> numbered, int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> numbered.stream().map(levels -> Integer.toString(levels[row])).toList()).toList();
    }

    private static PrecisionStudy of(List<String> factors, VarianceDesign design, Sample values, double confidence,
            String assumption) {
        Analysis analysis = new Analysis(design, values.mean(), confidence);
        int size = factors.size() + 1;
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            components.add(analysis.component(i < factors.size() ? factors.get(i) : "error", i));
        }
        List<Precision> precisions = new ArrayList<>();
        for (int from = size - 1; from >= 0; from--) {
            precisions.add(analysis.precision(factors.subList(from, factors.size()), from));
        }
        List<Note> warnings = new ArrayList<>();
        if (components.getLast().variance() == 0) {
            warnings.add(Note.of("replicates-equal"));
        }
        for (Component component : components) {
            if (component.setToZero()) {
                warnings.add(Note.of("negative-component", "factor", component.factor()));
            }
            if (component.degreesOfFreedom() < FEW_LEVELS - 1) {
                warnings.add(Note.of("few-levels", "factor", component.factor(), "df", component.degreesOfFreedom()));
            }
        }
        return new PrecisionStudy(values.size(), values.mean(), components, precisions, confidence,
                List.of(Note.of(assumption)), warnings);
    }

    /** The same study with further warnings. */
    public PrecisionStudy withWarnings(List<Note> further) {
        List<Note> all = new ArrayList<>(further);
        all.addAll(warnings);
        return new PrecisionStudy(n, mean, components, precisions, confidence, assumptions, all);
    }

    /** The component of a factor, or of {@code error}. */
    public Optional<Component> component(String factor) {
        return components.stream().filter(component -> component.factor().equals(factor)).findFirst();
    }

    /** Precision with every factor varying: intermediate precision, or reproducibility if a factor is the laboratory. */
    public Precision total() {
        return precisions.getLast();
    }

    /** Precision with no factor varying. */
    public Precision repeatability() {
        return precisions.getFirst();
    }

    /** The figures of one design, before they are given names. */
    private static final class Analysis {

        private final VarianceDesign design;
        private final double mean;
        private final double confidence;
        private final RealMatrix inverse;
        private final double[] estimates;
        private final double[] kept;
        private final double[] meanSquares;
        private final double[] adjusted;

        Analysis(VarianceDesign design, double mean, double confidence) {
            this.design = design;
            this.mean = mean;
            this.confidence = confidence;
            this.inverse = MatrixUtils.inverse(design.expected());
            this.meanSquares = new double[design.degrees().length];
            Arrays.setAll(meanSquares, design::meanSquare);
            this.estimates = inverse.operate(meanSquares);
            this.kept = Arrays.stream(estimates).map(estimate -> Math.max(0, estimate)).toArray();
            this.adjusted = design.expected().operate(kept);
        }

        Component component(String name, int level) {
            double total = Arrays.stream(kept).sum();
            double deviation = Math.sqrt(kept[level]);
            ModifiedLargeSample.Limits limits = ModifiedLargeSample.of(clean(inverse.getRow(level)), meanSquares,
                    design.degrees(),
                    confidence);
            return new Component(name, design.degrees()[level], design.squares()[level], meanSquares[level],
                    kept[level],
                    100 * kept[level] / total, deviation, relative(deviation), estimates[level] < 0,
                    limits == null ? null : (Double) Math.sqrt(limits.lower()),
                    limits == null ? null : (Double) Math.sqrt(limits.upper()));
        }

        /** Sum of the components from a level inward. */
        Precision precision(List<String> factors, int from) {
            double[] coefficients = new double[kept.length];
            double variance = 0;
            for (int level = from; level < kept.length; level++) {
                variance += kept[level];
                for (int i = 0; i < coefficients.length; i++) {
                    coefficients[i] += inverse.getEntry(level, i);
                }
            }
            double sum = 0;
            double parts = 0;
            for (int i = 0; i < coefficients.length; i++) {
                double part = coefficients[i] * adjusted[i];
                sum += part;
                parts += part * part / design.degrees()[i];
            }
            // equal replicates leave nothing to weigh; the variance is 0 with the degrees it was found with
            double degrees = parts > 0 ? sum * sum / parts : design.degrees()[kept.length - 1];
            ChiSquaredDistribution law = ChiSquaredDistribution.of(degrees);
            double tail = (1 - confidence) / 2;
            ModifiedLargeSample.Limits limits = ModifiedLargeSample.of(clean(coefficients), adjusted, design.degrees(),
                    confidence);
            return new Precision(factors, variance, Math.sqrt(variance), relative(Math.sqrt(variance)), degrees,
                    Math.sqrt(degrees * variance / law.inverseSurvivalProbability(tail)),
                    Math.sqrt(degrees * variance / law.inverseCumulativeProbability(tail)),
                    limits == null ? null : (Double) Math.sqrt(limits.lower()),
                    limits == null ? null : (Double) Math.sqrt(limits.upper()));
        }

        private @Nullable Double relative(double deviation) {
            return mean == 0 ? null : (Double) (100 * deviation / Math.abs(mean));
        }

        /** Coefficients without the dust of the matrix inversion. */
        private static double[] clean(double[] coefficients) {
            return Arrays.stream(coefficients).map(c -> Math.abs(c) < 1e-12 ? 0 : c).toArray();
        }
    }
}
