package org.stroma.instruments.qpcr;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.json.Decimals;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.PlaceGroups;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/**
 * One table of an export: a section of a text file or a sheet of a workbook.
 *
 * @param title the section or sheet
 * @param file the file, with the sheet if any
 * @param header names of the columns
 * @param rows the rows below
 * @param sign the decimal sign of the file
 */
public record QpcrTable(String title, String file, Row header, List<Row> rows, DecimalSign sign) {

    public QpcrTable {
        header = new Row(header.line(), Columns.of(header.cells().stream().map(String::strip).toList()));
        rows = Rows.kept(rows);
    }

    /** The names of the columns, stripped. */
    public List<String> names() {
        return header.cells();
    }

    /** The column of a name from 0, -1 when there is none. */
    public int find(String name) {
        return names().indexOf(name);
    }

    /** The column of a name, refusing the file when there is none. */
    public int column(String name, Problems problems) {
        int column = find(name);
        if (column < 0)
            throw problems.refuse(place(header).withField(title), FileProblem.MISSING_COLUMN, name);
        return column;
    }

    /** The same table with columns replaced or added; the cells of a row are asked for in the order of the names. */
    public QpcrTable with(List<String> columns, Function<Row, List<String>> cells) {
        List<String> all = new ArrayList<>(names());
        columns.stream().filter(name -> !all.contains(name)).forEach(all::add);
        List<Row> changed = MappedList.of(rows, row -> {
            List<String> found = cells.apply(row);
            List<String> texts = new ArrayList<>(row.cells());
            while (texts.size() < all.size())
                texts.add("");
            for (int i = 0; i < columns.size(); i++)
                texts.set(all.indexOf(columns.get(i)), found.get(i));
            return new Row(row.line(), texts);
        });
        return new QpcrTable(title, file, new Row(header.line(), all), changed, sign);
    }

    /** The stripped text of a cell by the name of its column, empty when there is none. */
    public String text(Row row, String name) {
        int column = find(name);
        return column < 0 ? "" : row.cell(column);
    }

    /** Where a row is. */
    public Place place(Row row) {
        return new Place(file, row.line(), 0, "");
    }

    /** The values of a row by the names of their columns. */
    public Fields fields(Row row, Problems problems) {
        return Fields.of(names(), row, place(row), sign, problems);
    }

    /**
     * The number of a cell, null when it is none; digits grouped by commas are understood even when the number has several
     * groups.
     */
    public @Nullable BigDecimal number(Row row, int column) {
        return Numbers.parse(row.cell(column), sign);
    }

    /** The numbers of one column of some rows; a cell that is none becomes a gap and, unless it is blank, is reported. */
    public List<Object> numbers(List<Row> some, int column, Problems problems) {
        Decimals numbers = new Decimals();
        for (Row row : some) {
            BigDecimal number = number(row, column);
            if (number == null && !Printed.isNothing(row.cell(column)))
                problems.add(new Place(file, row.line(), column + 1, header.cell(column)), FileProblem.NOT_A_NUMBER,
                        row.cell(column));
            numbers.add(number == null ? JsonObject.NULL : number);
        }
        return numbers;
    }

    /** The numbers of a column that must have one in every row. */
    public List<BigDecimal> allNumbers(List<Row> some, int column, Problems problems) {
        Decimals numbers = new Decimals();
        for (Row row : some) {
            BigDecimal number = number(row, column);
            if (number == null)
                throw problems.refuse(new Place(file, row.line(), column + 1, header.cell(column)),
                        FileProblem.MISSING_FIELD, header.cell(column));
            numbers.add(number);
        }
        return numbers.numbers();
    }

    /** The rows by the number in one column, in its order; rows whose cell is blank are left away. */
    public Map<Integer, List<Row>> byNumber(int column, Problems problems) {
        PlaceGroups places = PlaceGroups.of(rows.size(), place -> {
            Row row = rows.get(place);
            return Printed.isNothing(row.cell(column)) ? null : Integer.toString(wholeNumber(row, column, problems));
        });
        Map<Integer, List<Row>> groups = new TreeMap<>();
        for (int group = 0; group < places.size(); group++)
            groups.put(Integer.valueOf(places.key(group)), Rows.of(rows, places, group));
        return groups;
    }

    /** The whole number of a cell; {@code 1.0} is one. */
    public int wholeNumber(Row row, int column, Problems problems) {
        BigDecimal number = number(row, column);
        try {
            if (number != null)
                return number.intValueExact();
        } catch (ArithmeticException e) {
            // Told below with its place.
        }
        throw problems.refuse(new Place(file, row.line(), column + 1, header.cell(column)), FileProblem.UNEXPECTED_LINE,
                row.cell(column));
    }

    /** The rows by the text in one column, in order of appearance; blank ones are left away. */
    public static Map<String, List<Row>> byText(List<Row> some, int column) {
        PlaceGroups places = PlaceGroups.of(some.size(), place -> {
            String text = some.get(place).cell(column);
            return Printed.isNothing(text) ? null : text;
        });
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        for (int group = 0; group < places.size(); group++)
            groups.put(places.key(group), Rows.of(some, places, group));
        return groups;
    }

    /** A truth value as JSON has it, null when absent: yes, y, true, t and 1 are true, any other word is false. */
    public static @Nullable Boolean truth(@Nullable String text) {
        if (text == null)
            return null;
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "yes", "y", "true", "t", "1", "1.0" -> true;
            default -> false;
        };
    }

}
