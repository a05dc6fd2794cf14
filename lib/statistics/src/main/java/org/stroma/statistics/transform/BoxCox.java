package org.stroma.statistics.transform;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.interval.Confidence;

/**
 * Power transformation toward normality, {@code (x^λ − 1)/λ}, or {@code ln x} at λ = 0, with λ by maximum likelihood.
 *
 * <p>{@code ln L(λ) = −n/2·ln(Σ(y − ȳ)²/n) + (λ − 1)·Σ ln x}; the interval holds all λ whose likelihood is not significantly lower.
 * G. E. P. Box and D. R. Cox, J. R. Stat. Soc. B 26 (1964) 211, doi:10.1111/j.2517-6161.1964.tb00553.x; NIST/SEMATECH
 * e-Handbook 6.5.2.
 *
 * @param lambda the most likely power
 * @param logLikelihood its log likelihood
 * @param lower lower end of the likelihood interval
 * @param upper upper end of the likelihood interval
 */
public record BoxCox(double lambda, double logLikelihood, double lower, double upper, double confidence,
        List<Note> assumptions) {

    private static final double REACH = 10;

    public BoxCox {
        assumptions = List.copyOf(assumptions);
    }

    /**
     * Finds the power for positive values, within ±10.
     *
     * @throws StatisticsRefusal {@code too-few-values} below three, {@code no-variation}, {@code not-positive}
     */
    public static BoxCox of(Sample sample, double confidence) {
        Confidence.require("confidence", confidence);
        requirePositive(sample.atLeast(3).varying());
        BrentOptimizer optimizer = new BrentOptimizer(1e-10, 1e-12);
        double best = optimizer.optimize(new MaxEval(2000), GoalType.MAXIMIZE, new SearchInterval(-REACH, REACH, 1),
                new UnivariateObjectiveFunction(lambda -> logLikelihood(sample, lambda))).getPoint();
        double most = logLikelihood(sample, best);
        double drop = ChiSquaredDistribution.of(1).inverseCumulativeProbability(confidence) / 2;
        return new BoxCox(best, most, edge(sample, best, -1, most - drop), edge(sample, best, 1, most - drop),
                confidence,
                List.of(Note.of("independent-normal-after-transformation")));
    }

    /** The value transformed by a power. */
    public static double transform(double value, double lambda) {
        double log = Math.log(value);
        return lambda == 0 ? log : Math.expm1(lambda * log) / lambda;
    }

    /** The value whose transform is given; NaN if there is none. */
    public static double inverse(double transformed, double lambda) {
        return lambda == 0 ? Math.exp(transformed) : Math.exp(Math.log1p(lambda * transformed) / lambda);
    }

    /** Log likelihood of a power, without its constant. */
    public static double logLikelihood(Sample sample, double lambda) {
        requirePositive(sample);
        double[] values = sample.values();
        Sample transformed = Sample.of(Arrays.stream(values).map(x -> transform(x, lambda)).toArray());
        double logs = Arrays.stream(values).map(Math::log).sum();
        int n = values.length;
        return -n / 2.0 * Math.log(transformed.sumOfSquares() / n) + (lambda - 1) * logs;
    }

    private static double edge(Sample sample, double best, int side, double level) {
        double far = best + side * 2 * REACH;
        if (logLikelihood(sample, far) > level) {
            return side * Double.POSITIVE_INFINITY;
        }
        return new BracketingNthOrderBrentSolver(1e-9, 1e-10, 1e-12, 5).solve(200,
                lambda -> logLikelihood(sample, lambda) - level,
                Math.min(best, far), Math.max(best, far));
    }

    private static void requirePositive(Sample sample) {
        for (int i = 0; i < sample.size(); i++) {
            if (!(sample.value(i) > 0)) {
                throw StatisticsRefusal.of("not-positive", "position", i + 1);
            }
        }
    }
}
