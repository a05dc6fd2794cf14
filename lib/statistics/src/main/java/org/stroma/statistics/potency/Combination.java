package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.List;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.numeric.Tails;

/**
 * The mean potency of several independent assays of one preparation, with 95 % limits, on the logarithm.
 *
 * <p>Ph. Eur. 5.3, section 6: weighted (6.2.3), semi-weighted for heterogeneous estimates (6.2.4), unweighted (6.3).
 *
 * @param method how the estimates were weighted
 * @param potency combined estimate
 * @param lower limit
 * @param upper limit
 * @param chiSquared homogeneity of the estimates
 * @param df its degrees of freedom
 * @param p its probability
 * @param assays the estimates combined
 * @param warnings conditions of the method that are not met
 */
public record Combination(Method method, double potency, double lower, double upper, double chiSquared, int df,
        double p,
        List<AssayResult> assays, List<Note> warnings) {
    private static final double TAIL = 0.025;
    private static final double HOMOGENEITY = 0.05;
    private static final double FEWEST_DF = 6;

    /** How estimates are weighted. */
    public enum Method {
        /** By their precision: for homogeneous estimates. */
        WEIGHTED,
        /** By their precision and the variation between assays. */
        SEMI_WEIGHTED,
        /** All alike: the spread of the estimates alone counts. */
        UNWEIGHTED
    }

    public Combination {
        assays = List.copyOf(assays);
        warnings = List.copyOf(warnings);
    }

    /** Weighted when the estimates are homogeneous at 0.05, semi-weighted otherwise. */
    public static Combination of(List<AssayResult> assays) {
        Combination weighted = weighted(assays);
        return weighted.p < HOMOGENEITY ? semiWeighted(assays) : weighted;
    }

    /** Weighted mean; limits with the degrees of freedom of all assays together. */
    public static Combination weighted(List<AssayResult> assays) {
        requireSeveral(assays);
        double sum = assays.stream().mapToDouble(AssayResult::weight).sum();
        double mean = assays.stream().mapToDouble(assay -> assay.weight() * assay.log()).sum() / sum;
        double df = assays.stream().mapToDouble(AssayResult::df).sum();
        return of(Method.WEIGHTED, assays, mean, Tails.studentQuantile(TAIL, df) / Math.sqrt(sum));
    }

    /**
     * Mean with weights {@code 1 / (V + V')}, where V' is the variance between assays; limits with t of about 2, taken from the
     * degrees of freedom of all assays together. Equal to the weighted mean when V' is not positive.
     */
    public static Combination semiWeighted(List<AssayResult> assays) {
        requireSeveral(assays);
        int n = assays.size();
        double plain = assays.stream().mapToDouble(AssayResult::log).sum() / n;
        double spread = assays.stream().mapToDouble(a -> Math.pow(a.log() - plain, 2)).sum() / (n - 1);
        double within = assays.stream().mapToDouble(a -> 1 / a.weight()).sum() / n;
        double between = Math.max(0, spread - within);
        double[] weights = assays.stream().mapToDouble(a -> 1 / (1 / a.weight() + between)).toArray();
        double sum = 0;
        double product = 0;
        double df = 0;
        for (int i = 0; i < n; i++) {
            sum += weights[i];
            product += weights[i] * assays.get(i).log();
            df += assays.get(i).df();
        }
        return of(Method.SEMI_WEIGHTED, assays, product / sum, Tails.studentQuantile(TAIL, df) / Math.sqrt(sum));
    }

    /** Plain mean; limits from the spread of the estimates with one degree of freedom fewer than assays. */
    public static Combination unweighted(List<AssayResult> assays) {
        requireSeveral(assays);
        int n = assays.size();
        double mean = assays.stream().mapToDouble(AssayResult::log).sum() / n;
        double squares = assays.stream().mapToDouble(a -> Math.pow(a.log() - mean, 2)).sum();
        return of(Method.UNWEIGHTED, assays, mean,
                Tails.studentQuantile(TAIL, n - 1.0) * Math.sqrt(squares / (n * (n - 1.0))));
    }

    private static Combination of(Method method, List<AssayResult> assays, double mean, double half) {
        double sum = assays.stream().mapToDouble(AssayResult::weight).sum();
        double weighted = assays.stream().mapToDouble(a -> a.weight() * a.log()).sum() / sum;
        double chi = assays.stream().mapToDouble(a -> a.weight() * Math.pow(a.log() - weighted, 2)).sum();
        int df = assays.size() - 1;
        double p = Tails.chiSquared(chi, df);
        List<Note> notes = new ArrayList<>();
        if (method == Method.WEIGHTED && p < HOMOGENEITY) {
            notes.add(Note.of("combination-heterogeneous", "p", p));
        }
        if (method == Method.WEIGHTED && assays.stream().anyMatch(a -> a.df() < FEWEST_DF)) {
            notes.add(Note.of("combination-few-df", "needed", FEWEST_DF));
        }
        return new Combination(method, Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half), chi, df, p, assays,
                notes);
    }

    private static void requireSeveral(List<AssayResult> assays) {
        if (assays.size() < 2) {
            throw StatisticsRefusal.of("combination-too-few", "found", assays.size());
        }
    }
}
