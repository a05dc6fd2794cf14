package org.stroma.statistics.chart;

import org.stroma.statistics.StatisticsRefusal;

/**
 * Centre and standard deviation given beforehand instead of estimated.
 *
 * @param sigma standard deviation of single values, above 0
 */
public record Standards(double center, double sigma) {

    public Standards {
        if (!Double.isFinite(center)) {
            throw StatisticsRefusal.of("out-of-range", "name", "center", "range", "(−∞, ∞)", "value", center);
        }
        if (!(sigma > 0) || !Double.isFinite(sigma)) {
            throw StatisticsRefusal.of("out-of-range", "name", "sigma", "range", "(0, ∞)", "value", sigma);
        }
    }
}
