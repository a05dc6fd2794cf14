package org.stroma.statistics.stability;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.model.ErrorTerm;
import org.stroma.statistics.model.Estimate;
import org.stroma.statistics.numeric.Tails;

/**
 * A fitted line of mean response against time with what its confidence band needs; on the transformed scale.
 *
 * @param batch whose line; absent when all batches share it
 * @param meanTime centre of the times behind the level
 * @param meanResponse fitted mean at that centre
 * @param slope change per unit of time
 * @param levelShare variance of the fitted mean at the centre, in units of the error variance (1/n)
 * @param slopeShare variance of the slope in the same units (1/Sxx)
 * @param error error term of the band
 */
public record Line(@Nullable String batch, double meanTime, double meanResponse, double slope, double levelShare,
        double slopeShare, ErrorTerm error) {
    /** A perfect fit makes the crossing a double root, which rounding must not lose. */
    private static final double ROUNDING = 1e-12;

    /** Mean response at time zero. */
    public double intercept() {
        return meanResponse - slope * meanTime;
    }

    /** Fitted mean at a time, with its standard error. */
    public Estimate mean(double time) {
        double u = time - meanTime;
        double variance = levelShare + u * u * slopeShare;
        return new Estimate(meanResponse + slope * u, error.standardDeviation() * Math.sqrt(variance), error.df());
    }

    /** The slope with its standard error. */
    public Estimate slopeEstimate() {
        return new Estimate(slope, error.standardDeviation() * Math.sqrt(slopeShare), error.df());
    }

    /** First time at which the bound with the given tail probability reaches a lower limit. */
    Crossing belowLower(double limit, double tail) {
        double spread = Math.pow(Tails.studentQuantile(tail, error.df()), 2) * error.meanSquare();
        double margin = meanResponse - limit;
        double atStart = margin - slope * meanTime
                - Math.sqrt(spread * (levelShare + meanTime * meanTime * slopeShare));
        if (!(atStart > 0)) {
            return new Crossing.AtStart();
        }
        double first = Double.POSITIVE_INFINITY;
        double[] equation = {slope * slope - spread * slopeShare, slope * margin,
                margin * margin - spread * levelShare};
        for (double u : roots(equation)) {
            // the squared equation also holds where the upper bound crosses; there the mean lies below the limit
            if (u + meanTime > 0 && margin + slope * u >= -ROUNDING * Math.abs(margin)) {
                first = Math.min(first, u + meanTime);
            }
        }
        return Double.isInfinite(first) ? new Crossing.Never() : new Crossing.At(first);
    }

    /** First time at which the bound with the given tail probability reaches an upper limit. */
    Crossing aboveUpper(double limit, double tail) {
        return new Line(batch, meanTime, -meanResponse, -slope, levelShare, slopeShare, error).belowLower(-limit, tail);
    }

    /** Real roots of {@code a u^2 + 2 b u + c = 0} without cancellation. */
    private static List<Double> roots(double[] equation) {
        double a = equation[0];
        double b = equation[1];
        double c = equation[2];
        List<Double> roots = new ArrayList<>();
        double discriminant = b * b - a * c;
        if (discriminant < -ROUNDING * b * b) {
            return roots;
        }
        double q = -(b + Math.copySign(Math.sqrt(Math.max(discriminant, 0)), b));
        if (a != 0) {
            roots.add(q / a);
        }
        if (q != 0) {
            roots.add(c / q);
        }
        return roots;
    }
}
