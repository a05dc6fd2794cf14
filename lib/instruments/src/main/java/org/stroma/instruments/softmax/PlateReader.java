package org.stroma.instruments.softmax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.softmax.PlateBlock.Reading;
import org.stroma.instruments.softmax.PlateBlock.Tables;
import org.stroma.instruments.softmax.PlateHeader.Data;
import org.stroma.instruments.softmax.PlateHeader.Type;
import org.stroma.instruments.table.LineCursor;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/** Reads the tables of one plate block. */
final class PlateReader {

    private static final Pattern WELL = Pattern.compile("[A-Z]{1,2}[0-9]{1,2}");

    private final PlateHeader header;
    private final LineCursor lines;
    private final int first;
    private final Problems problems;
    private final List<Map<String, Reading>> tables = new ArrayList<>();
    private int readings;
    /** How many columns the first table names. */
    private int columnsNamed;

    PlateReader(PlateHeader header, List<String> block, int first, Problems problems) {
        this.header = header;
        this.lines = new LineCursor(block);
        this.first = first;
        this.problems = problems;
        lines.pop();
    }

    Tables read() {
        Map<String, BigDecimal> reduced = new LinkedHashMap<>();
        if (header.byTime()) {
            if (header.data() == Data.REDUCED)
                notReported();
            else
                byTime();
            lines.skipBlank();
            if (lines.hasNext())
                reducedByTime(reduced);
        } else {
            inShape();
            lines.skipBlank();
            if (lines.hasNext())
                reducedInShape(reduced);
        }
        lines.skipBlank();
        if (lines.hasNext())
            problems.add(place(0), FileProblem.SECTION_LEFT_OUT, String.valueOf(lines.peek()));
        return new Tables(tables, readings, reduced);
    }

    private Place place(int column) {
        return place(column, first + lines.number() - 1);
    }

    private Place place(int column, int line) {
        return new Place(problems.place().file(), line, column, "");
    }

    /** The names of the columns, which must be those of wells: {@code A1} by time, {@code 1} to the last in the shape of the plate. */
    private Row names() {
        int line = place(0).line();
        Row names = new Row(line, cells());
        int within = 0;
        for (int i = 2; i < names.width(); i++) {
            String name = names.cell(i);
            within = name.isEmpty() ? 0 : within + 1;
            boolean fits = name.isEmpty()
                    || (header.byTime() ? WELL.matcher(name).matches() : name.equals(Integer.toString(within)));
            if (!fits)
                throw problems.refuse(place(0, line), FileProblem.UNEXPECTED_LINE, String.join(" ", names.cells()));
        }
        int named = (int) names.cells().stream().skip(2).filter(name -> !name.isBlank()).count();
        int others = Math.max(named, columnsNamed);
        if (columnsNamed > 0 && named * (header.byTime() ? 1 : tables.size()) < columnsNamed)
            problems.add(place(0, line), FileProblem.FEWER_VALUES, header.name(), named + "", others + "");
        columnsNamed = others;
        return names;
    }

    private List<String> cells() {
        if (!lines.hasNext())
            throw problems.refuse(place(0), FileProblem.MISSING_SECTION, "table of plate " + header.name());
        return Arrays.stream(String.valueOf(lines.pop()).split("\t", -1)).map(GroupBlock::unquoted).toList();
    }

    private static String cell(List<String> cells, int index) {
        return index < cells.size() ? cells.get(index).strip() : "";
    }

    private static @Nullable BigDecimal number(String text) {
        return Numbers.parse(text, DecimalSign.POINT);
    }

    private Reading reading(String well, BigDecimal wavelength, @Nullable BigDecimal temperature, String text) {
        BigDecimal value = number(text);
        Reading reading = new Reading(readings++, well, wavelength, temperature, value);
        if (value == null)
            reading.add(new NoNumber(Printed.isNothing(text) ? "nan" : text, header.readMode()));
        return reading;
    }

    /** Only reduced values were exported: the published documents say so of every well. */
    private void notReported() {
        for (BigDecimal wavelength : header.wavelengths()) {
            Map<String, Reading> table = new LinkedHashMap<>();
            for (int row = 0; row < header.rows(); row++)
                for (int column = 1; column <= header.columns(); column++) {
                    String well = Wells.letters(row) + column;
                    Reading reading = new Reading(readings++, well, wavelength, null, null);
                    reading.add(new NoNumber("Not reported", header.readMode()));
                    reading.add(BigDecimal.ZERO, null);
                    table.put(well, reading);
                }
            tables.add(table);
        }
    }

    private void byTime() {
        List<String> names = names().cells();
        for (BigDecimal wavelength : header.wavelengths()) {
            lines.skipBlank();
            int line = place(0).line();
            do
                lineByTime(names, wavelength);
            while (header.type() != Type.SPECTRUM && lines.hasNext() && !lines.next(String::isBlank));
            int points = place(0).line() - line;
            if (header.type() == Type.KINETIC && points < header.kineticPoints())
                problems.add(place(0, line), FileProblem.FEWER_VALUES, wavelength.toPlainString() + " nm", points + "",
                        header.kineticPoints() + "");
        }
    }

