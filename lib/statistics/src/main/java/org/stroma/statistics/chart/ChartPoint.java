package org.stroma.statistics.chart;

import java.util.List;

/**
 * A plotted point with the centre and the limits that hold for it.
 *
 * @param label what stands below it, such as a lot number
 * @param sigma standard error of the plotted statistic; distances from the centre are counted in it
 * @param baseline true if the point took part in setting the limits
 * @param signals names of the rules that this point completes
 */
public record ChartPoint(String label, double value, double center, double lower, double upper, double sigma,
        boolean baseline,
        List<String> signals) {

    public ChartPoint {
        signals = List.copyOf(signals);
    }

    /** Distance from the centre in standard errors, signed; 0 where the statistic cannot vary. */
    public double z() {
        return sigma > 0 ? (value - center) / sigma : 0;
    }

    /** True if the value lies strictly outside the limits. */
    public boolean outside() {
        return value > upper || value < lower;
    }

    ChartPoint withSignals(List<String> names) {
        return new ChartPoint(label, value, center, lower, upper, sigma, baseline, names);
    }
}
