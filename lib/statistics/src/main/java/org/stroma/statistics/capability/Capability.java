package org.stroma.statistics.capability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;
import org.stroma.statistics.normality.NormalityTest;

/**
 * Capability of a process against a specification, by its short-term and its overall spread.
 *
 * <p>{@code Cp = (U − L)/6σ}, {@code Cpk = min(U − x̄, x̄ − L)/3σ} with the σ within, {@code Pp}, {@code Ppk} with the
 * overall s; {@code Cpm = (U − L)/(6·sqrt(σ² + (x̄ − T)²))}. Intervals: chi-square for Cp (exact for Pp), noncentral t for
 * one-sided indices (exact for the overall s), A. F. Bissell, Appl. Stat. 39 (1990) 331, doi:10.2307/2347383, for Cpk;
 * R. A. Boyles, J. Qual. Technol. 23 (1991) 17 for Cpm.
 *
 * @param within indices of the spread within, absent if no such σ was given
 * @param observedOutside number of values outside the specification
 * @param normality check of normality, absent below eight values
 */
public record Capability(int n, double mean, SpecificationLimits specification, @Nullable CapabilityIndices within,
        CapabilityIndices overall, long observedOutside, @Nullable NormalityTest normality, CpvTiers.Tier tier,
        List<Note> assumptions,
        List<Note> warnings) {

    private static final double NORMALITY_LEVEL = 0.05;

    public Capability {
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /**
     * An estimate of the short-term standard deviation.
     *
     * @param degreesOfFreedom those of the estimate
     */
    public record Within(double sigma, double degreesOfFreedom) {

        public Within {
            if (!(sigma > 0) || !Double.isFinite(sigma)) {
                throw StatisticsRefusal.of("no-variation");
            }
        }
    }

    /** Choices of the study. */
    public record Options(double confidence, IntervalDegrees degrees, CpvTiers tiers) {

        /** 95 % confidence, n − 1 degrees of freedom, customary tiers. */
        public static final Options STANDARD = new Options(0.95, IntervalDegrees.TOTAL, CpvTiers.CUSTOMARY);

        public Options {
            Confidence.require("confidence", confidence);
        }
    }

    /**
     * Computes the indices of all values.
     *
     * @param within short-term σ, for example from {@link WithinEstimates}
     * @throws StatisticsRefusal {@code too-few-values}, {@code no-variation}
     */
    public static Capability of(Sample all, @Nullable Within within, SpecificationLimits specification,
            Options options) {
        all.atLeast(2).varying();
        int n = all.size();
        NormalityTest normality = n < NormalityTest.FEWEST ? null : NormalityTest.of(all);
        CapabilityIndices overall = CapabilityIndices.of("pp",
                new CapabilityIndices.Basis(n, all.mean(), all.standardDeviation(), n - 1.0,
                        specification, options.confidence()));
        CapabilityIndices inner = null;
        if (within != null) {
            double degrees = options.degrees() == IntervalDegrees.TOTAL ? n - 1.0 : within.degreesOfFreedom();
            inner = CapabilityIndices.of("cp",
                    new CapabilityIndices.Basis(n, all.mean(), within.sigma(), degrees, specification,
                            options.confidence()));
        }
        double[] values = all.values();
        long outside = Arrays.stream(values).filter(value -> !specification.meets(value)).count();
        return new Capability(n, all.mean(), specification, inner, overall, outside, normality, options.tiers().of(n),
                List.of(Note.of("independent-normal"), Note.of("stable-process")),
                warnings(n, normality, within, options));
    }

    private static List<Note> warnings(int n, @Nullable NormalityTest normality, @Nullable Within within,
            Options options) {
        List<Note> warnings = new ArrayList<>();
        if (normality == null) {
            warnings.add(Note.of("normality-not-tested", "n", n, "needed", NormalityTest.FEWEST));
        } else if (normality.rejects(NORMALITY_LEVEL)) {
            warnings.add(Note.of("not-normal", "p", normality.pValue()));
        }
        if (options.tiers().of(n) != CpvTiers.Tier.CAPABILITY) {
            warnings.add(Note.of("too-early-for-capability", "n", n, "needed", options.tiers().capabilityFrom()));
        }
        if (within != null && options.degrees() == IntervalDegrees.TOTAL && within.degreesOfFreedom() < 0.9 * (n - 1)) {
            warnings.add(Note.of("within-interval-too-narrow", "used", n - 1, "effective", within.degreesOfFreedom()));
        }
        return warnings;
    }
}
