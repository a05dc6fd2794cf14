package org.stroma.statistics.model.nonlinear;

import java.util.List;
import org.stroma.statistics.StatisticsRefusal;

/** Fits of the common curves that find their own starting values; all refuse as {@link CurveFit#of} does. */
public final class CurveFits {
    /** Names of the parameters of {@link #fourParameter}. */
    public static final List<String> FOUR = List.of("A", "B", "lnC", "D");
    /** Names of the parameters of {@link #fiveParameter}. */
    public static final List<String> FIVE = List.of("A", "B", "lnC", "D", "G");

    private CurveFits() {}

    /** {@code D + (A - D) / (1 + (x / C)^B)} with B positive, so that A belongs to dose zero; doses not negative. */
    public static CurveFit fourParameter(double[] x, double[] y) {
        requireNotNegative(x);
        return CurveFit.of(Curves.FOUR_PARAMETER, CurveData.of(x, y), FOUR, StartingValues.fourParameter(x, y));
    }

    /** Where a search for {@link #fourParameter} starts: a grid of slopes and mid-points, the asymptotes solved at each. */
    public static double[] fourParameterStart(double[] x, double[] y) {
        requireNotNegative(x);
        return StartingValues.fourParameter(x, y);
    }

    /** The four-parameter curve with its bracket raised to the power G; doses not negative. */
    public static CurveFit fiveParameter(double[] x, double[] y) {
        requireNotNegative(x);
        double[] four = StartingValues.fourParameter(x, y);
        double[] start = {four[0], four[1], four[2], four[3], 1};
        return CurveFit.of(Curves.FIVE_PARAMETER, CurveData.of(x, y), FIVE, start);
    }

    /** {@code a + b exp(-k x)}. */
    public static CurveFit exponential(double[] x, double[] y) {
        return CurveFit.of(Curves.EXPONENTIAL, CurveData.of(x, y), List.of("a", "b", "k"),
                StartingValues.exponential(x, y));
    }

    /** {@code K / (1 + exp(-r (x - m)))}. */
    public static CurveFit logistic(double[] x, double[] y) {
        return CurveFit.of(Curves.LOGISTIC, CurveData.of(x, y), List.of("K", "r", "m"),
                StartingValues.growth(x, y, u -> 1 / (1 + Math.exp(-u))));
    }

    /** {@code K exp(-exp(-r (x - m)))}. */
    public static CurveFit gompertz(double[] x, double[] y) {
        return CurveFit.of(Curves.GOMPERTZ, CurveData.of(x, y), List.of("K", "r", "m"),
                StartingValues.growth(x, y, u -> Math.exp(-Math.exp(-u))));
    }

    private static void requireNotNegative(double[] x) {
        for (double value : x) {
            if (!(value >= 0)) {
                throw StatisticsRefusal.of("out-of-range", "name", "dose", "range", "[0, +inf)", "value", value);
            }
        }
    }
}
