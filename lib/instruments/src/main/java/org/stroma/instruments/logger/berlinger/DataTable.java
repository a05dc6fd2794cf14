package org.stroma.instruments.logger.berlinger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.logger.TemperatureTrace;
import org.stroma.instruments.logger.Temperatures;
import org.stroma.instruments.logger.TimeSeries;
import org.stroma.instruments.logger.TimeSeriesBuilder;
import org.stroma.instruments.logger.ZoneDeclaration;
import org.stroma.instruments.logger.berlinger.Entry.Row;

/** The {@code Data} table: time, temperature, and an x where the device found it beyond a limit. */
final class DataTable {

    private static final String TEMPERATURE = "T";
    private static final String MARKED = "x";

    private final TimeSeriesBuilder series;
    private final String unit;
    private final Problems problems;
    private int temperature = 1;
    private int mark = 2;

    DataTable(ZoneDeclaration zone, String unit, Problems problems) {
        series = new TimeSeriesBuilder(TEMPERATURE, TemperatureTrace.CELSIUS, zone, problems);
        this.unit = unit;
        this.problems = problems;
    }

    TimeSeries read(List<Row> rows, @Nullable Duration interval) {
        rows.forEach(this::row);
        return series.build(interval);
    }

    private void row(Row row) {
        List<String> cells = row.cells();
        if (cells.getFirst().toLowerCase(Locale.ROOT).startsWith("yyyy")) {
            header(row);
            return;
        }
        LocalDateTime time = Cells.stamp(cells.getFirst().strip());
        if (time == null) {
            problems.add(at(row, 1), LoggerProblem.NOT_A_TIME, cells.getFirst());
            return;
        }
        series.add(time, value(row), cell(row, mark).equals(MARKED), at(row, 2));
    }

    private void header(Row row) {
        List<String> names = row.cells();
        temperature = names.indexOf(TEMPERATURE);
        mark = names.indexOf("Out of limits");
        if (temperature < 0)
            throw problems.refuse(at(row, 0), FileProblem.MISSING_COLUMN, TEMPERATURE);
        for (int i = 1; i < names.size(); i++)
            if (i != temperature && i != mark && !names.get(i).isBlank())
                problems.add(at(row, i + 1), FileProblem.SECTION_LEFT_OUT, names.get(i));
    }

    private @Nullable BigDecimal value(Row row) {
        String text = cell(row, temperature);
        if (Cells.isNothing(text))
            return null;
        BigDecimal number = Cells.number(text);
        if (number == null)
            problems.add(at(row, temperature + 1), LoggerProblem.NOT_A_VALUE, text);
        return number == null ? null : Temperatures.toCelsius(number, unit);
    }

    private static String cell(Row row, int index) {
        return index < 0 || index >= row.cells().size() ? "" : row.cells().get(index).strip();
    }

    private Place at(Row row, int column) {
        return new Place(problems.place().file(), row.line(), column, "Data");
    }

}
