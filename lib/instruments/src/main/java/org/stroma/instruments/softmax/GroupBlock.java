package org.stroma.instruments.softmax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.LineCursor;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/**
 * One group of samples: calculated values per sample and column, the formulas of the columns, and summaries.
 *
 * @param samples in the order of their names, each made when it is asked for
 */
record GroupBlock(String name, List<Sample> samples, Map<String, String> formulas, List<Summary> summaries) {

    private static final Pattern SUMMARY = Pattern.compile("([^\\t]+)\\t[^\\t]*\\t([\\d.]+)\\t([^\\t]+).*");

    /**
     * A value of one column and the wells it was calculated from.
     *
     * @param plate the name of the plate, null when the file does not say
     * @param calculated whether the column is calculated; otherwise it only tells something of the wells
     * @param number null when the text is none
     */
    record Element(String column, @Nullable String plate, List<String> wells, boolean calculated, String text,
            @Nullable BigDecimal number) {

        @Nullable
        NoNumber error() {
            return calculated && number == null ? new NoNumber(text, column) : null;
        }

    }

    /** A sample with its values, column by column in the order of their names. */
    record Sample(String name, List<Element> elements) {}

    /** A value calculated for the whole group. */
    record Summary(String name, BigDecimal value, String formula) {}

    static GroupBlock of(List<String> block, int line, Problems problems) {
        LineCursor lines = new LineCursor(block);
        String title = String.valueOf(lines.pop());
        lines.skipBlank();
        int at = line + lines.number() - 1;
        List<List<String>> data = split(lines.popBlock());
        tellLengths(data, at, problems);
        lines.skipBlank();
        int below = line + lines.number() - 1;
        List<List<String>> columns = split(lines.popBlock());
        tellLengths(columns, below, problems);
        tellTitle(title, line, problems);
        tellNames(data, columns, below, problems);
        List<Summary> summaries = summaries(lines, line, problems);
        while (lines.hasNext()) {
            if (!lines.next(String::isBlank))
                leftOut(line + lines.number() - 1, String.valueOf(lines.peek()), problems);
            lines.pop();
        }
        String name = title.startsWith("Group: ") ? title.substring(7) : title;
        return new GroupBlock(name, new SampleTable(data, at, problems).samples(), formulas(columns), summaries);
    }

    private static List<Summary> summaries(LineCursor lines, int line, Problems problems) {
        List<Summary> summaries = new ArrayList<>();
        while (lines.hasNext() && !lines.next(String::isBlank)) {
            int at = line + lines.number() - 1;
            String text = String.valueOf(lines.pop());
            Matcher m = SUMMARY.matcher(text);
            BigDecimal value = m.matches() ? Numbers.parse(m.group(2), DecimalSign.POINT) : null;
            if (value != null)
                summaries.add(new Summary(m.group(1), value, m.group(3)));
            else
                leftOut(at, text, problems);
        }
        return summaries;
    }

    private static void leftOut(int line, String text, Problems problems) {
        problems.add(problems.place(line), FileProblem.SECTION_LEFT_OUT, text.strip());
    }

    /** Every formula belongs to a column; lines that are none are left out, as remarks are. */
    private static void tellNames(List<List<String>> data, List<List<String>> columns, int line, Problems problems) {
        List<String> header = columns.isEmpty() ? List.of() : columns.getFirst();
        int name = header.indexOf("Formula Name");
        List<String> known = data.isEmpty() ? List.of() : data.getFirst().stream().map(String::strip).toList();
        for (int i = 0; i < columns.size(); i++) {
            List<String> row = columns.get(i);
            if (name < 0)
                leftOut(line + i, String.join(" ", row), problems);
            else if (i > 0 && row.size() > name && !row.get(name).isBlank() && !known.contains(row.get(name).strip()))
                problems.add(problems.place(line + i), FileProblem.MISSING_VALUE, row.get(name).strip());
        }
    }

    private static void tellLengths(List<List<String>> table, int line, Problems problems) {
        if (table.size() < 2)
            return;
        List<Row> rows = MappedList.of(table.size(), place -> new Row(line + place, table.get(place)));
        RowLengths.tell(rows.getFirst(), rows.subList(1, rows.size()), problems);
    }

    /** A title is {@code Group: name}, or in older versions {@code Group:}, name and number in cells of their own. */
    private static void tellTitle(String title, int line, Problems problems) {
        int cells = title.split("\t", -1).length;
        if (cells < 3 && (cells == 2 || title.strip().equals("Group:")))
            problems.add(problems.place(line), FileProblem.ROW_SHORT, cells + "", "3");
    }

    private static List<List<String>> split(List<String> lines) {
        return MappedList.of(lines, line -> Arrays.asList(line.split("\t", -1)));
    }

    private static Map<String, String> formulas(List<List<String>> table) {
        Map<String, String> formulas = new HashMap<>();
        int name = table.isEmpty() ? -1 : table.getFirst().indexOf("Formula Name");
        int formula = table.isEmpty() ? -1 : table.getFirst().indexOf("Formula");
        if (name < 0 || formula < 0)
            return formulas;
        for (List<String> row : table.subList(1, table.size()))
            if (row.size() > Math.max(name, formula) && !row.get(formula).isEmpty())
                formulas.put(row.get(name), unquoted(row.get(formula)));
        return formulas;
    }

    static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

}
