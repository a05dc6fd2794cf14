package org.stroma.statistics.model.nonlinear;

import org.stroma.statistics.StatisticsRefusal;

/**
 * Least squares by Levenberg-Marquardt in three stages: the trust-region form of MINPACK down to the neighbourhood of the
 * minimum, damped steps to its bottom, then Gauss-Newton steps until they no longer shrink.
 *
 * <p>Moré, The Levenberg-Marquardt algorithm, Lecture Notes in Mathematics 630 (1978) 105-116; gain ratio after Nielsen 1999.
 */
final class LevenbergMarquardt {
    private static final int ITERATIONS = 5000;
    private static final int POLISH = 30;
    private static final double START_DAMPING = 1e-3;
    private static final double CAUTIOUS_DAMPING = 100;
    private static final double LARGEST_DAMPING = 1e40;
    private static final double STEP = 1e-11;
    private static final double OFFSET = 1e-3;
    private static final double LAST_BITS = 4e-16;

    private final CurveFunction curve;
    private final CurveData data;
    private double[] parameters;
    private Linearisation here;
    private final double[] scale;

    private LevenbergMarquardt(CurveFunction curve, CurveData data, double[] start) {
        this.curve = curve;
        this.data = data;
        this.parameters = start.clone();
        this.here = Linearisation.at(curve, data, parameters);
        this.scale = new double[start.length];
        if (!here.finite()) {
            throw StatisticsRefusal.of("curve-start-not-finite");
        }
    }

    /**
     * Parameters at the minimum reached from the start; refuses {@code curve-not-converged}. Long first steps may land where the
     * curve is flat and nothing leads back (BoxBOD of NIST StRD from its far start); then short ones are tried.
     */
    static double[] minimise(CurveFunction curve, CurveData data, double[] start) {
        try {
            return minimise(curve, data, TrustRegion.approach(curve, data, start), START_DAMPING);
        } catch (StatisticsRefusal lost) {
            try {
                return minimise(curve, data, start, CAUTIOUS_DAMPING);
            } catch (StatisticsRefusal lostAgain) {
                throw lost;
            }
        }
    }

    private static double[] minimise(CurveFunction curve, CurveData data, double[] from, double damping) {
        LevenbergMarquardt search = new LevenbergMarquardt(curve, data, from);
        search.descend(damping);
        search.polish();
        search.requireMinimum();
        return search.parameters;
    }

    private void descend(double startDamping) {
        double damping = startDamping;
        double growth = 2;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            rescale();
            double[] step = here.step(damping, scale);
            if (relative(step) < STEP) {
                return;
            }
            Linearisation there = Linearisation.at(curve, data, sum(parameters, step));
            double gain = (here.sumOfSquares() - there.sumOfSquares()) / predicted(step, damping);
            if (there.finite() && gain > 0) {
                parameters = sum(parameters, step);
                here = there;
                damping *= Math.max(1.0 / 3, 1 - Math.pow(2 * Math.min(gain, 1) - 1, 3));
                growth = 2;
            } else {
                damping *= growth;
                growth *= 2;
                if (damping > LARGEST_DAMPING) {
                    return;
                }
            }
        }
        throw StatisticsRefusal.of("curve-not-converged", "iterations", ITERATIONS);
    }

    private void rescale() {
        for (int j = 0; j < scale.length; j++) {
            double length = here.length(j);
            scale[j] = Math.max(scale[j], length > 0 ? length : scale[j]);
            if (scale[j] == 0) {
                scale[j] = 1;
            }
        }
    }

    /** Reduction of the linearised squares, {@code 2 g's - s'J'Js = s'(damping D^2 s + g)}. */
    private double predicted(double[] step, double damping) {
        double sum = 0;
        for (int j = 0; j < step.length; j++) {
            sum += damping * Math.pow(scale[j] * step[j], 2) + step[j] * here.gradient(j);
        }
        return sum;
    }

    /** Undamped steps while they shrink and do not worsen the fit beyond its rounding. */
    private void polish() {
        double last = Double.POSITIVE_INFINITY;
        for (int i = 0; i < POLISH; i++) {
            double[] step = here.step(0, scale);
            double size = relative(step);
            if (!(size < last) || size < LAST_BITS || size > 1e-3) {
                return;
            }
            double[] next = sum(parameters, step);
            Linearisation there = Linearisation.at(curve, data, next);
            if (!there.finite() || there.sumOfSquares() > here.sumOfSquares() * (1 + 1e-9)) {
                return;
            }
            parameters = next;
            here = there;
            last = size;
        }
    }

    /** Relative offset of Bates and Watts 1981: how far the linearised fit could still improve, against the residual. */
    private void requireMinimum() {
        double[] step = here.step(0, scale);
        double explained = 0;
        for (int j = 0; j < step.length; j++) {
            explained += step[j] * here.gradient(j);
        }
        int df = Math.max(1, data.size() - step.length);
        boolean offset = explained / step.length > OFFSET * OFFSET * here.sumOfSquares() / df;
        if (offset && relative(step) > STEP) {
            throw StatisticsRefusal.of("curve-not-converged", "iterations", ITERATIONS);
        }
    }

    private double relative(double[] step) {
        double largest = 0;
        for (int j = 0; j < step.length; j++) {
            largest = Math.max(largest, Math.abs(step[j]) / (Math.abs(parameters[j]) + 1e-30));
        }
        return largest;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = a.clone();
        for (int j = 0; j < sum.length; j++) {
            sum[j] += b[j];
        }
        return sum;
    }
}
