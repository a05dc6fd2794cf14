package org.stroma.statistics.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Choices common to all charts.
 *
 * @param rules run rules to apply
 * @param width half-width of the limits in standard errors, 3 by custom
 * @param standards centre and σ if given, else both are estimated from the baseline
 */
public record ChartOptions(List<RunRule> rules, double width, Baseline baseline, @Nullable Standards standards,
        ChartConstants constants, SpreadEstimate spread) {

    public ChartOptions {
        rules = List.copyOf(rules);
        if (!(width > 0) || !Double.isFinite(width)) {
            throw StatisticsRefusal.of("out-of-range", "name", "width", "range", "(0, ∞)", "value", width);
        }
    }

    /** Limits at three standard errors from all points, a point outside them being the only rule. */
    public static ChartOptions standard() {
        return new ChartOptions(RunRules.limitsOnly(), 3, Baseline.ALL, null, ChartConstants.PUBLISHED,
                SpreadEstimate.UNWEIGHTED);
    }

    /** The same with other rules. */
    public ChartOptions withRules(List<RunRule> others) {
        return new ChartOptions(others, width, baseline, standards, constants, spread);
    }

    /** The same with another width. */
    public ChartOptions withWidth(double other) {
        return new ChartOptions(rules, other, baseline, standards, constants, spread);
    }

    /** The same with another baseline. */
    public ChartOptions withBaseline(Baseline other) {
        return new ChartOptions(rules, width, other, standards, constants, spread);
    }

    /** The same with given centre and σ. */
    public ChartOptions withStandards(@Nullable Standards other) {
        return new ChartOptions(rules, width, baseline, other, constants, spread);
    }

    /** The same with other constants. */
    public ChartOptions withConstants(ChartConstants other) {
        return new ChartOptions(rules, width, baseline, standards, other, spread);
    }

    /** The same with another estimate of σ from subgroups. */
    public ChartOptions withSpread(SpreadEstimate other) {
        return new ChartOptions(rules, width, baseline, standards, constants, other);
    }
}
