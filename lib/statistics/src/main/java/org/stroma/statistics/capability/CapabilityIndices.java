package org.stroma.statistics.capability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.distribution.NoncentralT;
import org.stroma.statistics.distribution.StandardNormal;
import org.stroma.statistics.numeric.Tails;

/**
 * The indices of one estimate of σ.
 *
 * @param sigma the standard deviation they use
 * @param degreesOfFreedom the degrees of freedom their intervals use
 * @param indices cp, cpl, cpu, cpk, cpm, or pp, ppl, ppu, ppk, ppm, so far as the specification allows
 * @param shareBelow share of a normal population below the lower limit, 0 without one
 * @param shareAbove share of a normal population above the upper limit, 0 without one
 */
public record CapabilityIndices(double sigma, double degreesOfFreedom, List<CapabilityIndex> indices, double shareBelow,
        double shareAbove) {

    public CapabilityIndices {
        indices = List.copyOf(indices);
    }

    /** An index by name. */
    public Optional<CapabilityIndex> index(String name) {
        return indices.stream().filter(index -> index.name().equals(name)).findFirst();
    }

    /** What the indices of one σ are computed from. */
    record Basis(int n, double mean, double sigma, double degreesOfFreedom, SpecificationLimits specification,
            double confidence) {}

    /**
     * Computes all indices that the specification allows.
     *
     * @param prefix {@code cp} for the spread within, {@code pp} for the overall spread
     */
    static CapabilityIndices of(String prefix, Basis basis) {
        Double lower = basis.specification().lower();
        Double upper = basis.specification().upper();
        double three = 3 * basis.sigma();
        List<CapabilityIndex> indices = new ArrayList<>();
        if (lower != null && upper != null) {
            double cp = (upper - lower) / (2 * three);
            indices.add(new CapabilityIndex(prefix, cp, List.of(chiSquare(cp, basis.degreesOfFreedom(), basis))));
        }
        Double low = lower == null ? null : (Double) ((basis.mean() - lower) / three);
        Double high = upper == null ? null : (Double) ((upper - basis.mean()) / three);
        addOneSided(indices, prefix + "l", low, basis);
        addOneSided(indices, prefix + "u", high, basis);
        double cpk = Math.min(low == null ? Double.POSITIVE_INFINITY : low,
                high == null ? Double.POSITIVE_INFINITY : high);
        List<IndexInterval> intervals = new ArrayList<>();
        if (low == null || high == null) {
            intervals.add(noncentral(cpk, basis));
        }
        intervals.add(bissell(cpk, basis));
        indices.add(new CapabilityIndex(prefix + "k", cpk, intervals));
        addTaguchi(indices, prefix + "m", basis);
        return new CapabilityIndices(basis.sigma(), basis.degreesOfFreedom(), indices,
                low == null ? 0 : StandardNormal.cdf(-3 * low),
                high == null ? 0 : StandardNormal.cdf(-3 * high));
    }

    private static void addOneSided(List<CapabilityIndex> indices, String name, @Nullable Double value, Basis basis) {
        if (value != null) {
            indices.add(new CapabilityIndex(name, value, List.of(noncentral(value, basis), bissell(value, basis))));
        }
    }

    /** Cpm of Chan, Cheng and Spiring, with Boyles' approximate degrees of freedom. */
    private static void addTaguchi(List<CapabilityIndex> indices, String name, Basis basis) {
        Double aim = basis.specification().aim();
        Double lower = basis.specification().lower();
        Double upper = basis.specification().upper();
        if (aim == null || lower == null || upper == null) {
            return;
        }
        double offset = (basis.mean() - aim) / basis.sigma();
        double value = (upper - lower) / (6 * basis.sigma() * Math.sqrt(1 + offset * offset));
        double degrees = basis.n() * Math.pow(1 + offset * offset, 2) / (1 + 2 * offset * offset);
        indices.add(new CapabilityIndex(name, value, List.of(chiSquare(value, degrees, basis))));
    }

    private static IndexInterval chiSquare(double value, double degrees, Basis basis) {
        return interval("chi-square", basis.confidence(),
                p -> value * Math.sqrt(Tails.chiSquaredQuantile(p, degrees) / degrees));
    }

    private static IndexInterval bissell(double value, Basis basis) {
        double error = Math.sqrt(1 / (9.0 * basis.n()) + value * value / (2 * basis.degreesOfFreedom()));
        return interval("bissell", basis.confidence(), p -> value - StandardNormal.quantile(p) * error);
    }

    /** Solves for the index whose estimate would exceed the one found with the chance left. */
    private static IndexInterval noncentral(double value, Basis basis) {
        double root = 3 * Math.sqrt(basis.n());
        double reach = 40 * Math.sqrt(1 / (9.0 * basis.n()) + value * value / (2 * basis.degreesOfFreedom()));
        return interval("noncentral-t", basis.confidence(),
                p -> new BracketingNthOrderBrentSolver(1e-12, 1e-12, 1e-15, 5).solve(300,
                        index -> NoncentralT.of(basis.degreesOfFreedom(), root * index).cdf(root * value) - p,
                        value - reach,
                        value + reach));
    }

    /** @param bound the bound that the index exceeds with a confidence */
    private static IndexInterval interval(String method, double confidence, DoubleUnaryOperator bound) {
        double tail = (1 - confidence) / 2;
        return new IndexInterval(method, confidence, bound.applyAsDouble(1 - tail), bound.applyAsDouble(tail),
                bound.applyAsDouble(confidence), bound.applyAsDouble(1 - confidence));
    }
}
