package org.stroma.statistics.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;

/**
 * Result of a charting method: the chart of the level and, where the method has one, the chart of the spread.
 *
 * @param type short name of the method, for example {@code imr}
 * @param charts the main chart first
 * @param target mean of the process from which deviations are summed, for cumulative sums only
 */
public record ControlCharts(String type, List<ControlChart> charts, List<Note> assumptions, List<Note> warnings,
        @Nullable Double target) {

    public ControlCharts {
        charts = List.copyOf(charts);
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /** Charts whose centre line is the mean of the process. */
    public ControlCharts(String type, List<ControlChart> charts, List<Note> assumptions, List<Note> warnings) {
        this(type, charts, assumptions, warnings, null);
    }

    /** The chart of the level. */
    public ControlChart main() {
        return charts.getFirst();
    }
}
