package org.stroma.statistics.chart;

import java.util.List;
import org.stroma.statistics.Note;

/**
 * Result of a charting method: the chart of the level and, where the method has one, the chart of the spread.
 *
 * @param type short name of the method, for example {@code imr}
 * @param charts the main chart first
 */
public record ControlCharts(String type, List<ControlChart> charts, List<Note> assumptions, List<Note> warnings) {

    public ControlCharts {
        charts = List.copyOf(charts);
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /** The chart of the level. */
    public ControlChart main() {
        return charts.getFirst();
    }
}