    private void lineByTime(List<String> names, BigDecimal wavelength) {
        Place place = place(0);
        List<String> row = cells();
        int width = 2;
        for (int i = 2; i < names.size(); i++)
            width = names.get(i).isBlank() ? width : i + 1;
        boolean beyond = row.stream().skip(names.size()).anyMatch(text -> !text.isBlank());
        boolean doubled = row.stream().skip(2).anyMatch(text -> WELL.matcher(text.strip()).matches());
        if (doubled)
            throw problems.refuse(place, FileProblem.UNEXPECTED_LINE, String.join(" ", row));
        if (row.size() < width || beyond)
            throw problems.refuse(place, FileProblem.ROW_LENGTH, row.size() + "", names.size() + "");
        BigDecimal temperature = number(cell(row, 1));
        Map<String, Reading> table = new LinkedHashMap<>();
        for (int i = 2; i < width; i++)
            if (!names.get(i).isBlank())
                table.put(names.get(i).strip(), reading(names.get(i).strip(), wavelength, temperature, cell(row, i)));
        tables.add(table);
    }

    private void reducedByTime(Map<String, BigDecimal> reduced) {
        Row header = names();
        List<String> names = header.cells();
        int line = place(0).line();
        List<String> row = cells();
        RowLengths.tell(header, List.of(new Row(line, row)), problems);
        for (int i = 2; i < Math.min(names.size(), this.header.wells() + 2); i++) {
            BigDecimal value = number(cell(row, i));
            if (value != null)
                reduced.put(names.get(i).strip(), value);
        }
    }

    /** A table in the shape of the plate; blank rows count. */
    private List<List<String>> shape(Row names) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < header.rows(); i++) {
            if (!lines.hasNext() || lines.next(String::isEmpty))
                throw problems.refuse(place(0), FileProblem.ROW_LENGTH, i + "", header.rows() + "");
            int line = place(0).line();
            List<String> cells = cells();
            if (cells.equals(names.cells()))
                throw problems.refuse(place(0, line), FileProblem.UNEXPECTED_LINE, String.join(" ", cells));
            rows.add(new Row(line, cells));
        }
        lines.skipBlank();
        RowLengths.tellEach(names, rows, problems);
        return rows.stream().map(Row::cells).toList();
    }

    private void inShape() {
        Row columns = names();
        List<String> names = columns.cells();
        if (header.type() == Type.SPECTRUM) {
            for (BigDecimal wavelength : header.wavelengths()) {
                List<List<String>> rows = shape(columns);
                tables.add(table(rows, names, 0, wavelength, null));
            }
            return;
        }
        List<List<String>> rows = shape(columns);
        BigDecimal seconds = seconds(firstFilled(rows));
        for (int i = 0; i < header.wavelengths().size(); i++)
            tables.add(table(rows, names, i, header.wavelengths().get(i), seconds));
        if (seconds == null)
            return;
        for (int point = 1; point < header.kineticPoints(); point++)
            nextPoint(columns);
    }

    private void nextPoint(Row columns) {
        Place place = place(0);
        List<String> names = columns.cells();
        List<List<String>> rows = shape(columns);
        BigDecimal seconds = seconds(rows.getFirst());
        if (seconds == null)
            throw problems.refuse(place, FileProblem.MISSING_FIELD, "Time");
        for (int i = 0; i < tables.size(); i++)
            for (int row = 0; row < rows.size(); row++)
                for (int column = 0; column < header.columns(); column++) {
                    int at = 2 + i * (header.columns() + 1) + column;
                    String well = Wells.letters(row) + cell(names, at);
                    Reading reading = tables.get(i).get(well);
                    if (reading == null)
                        continue;
                    BigDecimal value = number(cell(rows.get(row), at));
                    if (value == null)
                        throw problems.refuse(place, FileProblem.MISSING_FIELD,
                                well + ", " + seconds.toPlainString() + " s");
                    reading.add(seconds, value);
                }
    }

    private static List<String> firstFilled(List<List<String>> rows) {
        for (List<String> row : rows)
            if (row.stream().anyMatch(text -> !Printed.isNothing(text)))
                return row;
        return rows.getFirst();
    }

    private @Nullable BigDecimal seconds(List<String> row) {
        String text = cell(row, 0);
        if (text.isEmpty())
            return null;
        String[] parts = text.split(":", -1);
        BigDecimal sum = BigDecimal.ZERO;
        for (String part : parts) {
            BigDecimal number = number(part);
            if (number == null || parts.length < 2 || parts.length > 3)
                throw problems.refuse(place(1), FileProblem.NOT_A_DATE, text);
            sum = sum.multiply(BigDecimal.valueOf(60)).add(number);
        }
        return sum;
    }

    /** The part of a table that belongs to one wavelength; in a kinetic, wells without a first value are not read. */
    private Map<String, Reading> table(List<List<String>> rows, List<String> names, int part, BigDecimal wavelength,
            @Nullable BigDecimal seconds) {
        BigDecimal temperature = number(cell(firstFilled(rows), 1));
        Map<String, Reading> table = new LinkedHashMap<>();
        int start = 2 + part * (header.columns() + 1);
        for (int row = 0; row < rows.size(); row++)
            for (int column = start; column < start + header.columns() && column < names.size(); column++) {
                String well = Wells.letters(row) + cell(names, column);
                Reading reading = reading(well, wavelength, temperature, cell(rows.get(row), column));
                if (seconds != null && reading.value() == null)
                    continue;
                if (seconds != null)
                    reading.add(seconds, reading.value());
                table.put(well, reading);
            }
        return table;
    }

    private void reducedInShape(Map<String, BigDecimal> reduced) {
        Row columns = names();
        List<String> names = columns.cells();
        List<List<String>> rows = shape(columns);
        for (int row = 0; row < rows.size(); row++)
            for (int column = 2; column < 2 + header.columns(); column++) {
                BigDecimal value = number(cell(rows.get(row), column));
                if (value != null)
                    reduced.put(Wells.letters(row) + cell(names, column), value);
            }
    }

}
