package org.stroma.statistics.model.nonlinear;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.ErrorTerm;
import org.stroma.statistics.model.Estimate;
import org.stroma.statistics.model.Limits;
import org.stroma.statistics.numeric.Tails;

/**
 * A curve fitted by (weighted) nonlinear least squares.
 *
 * <p>Standard errors are from the inverse information scaled by the residual mean square. Wald limits treat the curve as
 * linear near the minimum; profile limits follow the sum of squares and remain right when it is not quadratic. Bates and
 * Watts, Nonlinear Regression Analysis and Its Applications, 1988, chapter 6.
 */
public final class CurveFit {
    private static final int WIDENINGS = 40;

    private final CurveFunction curve;
    private final CurveData data;
    private final List<String> names;
    private final double[] parameters;
    private final Linearisation at;
    private final double[][] inverse;

    private CurveFit(CurveFunction curve, CurveData data, List<String> names, double[] parameters,
            double[][] inverse) {
        this.curve = curve;
        this.data = data;
        this.names = List.copyOf(names);
        this.parameters = parameters;
        this.at = Linearisation.at(curve, data, parameters);
        this.inverse = inverse;
    }

    /**
     * Fits from the given start.
     *
     * @throws StatisticsRefusal {@code curve-too-few-points}, {@code curve-start-not-finite}, {@code curve-not-converged}
     */
    public static CurveFit of(CurveFunction curve, CurveData data, List<String> names, double... start) {
        if (names.size() != start.length) {
            throw new IllegalArgumentException("names and start differ in number");
        }
        if (data.size() < start.length) {
            throw StatisticsRefusal.of("curve-too-few-points", "found", data.size(), "parameters", start.length);
        }
        double[] minimum = LevenbergMarquardt.minimise(curve, data, start);
        return new CurveFit(curve, data, names, minimum, Linearisation.at(curve, data, minimum).inverseInformation());
    }

    /**
     * The same fit with errors from the observed instead of the expected information: the curvature of the sum of squares at
     * its minimum, as the R package drc uses it. Refuses {@code curve-not-converged} where that curvature is not positive.
     */
    public CurveFit withObservedInformation() {
        return new CurveFit(curve, data, names, parameters, ObservedInformation.inverse(curve, data, parameters));
    }

    public List<String> names() {
        return names;
    }

    /** Parameters in order. */
    public double[] parameters() {
        return parameters.clone();
    }

    public double residualSumOfSquares() {
        return at.sumOfSquares();
    }

    /** Observations minus parameters. */
    public int residualDf() {
        return data.size() - parameters.length;
    }

    public ErrorTerm error() {
        return ErrorTerm.of(residualSumOfSquares(), residualDf());
    }

    /** Residual standard deviation; NaN without residual degrees of freedom. */
    public double sigma() {
        return error().standardDeviation();
    }

    /** Observed minus fitted, times the root of the weight. */
    public double[] residuals() {
        return at.residuals().clone();
    }

    /** The named parameter with its standard error. */
    public Estimate parameter(String name) {
        int j = index(name);
        return new Estimate(parameters[j], Math.sqrt(inverse[j][j]) * sigma(), residualDf());
    }

    /** Covariance of two parameters, scaled by the residual mean square. */
    public double covariance(String a, String b) {
        return inverse[index(a)][index(b)] * error().meanSquare();
    }

    private int index(String name) {
        int j = names.indexOf(name);
        if (j < 0) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return j;
    }

    /** A function of the parameters with its standard error by the delta method, judged by this fit's residual. */
    public Estimate derived(Function<Gradient[], Gradient> function) {
        Gradient value = function.apply(Linearisation.variables(parameters));
        double variance = 0;
        for (int i = 0; i < parameters.length; i++) {
            for (int j = 0; j < parameters.length; j++) {
                variance += value.getPartialDerivative(i) * inverse[i][j] * value.getPartialDerivative(j);
            }
        }
        return new Estimate(value.getValue(), Math.sqrt(variance) * sigma(), residualDf());
    }

    /** Mean at predictors, with its standard error. */
    public Estimate mean(double... x) {
        return derived(variables -> curve.value(variables, x));
    }

    /**
     * Limits of a parameter by profile likelihood: the values at which the sum of squares, minimised over the others, exceeds
     * its minimum by {@code t^2} residual mean squares. A side on which it never does is infinite.
     */
    public Limits profile(String name, double confidence) {
        int fixed = index(name);
        double t = Tails.studentQuantile((1 - confidence) / 2, residualDf());
        double target = residualSumOfSquares() + t * t * error().meanSquare();
        double wald = t * parameter(name).standardError();
        if (!(wald > 0)) {
            // the data do not determine the parameter, or without residual nothing but its value
            double reach = Double.isNaN(wald) ? Double.POSITIVE_INFINITY : 0;
            return new Limits(parameters[fixed] - reach, parameters[fixed] + reach);
        }
        return new Limits(side(fixed, target, -wald), side(fixed, target, wald));
    }

    private double side(int fixed, double target, double step) {
        double[] others = without(parameters, fixed);
        double inner = 0;
        double outer = step;
        for (int i = 0; i < WIDENINGS; i++) {
            if (excess(fixed, parameters[fixed] + outer, target, others) > 0) {
                double low = Math.min(inner, outer);
                double high = Math.max(inner, outer);
                double root = new BracketingNthOrderBrentSolver(1e-12, 1e-12 * Math.abs(step), 1e-13, 5).solve(200,
                        offset -> excess(fixed, parameters[fixed] + offset, target, others), low, high);
                return parameters[fixed] + root;
            }
            inner = outer;
            outer *= 1.5;
        }
        return step < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** How far the constrained minimum lies above the target, relative to it. */
    private double excess(int fixed, double value, double target, double[] start) {
        CurveFunction constrained = (variables, x) -> {
            Gradient[] all = new Gradient[parameters.length];
            for (int j = 0; j < all.length; j++) {
                int k = j < fixed ? j : j - 1;
                all[j] = j == fixed ? Gradient.constant(variables.length, value) : variables[k];
            }
            return curve.value(all, x);
        };
        try {
            double[] best = LevenbergMarquardt.minimise(constrained, data, start);
            return Linearisation.at(constrained, data, best).sumOfSquares() / target - 1;
        } catch (StatisticsRefusal noFit) {
            return 1;
        }
    }

    private static double[] without(double[] values, int index) {
        double[] rest = Arrays.copyOf(values, values.length - 1);
        System.arraycopy(values, index + 1, rest, index, rest.length - index);
        return rest;
    }
}
