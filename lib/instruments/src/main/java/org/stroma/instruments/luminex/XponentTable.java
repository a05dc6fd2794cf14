package org.stroma.instruments.luminex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.Keys;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Printed;

/**
 * One table of an export: a header, and rows that are named by their first cell.
 *
 * @param columns the names of the columns, {@code .1} and so on added to those that repeat
 * @param rows the rows in file order, made when they are asked for
 */
record XponentTable(String title, Row header, List<String> columns, List<Row> rows) {

    static XponentTable of(String title, List<Row> block, Problems problems, int line) {
        if (block.isEmpty())
            throw problems.refuse(problems.place(line), FileProblem.MISSING_SECTION, title);
        Set<String> names = new LinkedHashSet<>();
        Map<String, Integer> repeated = new HashMap<>();
        for (int i = 0; i < block.getFirst().width(); i++) {
            String name = block.getFirst().cell(i);
            if (names.add(name))
                continue;
            int number = repeated.getOrDefault(name, 1);
            while (!names.add(name + "." + number))
                number++;
            repeated.put(name, number);
        }
        if (title.isEmpty())
            throw problems.refuse(problems.place(line), FileProblem.MISSING_FIELD, "DataType");
        RowLengths.tell(block.getFirst(), block.subList(1, block.size()), problems);
        return new XponentTable(title, block.getFirst(), List.copyOf(names), block.subList(1, block.size()));
    }

    /** Whether its rows are wells. */
    boolean isByWell() {
        return columns.getFirst().equals("Location");
    }

    /** The places of the rows by their first cells; a name that repeats is refused. */
    Keys byName(Problems problems) {
        Keys found = new Keys();
        for (Row row : rows) {
            if (row.width() > columns.size() || row.cells().size() < columns.size())
                throw problems.refuse(problems.place(row.line()), FileProblem.ROW_LENGTH, row.cells().size() + "",
                        columns.size() + "");
            int before = found.size();
            if (found.add(row.cell(0)) < before)
                throw problems.refuse(problems.place(row.line()), FileProblem.CONTRADICTION,
                        title + ", " + row.cell(0));
        }
        return found;
    }

    /** The row of a name by the places {@link #byName} found, null when there is none. */
    @Nullable
    Row row(Keys places, String name) {
        int place = places.find(name);
        return place < 0 ? null : rows.get(place);
    }

    /** The index of a column, -1 when there is none. */
    int column(String name) {
        return columns.indexOf(name);
    }

    /** The columns that are analytes. */
    List<String> analytes() {
        List<String> analytes = new ArrayList<>(columns.subList(1, columns.size()));
        analytes.removeIf(name -> name.isEmpty() || name.equals("Sample") || name.equals("Total Events"));
        return analytes;
    }

    /** A value and where it stands; null when there is no such column. */
    <K extends Enum<K>> BeadRun.@Nullable Value<K> value(K kind, Row row, String column, DecimalSign sign,
            Problems problems) {
        int at = column(column);
        if (at < 0)
            return null;
        Place place = new Place(problems.place().file(), row.line(), at + 1, title + ", " + column);
        return new BeadRun.Value<>(kind, Printed.of(row.cell(at), sign), place);
    }

}
