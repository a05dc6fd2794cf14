package org.stroma.statistics.model.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.core.DD;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.AnovaRow;
import org.stroma.statistics.model.ErrorTerm;
import org.stroma.statistics.model.Estimate;
import org.stroma.statistics.model.Limits;
import org.stroma.statistics.numeric.ExtendedQr;
import org.stroma.statistics.numeric.Tails;

/**
 * Ordinary or weighted least squares of a response on a design, solved by Householder QR in double-double arithmetic.
 *
 * <p>Assumes independent errors of equal variance (of variance inverse to the weight); normal errors for limits and tests.
 * Accuracy on the NIST Statistical Reference Datasets: at least 12 correct digits of every coefficient and standard error
 * from decimal input, Longley, Filip and Wampler included.
 */
public final class LinearFit {
    private final Design design;
    private final ExtendedQr qr;
    private final DD[] response;
    private final DD[] rotated;
    private final DD[] solution;
    private final DD[][] inverse;
    private final DD residualSumOfSquares;

    private LinearFit(Design design, DD[] response, DD[] rootWeights) {
        this.design = design;
        this.response = response.clone();
        this.qr = ExtendedQr.of(design.columns().stream().map(column -> scaled(column, rootWeights)).toList());
        this.rotated = qr.rotate(scaled(response, rootWeights));
        this.solution = qr.solve(rotated);
        this.inverse = qr.inverseOfUpper();
        DD sum = DD.ZERO;
        for (int i = qr.rank(); i < rotated.length; i++) {
            sum = sum.add(rotated[i].square());
        }
        this.residualSumOfSquares = sum;
    }

    /** Ordinary least squares. */
    public static LinearFit of(Design design, double... response) {
        return of(design, extended(response));
    }

    /** Ordinary least squares on a response known to more digits than a double holds. */
    public static LinearFit of(Design design, DD[] response) {
        DD[] ones = new DD[response.length];
        Arrays.fill(ones, DD.ONE);
        return new LinearFit(design, response, ones);
    }

