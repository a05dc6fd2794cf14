package org.stroma.instruments.generic;

import java.util.List;
import java.util.Optional;

import org.stroma.instruments.Problem;
import org.stroma.instruments.logger.TemperatureTrace;
import org.stroma.instruments.logger.TimeSeries;

/**
 * What a mapped table gave. Every data row is in every series or named by a problem of severity error; the caller decides
 * whether a table with problems is used.
 *
 * @param series one for each measured column, in the order of the mapping
 * @param rows data rows found
 * @param left rows left out, each told by a problem
 * @param problems all that was found, in file order
 */
public record Table(List<TimeSeries> series, int rows, int left, List<Problem> problems) {

    public Table {
        series = List.copyOf(series);
        problems = List.copyOf(problems);
    }

    /** Whether no row was left out and nothing else went wrong enough to be an error. */
    public boolean isWhole() {
        return left == 0 && problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
    }

    /** The series of a name. */
    public Optional<TimeSeries> find(String name) {
        return series.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /**
     * The temperatures of a name.
     *
     * @throws IllegalArgumentException when there is no such series, or its unit is no scale of temperature
     */
    public TemperatureTrace temperatures(String name) {
        return new TemperatureTrace(
                find(name).orElseThrow(() -> new IllegalArgumentException("no series named " + name)));
    }

}
