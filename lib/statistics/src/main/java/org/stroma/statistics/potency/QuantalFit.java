package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.Estimate;
import org.stroma.statistics.model.linear.Coefficient;
import org.stroma.statistics.model.linear.Design;
import org.stroma.statistics.model.linear.LinearFit;

/**
 * Maximum likelihood of a binomial response with a probit or logit link, by iterated weighted least squares on working
 * responses (Fisher scoring); the weights of the last step are kept because the pharmacopoeia's tests use them.
 *
 * <p>Finney, Probit Analysis, 3rd ed. 1971; Ph. Eur. 5.3, section 4.2.1. Converged when no linear predictor moves by 1e-10.
 */
public final class QuantalFit {
    private static final int ITERATIONS = 200;
    private static final double CONVERGED = 1e-10;
    private static final double FARTHEST = 37;
    private static final double SMALLEST_WEIGHT = 1e-14;

    private final QuantalLink link;
    private final double[] responding;
    private final double[] tested;
    private final LinearFit last;
    private final double[] working;
    private final double[] weights;
    private final double[] eta;

    private QuantalFit(QuantalLink link, double[] responding, double[] tested, Step step) {
        this.link = link;
        this.responding = responding;
        this.tested = tested;
        this.last = step.fit;
        this.working = step.working;
        this.weights = step.weights;
        this.eta = step.eta;
    }

    private record Step(LinearFit fit, double[] working, double[] weights, double[] eta) {}

    /**
     * Fits a design.
     *
     * @param responding number responding in each group
     * @param tested size of each group
     * @throws StatisticsRefusal {@code quantal-not-counts}, {@code quantal-separated} when the likelihood has no maximum
     */
    public static QuantalFit of(Design design, QuantalLink link, double[] responding, double[] tested) {
        for (int i = 0; i < tested.length; i++) {
            if (!(tested[i] > 0) || !(responding[i] >= 0) || responding[i] > tested[i]) {
                throw StatisticsRefusal.of("quantal-not-counts", "responding", responding[i], "tested", tested[i]);
            }
        }
        double[] eta = new double[tested.length];
        for (int i = 0; i < eta.length; i++) {
            eta[i] = link.quantile((responding[i] + 0.5) / (tested[i] + 1));
        }
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            Step step = step(design, link, responding, tested, eta);
            double moved = 0;
            for (int i = 0; i < eta.length; i++) {
                moved = Math.max(moved, Math.abs(step.eta[i] - eta[i]));
            }
            eta = step.eta;
            boolean away = Arrays.stream(eta).allMatch(value -> Math.abs(value) > FARTHEST / 4)
                    || Arrays.stream(eta).anyMatch(value -> !(Math.abs(value) < FARTHEST));
            if (away) {
                break;
            }
            if (moved < CONVERGED) {
                return new QuantalFit(link, responding.clone(), tested.clone(),
                        step(design, link, responding, tested, eta));
            }
        }
        throw StatisticsRefusal.of("quantal-separated");
    }

    private static Step step(Design design, QuantalLink link, double[] responding, double[] tested, double[] eta) {
        double[] working = new double[eta.length];
        double[] weights = new double[eta.length];
        for (int i = 0; i < eta.length; i++) {
            double p = Math.clamp(link.probability(eta[i]), 1e-300, 1 - 1e-16);
            double density = link.density(eta[i]);
            weights[i] = Math.max(SMALLEST_WEIGHT, tested[i] * density * density / (p * (1 - p)));
            working[i] = density > 0 ? eta[i] + (responding[i] / tested[i] - p) / density : eta[i];
        }
        LinearFit fit = LinearFit.weighted(design, working, weights);
        return new Step(fit, working, weights, fit.fitted());
    }

    /** Coefficients with large-sample standard errors (theoretical variance 1). */
    public List<Coefficient> coefficients() {
        List<Coefficient> list = new ArrayList<>();
        for (int j = 0; j < last.design().names().size(); j++) {
            list.add(new Coefficient(last.design().names().get(j),
                    new Estimate(last.coefficients().get(j).estimate().value(),
                            Math.sqrt(last.unscaledCovariance(j, j)), Double.POSITIVE_INFINITY)));
        }
        return list;
    }

    /** Covariance of two coefficients by column. */
    public double covariance(int row, int column) {
        return last.unscaledCovariance(row, column);
    }

    /** Groups minus independent coefficients. */
    public int residualDf() {
        return last.residualDf();
    }

    /** Twice the distance of the log-likelihood from that of the observed proportions. */
    public double deviance() {
        double sum = 0;
        for (int i = 0; i < eta.length; i++) {
            double p = link.probability(eta[i]);
            sum += part(responding[i], tested[i] * p) + part(tested[i] - responding[i], tested[i] * (1 - p));
        }
        return 2 * sum;
    }

    private static double part(double observed, double expected) {
        return observed == 0 ? 0 : observed * Math.log(observed / expected);
    }

    /** Pearson's chi-squared: the weighted squares left by the last step. */
    public double pearson() {
        return last.residualSumOfSquares();
    }

    /** Working responses of the last step. */
    double[] working() {
        return working.clone();
    }

    /** Weights of the last step. */
    double[] weights() {
        return weights.clone();
    }

    /** Fitted probabilities. */
    public double[] fitted() {
        return Arrays.stream(eta).map(link::probability).toArray();
    }
}
