package org.stroma.instruments.softmax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.LineCursor;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/**
 * One group of samples: calculated values per sample and column, the formulas of the columns, and summaries.
 *
 * @param samples in the order of their names
 */
record GroupBlock(String name, List<Sample> samples, Map<String, String> formulas, List<Summary> summaries) {

    private static final Pattern SUMMARY = Pattern.compile("([^\\t]+)\\t[^\\t]*\\t([\\d.]+)\\t([^\\t]+).*");
    private static final Pattern INFINITE = Pattern.compile("(-?)\\+?inf(?:inity)?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> NOT_DATA = Set.of("Sample", "Well", "Wells", "WellPlateName");
    private static final Set<String> SPECIAL = Set.of("Masked", "Range?", "Error");

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
        return new GroupBlock(name, new Table(data, at, problems).samples(), formulas(columns), summaries);
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
        List<Row> rows = new ArrayList<>();
        table.forEach(cells -> rows.add(new Row(line + rows.size(), cells)));
        RowLengths.tell(rows.getFirst(), rows.subList(1, rows.size()), problems);
    }

    /** A title is {@code Group: name}, or in older versions {@code Group:}, name and number in cells of their own. */
    private static void tellTitle(String title, int line, Problems problems) {
        int cells = title.split("\t", -1).length;
        if (cells < 3 && (cells == 2 || title.strip().equals("Group:")))
            problems.add(problems.place(line), FileProblem.ROW_SHORT, cells + "", "3");
    }

    private static List<List<String>> split(List<String> lines) {
        return lines.stream().map(line -> Arrays.asList(line.split("\t", -1))).toList();
    }

    private static Map<String, String> formulas(List<List<String>> table) {
        Map<String, String> formulas = new HashMap<>();
        int name = table.isEmpty() ? -1 : table.getFirst().indexOf("Formula Name");
        int formula = table.isEmpty() ? -1 : table.getFirst().indexOf("Formula");
        if (name < 0 || formula < 0)
            return formulas;
        for (List<String> row : table.subList(1, table.size()))
            if (row.size() > formula && !row.get(formula).isEmpty())
                formulas.put(row.get(name), unquoted(row.get(formula)));
        return formulas;
    }

    static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

    /** The table of samples. A cell of blanks belongs to the value above it; an empty cell has no value. */
    private static final class Table {

        private final List<String> header;
        private final List<List<String>> rows;
        private final int line;
        private final Problems problems;

        Table(List<List<String>> table, int line, Problems problems) {
            header = table.isEmpty() ? List.of() : table.getFirst();
            rows = table.isEmpty() ? List.of() : table.subList(1, table.size());
            this.line = line;
            this.problems = problems;
        }

        private String raw(List<String> row, int index) {
            return index >= 0 && index < row.size() ? row.get(index) : "";
        }

        private static boolean isNumeric(String text) {
            return number(text) != null || SPECIAL.contains(text);
        }

        private static @Nullable BigDecimal number(String text) {
            String bare = text.strip();
            return Numbers.parse(bare.endsWith("%") ? bare.substring(0, bare.length() - 1) : bare, DecimalSign.POINT);
        }

        private int index(String name) {
            return header.stream().map(String::strip).toList().indexOf(name);
        }

        List<Sample> samples() {
            int sampleColumn = index("Sample");
            if (sampleColumn < 0 || rows.stream().allMatch(row -> row.stream().allMatch(String::isBlank)))
                return List.of();
            boolean numbers = rows.stream().allMatch(row -> number(raw(row, sampleColumn)) != null);
            Map<String, List<Integer>> bySample = new TreeMap<>(
                    numbers ? Comparator.comparing(BigDecimal::new) : Comparator.naturalOrder());
            String sample = "";
            for (int i = 0; i < rows.size(); i++) {
                String own = raw(rows.get(i), sampleColumn).strip();
                sample = own.isEmpty() ? sample : own;
                if (sample.isEmpty())
                    problems.add(problems.place(line + i + 1), FileProblem.ROW_LEFT_OUT, "Sample");
                else
                    bySample.computeIfAbsent(sample, s -> new ArrayList<>()).add(i);
            }
            List<Sample> samples = new ArrayList<>();
            bySample.forEach((name, indices) -> samples.add(sample(name, indices)));
            return samples;
        }

        private Sample sample(String name, List<Integer> indices) {
            List<Element> elements = new ArrayList<>();
            for (String column : new TreeSet<>(header)) {
                int index = header.indexOf(column);
                boolean filled = rows.stream().anyMatch(row -> !Printed.isNothing(raw(row, index)));
                if (column.isBlank() || NOT_DATA.contains(column.strip()) || !filled)
                    continue;
                boolean calculated = rows.stream().anyMatch(row -> isNumeric(raw(row, index)));
                column(column, index, calculated, indices, elements);
            }
            return new Sample(name, elements);
        }

        private void column(String column, int index, boolean calculated, List<Integer> indices,
                List<Element> elements) {
            Element last = null;
            for (int i : indices) {
                List<String> row = rows.get(i);
                String text = raw(row, index);
                boolean above = !text.isEmpty() && text.isBlank();
                if (above && last != null)
                    last.wells.add(well(row, i));
                if (above)
                    continue;
                String plate = raw(row, index("WellPlateName")).strip();
                List<String> wells = new ArrayList<>(List.of(well(row, i)));
                last = new Element(column, plate.isEmpty() ? null : plate, wells, calculated,
                        told(text), number(text));
                elements.add(last);
            }
        }

        /** The text of a cell; what is no number is told in one spelling. */
        private static String told(String text) {
            if (Printed.isNothing(text))
                return "nan";
            Matcher infinite = INFINITE.matcher(text.strip());
            return infinite.matches() ? infinite.group(1) + "inf" : unquoted(text);
        }

        private String well(List<String> row, int index) {
            String well = raw(row, Math.max(index("Well"), index("Wells"))).strip();
            if (well.isEmpty())
                throw problems.refuse(problems.place(line + index + 1), FileProblem.MISSING_FIELD, "Wells");
            return well;
        }

    }

}
