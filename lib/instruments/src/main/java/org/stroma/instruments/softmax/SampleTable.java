package org.stroma.instruments.softmax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problems;
import org.stroma.instruments.softmax.GroupBlock.Element;
import org.stroma.instruments.softmax.GroupBlock.Sample;
import org.stroma.instruments.table.PlaceGroups;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/**
 * The table of samples of one group. A cell of blanks belongs to the value above it; an empty cell has no value. Only the places
 * of the rows of each sample are held.
 */
final class SampleTable {

    private static final Pattern INFINITE = Pattern.compile("(-?)\\+?inf(?:inity)?", Pattern.CASE_INSENSITIVE);
    private static final Set<String> NOT_DATA = Set.of("Sample", "Well", "Wells", "WellPlateName");
    private static final Set<String> SPECIAL = Set.of("Masked", "Range?", "Error");

    /** A column with values; it is calculated when any is a number or stands for one. */
    private record Column(String name, int index, boolean calculated) {}

    /** A row and its place in the table from 0. */
    private record Line(int place, List<String> cells) {}

    private final List<String> header;
    private final List<List<String>> rows;
    private final int line;
    private final Problems problems;
    private final int sampleColumn;
    private final int plateColumn;
    private final int wellColumn;

    /**
     * @param table the header and the rows
     * @param line the line of the header
     */
    SampleTable(List<List<String>> table, int line, Problems problems) {
        header = table.isEmpty() ? List.of() : table.getFirst();
        rows = table.isEmpty() ? List.of() : table.subList(1, table.size());
        this.line = line;
        this.problems = problems;
        sampleColumn = index("Sample");
        plateColumn = index("WellPlateName");
        wellColumn = Math.max(index("Well"), index("Wells"));
    }

    private int index(String name) {
        return header.stream().map(String::strip).toList().indexOf(name);
    }

    private static String raw(List<String> row, int index) {
        return index >= 0 && index < row.size() ? row.get(index) : "";
    }

    private static boolean isNumeric(String text) {
        return number(text) != null || SPECIAL.contains(text);
    }

    private static @Nullable BigDecimal number(String text) {
        String bare = text.strip();
        return Numbers.parse(bare.endsWith("%") ? bare.substring(0, bare.length() - 1) : bare, DecimalSign.POINT);
    }

    /** In the order of their names: as numbers when all of them are. */
    List<Sample> samples() {
        if (sampleColumn < 0 || rows.stream().allMatch(row -> row.stream().allMatch(String::isBlank)))
            return List.of();
        boolean numbers = rows.stream().allMatch(row -> number(raw(row, sampleColumn)) != null);
        String[] last = {""};
        PlaceGroups groups = PlaceGroups.of(rows.size(), place -> {
            String own = raw(rows.get(place), sampleColumn).strip();
            last[0] = own.isEmpty() ? last[0] : own;
            if (last[0].isEmpty())
                problems.add(problems.place(line + place + 1), FileProblem.ROW_LEFT_OUT, "Sample");
            // Two spellings of one number are one sample.
            BigDecimal number = numbers ? number(last[0]) : null;
            String key = number == null ? last[0] : number.stripTrailingZeros().toString();
            return key.isEmpty() ? null : key;
        });
        int[] sorted = groups.sorted(numbers ? Comparator.comparing(BigDecimal::new) : Comparator.naturalOrder());
        List<Column> columns = columns();
        List<Integer> places = MappedList.of(sorted.length, index -> sorted[index]);
        return MappedList.of(places, group -> sample(groups, group, columns));
    }

    /** The columns with values in the order of their names. */
    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (String name : new TreeSet<>(header)) {
            int index = header.indexOf(name);
            boolean filled = rows.stream().anyMatch(row -> !Printed.isNothing(raw(row, index)));
            if (!name.isBlank() && !NOT_DATA.contains(name.strip()) && filled)
                columns.add(new Column(name, index, rows.stream().anyMatch(row -> isNumeric(raw(row, index)))));
        }
        return columns;
    }

    private Sample sample(PlaceGroups groups, int group, List<Column> columns) {
        List<Line> lines = IntStream.range(0, groups.length(group)).map(index -> groups.place(group, index))
                .mapToObj(place -> new Line(place, rows.get(place))).toList();
        List<Element> elements = new ArrayList<>();
        columns.forEach(column -> column(column, lines, elements));
        return new Sample(name(groups.place(group, 0)), elements);
    }

    /** The name a row has, its own or that of the row above it. */
    private String name(int place) {
        for (int at = place; at >= 0; at--) {
            String own = raw(rows.get(at), sampleColumn).strip();
            if (!own.isEmpty())
                return own;
        }
        return "";
    }

    private void column(Column column, List<Line> lines, List<Element> elements) {
        Element last = null;
        for (Line each : lines) {
            List<String> row = each.cells;
            String text = raw(row, column.index);
            boolean above = !text.isEmpty() && text.isBlank();
            if (above && last != null)
                last.wells().add(well(each));
            if (above)
                continue;
            String plate = raw(row, plateColumn).strip();
            List<String> wells = new ArrayList<>(List.of(well(each)));
            last = new Element(column.name, plate.isEmpty() ? null : plate, wells, column.calculated, told(text),
                    number(text));
            elements.add(last);
        }
    }

    /** The text of a cell; what is no number is told in one spelling. */
    private static String told(String text) {
        if (Printed.isNothing(text))
            return "nan";
        Matcher infinite = INFINITE.matcher(text.strip());
        return infinite.matches() ? infinite.group(1) + "inf" : GroupBlock.unquoted(text);
    }

    private String well(Line each) {
        String well = raw(each.cells, wellColumn).strip();
        if (well.isEmpty())
            throw problems.refuse(problems.place(line + each.place + 1), FileProblem.MISSING_FIELD, "Wells");
        return well;
    }

}