    /** Weighted least squares; weights are inverse variances up to a factor and must be positive. */
    public static LinearFit weighted(Design design, double[] response, double[] weights) {
        DD[] roots = new DD[weights.length];
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] > 0)) {
                throw new IllegalArgumentException("weight " + weights[i]);
            }
            roots[i] = DD.of(weights[i]).sqrt();
        }
        return new LinearFit(design, extended(response), roots);
    }

    private static DD[] extended(double[] values) {
        return Arrays.stream(values).mapToObj(DD::of).toArray(DD[]::new);
    }

    private static DD[] scaled(DD[] column, DD[] factors) {
        DD[] product = new DD[column.length];
        for (int i = 0; i < column.length; i++) {
            product[i] = column[i].multiply(factors[i]);
        }
        return product;
    }

    public Design design() {
        return design;
    }

    /** Observations minus independent columns. */
    public int residualDf() {
        return design.size() - qr.rank();
    }

    public double residualSumOfSquares() {
        return residualSumOfSquares.doubleValue();
    }

    /** The error term for limits and tests: the residual mean square. */
    public ErrorTerm error() {
        return ErrorTerm.of(residualSumOfSquares(), residualDf());
    }

    /** Residual standard deviation; NaN without residual degrees of freedom. */
    public double sigma() {
        return residualDf() > 0 ? residualSumOfSquares.divide(residualDf()).sqrt().doubleValue() : Double.NaN;
    }

    /** Coefficients in the order of the columns, standard errors from the residual mean square. */
    public List<Coefficient> coefficients() {
        List<Coefficient> list = new ArrayList<>();
        for (int j = 0; j < design.names().size(); j++) {
            int k = qr.keptColumns().indexOf(j);
            double value = k < 0 ? Double.NaN : solution[k].doubleValue();
            double error = k < 0 ? Double.NaN : Math.sqrt(unscaled(k, k)) * sigma();
            list.add(new Coefficient(design.names().get(j), new Estimate(value, error, residualDf())));
        }
        return list;
    }

    /** The coefficient of the named column; an unknown name breaks the contract. */
    public Estimate coefficient(String name) {
        return coefficients().stream().filter(c -> c.name().equals(name)).findFirst().map(Coefficient::estimate)
                .orElseThrow(() -> new IllegalArgumentException("no column " + name));
    }

    /** Element of {@code (X'X)^-1}, by column index; 0 for an aliased column. */
    public double unscaledCovariance(int row, int column) {
        int i = qr.keptColumns().indexOf(row);
        int j = qr.keptColumns().indexOf(column);
        return i < 0 || j < 0 ? 0 : unscaled(i, j);
    }

    private double unscaled(int i, int j) {
        DD sum = DD.ZERO;
        for (int k = Math.max(i, j); k < qr.rank(); k++) {
            sum = sum.add(inverse[i][k].multiply(inverse[j][k]));
        }
        return sum.doubleValue();
    }

    /** A linear combination of the coefficients with the residual error; the row has one entry per column. */
    public Estimate estimate(double... row) {
        return estimate(error(), row);
    }

    /** A linear combination of the coefficients judged by an error term of your choice, for example a pooled one. */
    public Estimate estimate(ErrorTerm error, double... row) {
        DD value = DD.ZERO;
        for (int k = 0; k < qr.rank(); k++) {
            value = value.add(solution[k].multiply(row[qr.keptColumns().get(k)]));
        }
        return new Estimate(value.doubleValue(), Math.sqrt(leverage(row)) * error.standardDeviation(), error.df());
    }

    /** {@code x'(X'X)^-1 x} of a row: the variance of its fitted mean in units of the error variance. */
    public double leverage(double... row) {
        requireEstimable(row);
        DD sum = DD.ZERO;
        for (int k = 0; k < qr.rank(); k++) {
            DD entry = DD.ZERO;
            for (int i = 0; i <= k; i++) {
                entry = entry.add(inverse[i][k].multiply(row[qr.keptColumns().get(i)]));
            }
            sum = sum.add(entry.square());
        }
        return sum.doubleValue();
    }

    private void requireEstimable(double[] row) {
        for (int j = 0; j < row.length; j++) {
            if (row[j] != 0 && !qr.keptColumns().contains(j)) {
                throw new IllegalArgumentException("column " + design.names().get(j) + " is aliased");
            }
        }
    }

    /** Two-sided confidence limits of the mean at a row. */
    public Limits confidence(double level, double... row) {
        return estimate(row).limits(level);
    }

    /** Two-sided limits within which one new observation at a row is expected. */
    public Limits prediction(double level, double... row) {
        Estimate mean = estimate(row);
        double error = sigma() * Math.sqrt(1 + leverage(row));
        return new Estimate(mean.value(), error, residualDf()).limits(level);
    }

    /** Fitted means in the order of the observations. */
    public double[] fitted() {
        double[] fitted = new double[design.size()];
        for (int i = 0; i < fitted.length; i++) {
            fitted[i] = fittedAt(i).doubleValue();
        }
        return fitted;
    }

    private DD fittedAt(int i) {
        DD sum = DD.ZERO;
        for (int k = 0; k < qr.rank(); k++) {
            sum = sum.add(design.columns().get(qr.keptColumns().get(k))[i].multiply(solution[k]));
        }
        return sum;
    }

    /** Observed minus fitted. */
    public double[] residuals() {
        double[] residuals = new double[design.size()];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = response[i].subtract(fittedAt(i)).doubleValue();
        }
        return residuals;
    }

    /** Share of the variation explained; about the mean with an intercept, about zero without one. */
    public double rSquared() {
        double total = totalSumOfSquares();
        return total == 0 ? Double.NaN : 1 - residualSumOfSquares() / total;
    }

    /** Sum of squares about the (weighted) mean with an intercept, about zero without one. */
    public double totalSumOfSquares() {
        DD sum = DD.ZERO;
        for (int i = firstEffect(); i < rotated.length; i++) {
            sum = sum.add(rotated[i].square());
        }
        return sum.doubleValue();
    }

    /** The whole model against the mean (against zero without an intercept). */
    public AnovaRow regression() {
        DD sum = DD.ZERO;
        for (int k = firstEffect(); k < qr.rank(); k++) {
            sum = sum.add(rotated[k].square());
        }
        return AnovaRow.tested("regression", qr.rank() - firstEffect(), sum.doubleValue(), error());
    }

    private int firstEffect() {
        return design.hasIntercept() ? 1 : 0;
    }

    /** Sequential (Type I) analysis: each term adjusted for those before it. The intercept must come first if present. */
    public Anova sequentialAnova() {
        List<AnovaRow> rows = new ArrayList<>();
        for (int t = firstEffect(); t < design.terms().size(); t++) {
            DD sum = DD.ZERO;
            int df = 0;
            for (int k = 0; k < qr.rank(); k++) {
                if (design.owner(qr.keptColumns().get(k)) == t) {
                    sum = sum.add(rotated[k].square());
                    df++;
                }
            }
            rows.add(AnovaRow.tested(design.terms().get(t).name(), df, sum.doubleValue(), error()));
        }
        return closed(rows);
    }

    /** Adds residual and total to the lines of effects. */
    Anova closed(List<AnovaRow> effects) {
        List<AnovaRow> rows = new ArrayList<>(effects);
        rows.add(AnovaRow.untested("residual", residualDf(), residualSumOfSquares()));
        rows.add(AnovaRow.untested("total", design.size() - firstEffect(), totalSumOfSquares()));
        return new Anova(rows);
    }

    /** Number of independent columns. */
    public int rank() {
        return qr.rank();
    }

    /** Probability of the absolute Student statistic of a coefficient under a true value of zero. */
    public double p(String name) {
        return Tails.studentTwoSided(coefficient(name).t(), residualDf());
    }
}
