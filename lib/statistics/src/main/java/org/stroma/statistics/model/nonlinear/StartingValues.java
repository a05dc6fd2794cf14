package org.stroma.statistics.model.nonlinear;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Starting values by search over a grid of the nonlinear parameters, the linear ones solved at each point (variable
 * projection, Golub and Pereyra 1973).
 */
final class StartingValues {
    private static final int GRID = 25;
    private static final double MARGIN = 0.25;
    private static final double[] SLOPES = {0.25, 0.5, 1, 1.5, 2, 3, 5, 8, 13, 21, 34};

    private final double[] x;
    private final double[] y;
    private double best = Double.POSITIVE_INFINITY;
    private double[] parameters = {};

    private StartingValues(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /** A, B, ln C, D with B positive. */
    static double[] fourParameter(double[] x, double[] y) {
        double[] positive = Arrays.stream(x).filter(value -> value > 0).distinct().sorted().toArray();
        if (positive.length < 3) {
            throw StatisticsRefusal.of("curve-needs-dose-range", "found", positive.length, "needed", 3);
        }
        StartingValues search = new StartingValues(x, y);
        double low = Math.log(positive[0]);
        double high = Math.log(positive[positive.length - 1]);
        for (double slope : SLOPES) {
            for (double logC : grid(low, high)) {
                double[] line = search
                        .line(dose -> 1 / (1 + (dose == 0 ? 0 : Math.exp(slope * (Math.log(dose) - logC)))));
                search.offer(line[2], line[0] + line[1], slope, logC, line[0]);
            }
        }
        return search.parameters;
    }

    /** a, b, k of {@code a + b exp(-k x)}. */
    static double[] exponential(double[] x, double[] y) {
        StartingValues search = new StartingValues(x, y);
        double span = span(x);
        for (double rate : SLOPES) {
            for (double sign : new double[]{1, -1}) {
                double k = sign * rate / span;
                double[] line = search.line(time -> Math.exp(-k * time));
                search.offer(line[2], line[0], line[1], k);
            }
        }
        return search.parameters;
    }

    /** K, r, m of a growth curve with the given shape of {@code r (x - m)}. */
    static double[] growth(double[] x, double[] y, DoubleUnaryOperator shape) {
        StartingValues search = new StartingValues(x, y);
        double span = span(x);
        double[] sorted = Arrays.stream(x).sorted().toArray();
        for (double slope : SLOPES) {
            double r = 2 * slope / span;
            for (double m : grid(sorted[0], sorted[sorted.length - 1])) {
                double[] scaled = search.multiple(time -> shape.applyAsDouble(r * (time - m)));
                search.offer(scaled[1], scaled[0], r, m);
            }
        }
        return search.parameters;
    }

    private static double span(double[] x) {
        return Arrays.stream(x).max().orElseThrow() - Arrays.stream(x).min().orElseThrow();
    }

    private static double[] grid(double low, double high) {
        double margin = MARGIN * (high - low);
        double[] grid = new double[GRID];
        for (int i = 0; i < GRID; i++) {
            grid[i] = low - margin + i * (high - low + 2 * margin) / (GRID - 1);
        }
        return grid;
    }

    private void offer(double squares, double... candidate) {
        if (squares < best && Arrays.stream(candidate).allMatch(Double::isFinite)) {
            best = squares;
            parameters = candidate;
        }
    }

    /** Intercept, slope and residual squares of y on a transformed x. */
    private double[] line(DoubleUnaryOperator transformed) {
        double[] u = Arrays.stream(x).map(transformed).toArray();
        double meanU = Arrays.stream(u).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double suu = 0;
        double suy = 0;
        double syy = 0;
        for (int i = 0; i < u.length; i++) {
            suu += (u[i] - meanU) * (u[i] - meanU);
            suy += (u[i] - meanU) * (y[i] - meanY);
            syy += (y[i] - meanY) * (y[i] - meanY);
        }
        double slope = suu > 0 ? suy / suu : Double.NaN;
        return new double[]{meanY - slope * meanU, slope, syy - slope * suy};
    }

    /** Factor and residual squares of y as a multiple of a transformed x. */
    private double[] multiple(DoubleUnaryOperator transformed) {
        double suu = 0;
        double suy = 0;
        double syy = 0;
        for (int i = 0; i < x.length; i++) {
            double u = transformed.applyAsDouble(x[i]);
            suu += u * u;
            suy += u * y[i];
            syy += y[i] * y[i];
        }
        return new double[]{suy / suu, syy - suy * suy / suu};
    }
}
