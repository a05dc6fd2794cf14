package org.stroma.instruments.designanalysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.qpcr.QpcrTable;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/** The sheets of an export as tables, and what is said of the run above the results. */
record DesignAnalysisBook(Fields run, Map<String, QpcrTable> tables) {

    static final String RESULTS = "Results";
    private static final String PRIMARY = "Primary_result";
    static final String WELL = "Well";
    static final String POSITION = "Well Position";

    /** The sheet of results of a workbook of either software. */
    static Optional<Sheet> results(Workbook book) {
        return book.sheet(RESULTS).or(() -> book.sheet(PRIMARY));
    }

    static DesignAnalysisBook of(Content content, Problems problems) {
        Workbook book = Workbook.of(content, problems);
        Sheet results = results(book)
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, RESULTS));
        Map<String, QpcrTable> tables = new LinkedHashMap<>();
        for (Sheet sheet : book.sheets()) {
            String title = sheet == results ? RESULTS : sheet.name().strip();
            int header = header(sheet);
            String file = content.name() + "!" + sheet.name();
            if (header < sheet.rows().size())
                RowLengths.tellSheet(sheet.rows().get(header), sheet.rows().subList(header + 1, sheet.rows().size()),
                        file, problems);
            if (header < sheet.rows().size())
                tables.put(title, new QpcrTable(title, file, sheet.rows().get(header),
                        Rows.between(sheet.rows(), header + 1, sheet.rows().size()), DecimalSign.POINT));
            else
                problems.add(Place.file(file), FileProblem.SECTION_LEFT_OUT, title);
        }
        QpcrTable table = tables.get(RESULTS);
        if (table == null)
            throw problems.refuse(FileProblem.MISSING_SECTION, RESULTS);
        Fields run = new Fields(Place.file(content.name() + "!" + results.name()), DecimalSign.POINT, problems);
        for (Row row : results.rows().subList(0, runLength(results)))
            run.add(row.cell(0), row.cell(1), row.line(), 2);
        return new DesignAnalysisBook(run, numbered(tables, table));
    }

    /** How many rows stand above the first whose first cell is blank. */
    private static int runLength(Sheet sheet) {
        int length = 0;
        while (length < sheet.rows().size() && sheet.rows().get(length).line() == length + 1
                && !sheet.rows().get(length).cell(0).isEmpty())
            length++;
        return length;
    }

    private static int header(Sheet sheet) {
        int header = runLength(sheet);
        while (header < sheet.rows().size() && sheet.rows().get(header).cell(0).isEmpty())
            header++;
        return header;
    }

    /** Wells that have only a name, such as A01, get numbers in the order of their names. */
    private static Map<String, QpcrTable> numbered(Map<String, QpcrTable> tables, QpcrTable results) {
        int column = results.find(WELL);
        String first = results.rows().isEmpty() || column < 0 ? "1" : results.rows().getFirst().cell(column);
        if (Numbers.parse(first, DecimalSign.POINT) != null || Printed.isNothing(first))
            return column < 0 ? byPosition(tables, results) : tables;
        Map<String, Integer> numbers = new TreeMap<>();
        for (QpcrTable table : tables.values())
            if (table.find(WELL) >= 0)
                table.rows().forEach(row -> numbers.put(table.text(row, WELL), 0));
        numbers.remove("");
        int number = 0;
        for (String well : new TreeSet<>(numbers.keySet()))
            numbers.put(well, ++number);
        Map<String, QpcrTable> all = new LinkedHashMap<>();
        tables.forEach((title, table) -> all.put(title, table.find(WELL) < 0 ? table : named(table, numbers)));
        return all;
    }

    private static QpcrTable named(QpcrTable table, Map<String, Integer> numbers) {
        boolean positions = table.find(POSITION) >= 0;
        return table.with(List.of(POSITION, WELL), row -> {
            String well = table.text(row, WELL);
            Integer number = numbers.get(well);
            return List.of(positions ? table.text(row, POSITION) : well, number == null ? "" : number.toString());
        });
    }

    /** Results that have positions only: wells are numbered as they appear. */
    private static Map<String, QpcrTable> byPosition(Map<String, QpcrTable> tables, QpcrTable results) {
        Map<String, String> numbers = new LinkedHashMap<>();
        results.rows()
                .forEach(row -> numbers.computeIfAbsent(results.text(row, POSITION), p -> numbers.size() + 1 + ""));
        Map<String, QpcrTable> all = new LinkedHashMap<>(tables);
        all.put(RESULTS, results.with(List.of(WELL),
                row -> List.of(numbers.getOrDefault(results.text(row, POSITION), ""))));
        return all;
    }

    Optional<QpcrTable> find(String title) {
        return Optional.ofNullable(tables.get(title)).filter(table -> !table.rows().isEmpty());
    }

    /** The titles of all sheets but the given ones. */
    List<String> others(List<String> titles) {
        List<String> others = new ArrayList<>(tables.keySet());
        others.removeAll(titles);
        return others;
    }

}
