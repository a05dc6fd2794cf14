package org.stroma.instruments.flex2;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.value.DateTimes;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/**
 * The samples of one export with their units.
 *
 * @param analyst the operator of the first sample
 * @param samples each made when it is asked for
 */
record Flex2Table(String analyst, Stream<Sample> samples) {

    private static final String TIME = "Date & Time";

    /**
     * One row; a text in a column that has gaps and otherwise numbers only is told with a decimal point, as the published
     * documents do.
     *
     * @param gapped the columns with gaps and otherwise numbers only
     */
    record Sample(Fields fields, Units units, Set<String> gapped) {

        @Nullable
        String text(String name) {
            String text = fields.text(name);
            if (text == null || !gapped.contains(name))
                return text;
            BigDecimal number = Numbers.parse(text, org.stroma.instruments.value.DecimalSign.POINT);
            return number == null ? text : Double.toString(number.doubleValue());
        }

        String requireText(String name) {
            fields.requireText(name);
            return String.valueOf(text(name));
        }

    }

    /** The units below the header, without blanks; a dash is none. It remembers which were asked for. */
    static final class Units {

        private final Map<String, String> units = new LinkedHashMap<>();
        private final Set<String> read = new HashSet<>();

        private final Problems problems;

        private Units(Map<String, String> units, Problems problems) {
            this.units.putAll(units);
            this.problems = problems;
        }

        boolean has(String name) {
            return units.containsKey(name);
        }

        /** The unit of a value, told when it is not stated. */
        String textOr(String fallback, String name) {
            read.add(name);
            if (!units.containsKey(name))
                problems.addOnce(FileProblem.UNIT_NOT_DECLARED, name, fallback);
            return units.getOrDefault(name, fallback);
        }

        void skip(String... names) {
            read.addAll(List.of(names));
        }

        void forEachUnread(BiConsumer<String, String> action) {
            units.forEach((name, unit) -> {
                if (!read.contains(name))
                    action.accept(name, unit);
            });
        }

    }

    static Flex2Table of(Content content, Problems problems) {
        Delimited table = Delimited.of(content, problems);
        List<Row> rows = Rows.filled(table.rows());
        Columns header = Columns.of(rows.getFirst().cells().stream().map(String::strip).toList());
        int time = header.indexOf(TIME);
        if (time < 0)
            throw problems.refuse(problems.place(rows.getFirst().line()), FileProblem.MISSING_COLUMN, TIME);
        if (rows.size() < 2)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        RowLengths.tell(rows.getFirst(), rows.subList(1, rows.size()), problems);
        boolean united = rows.size() > 2 && DateTimes.parse(rows.get(1).cell(time)).isEmpty();
        Map<String, String> units = united ? units(header, rows.get(1)) : Map.of();
        List<Row> data = rows.subList(united ? 2 : 1, rows.size());
        Set<String> gapped = gapped(header, rows.subList(1, rows.size()), table);
        Stream<Sample> samples = data.stream().map(
                row -> new Sample(Fields.of(header, row, table.decimals(), problems), new Units(units, problems),
                        gapped));
        Sample first = new Sample(Fields.of(header, data.getFirst(), table.decimals(), problems),
                new Units(units, problems),
                gapped);
        first.fields().requireText("Operator");
        return new Flex2Table(String.valueOf(first.text("Operator")), samples);
    }

    private static Map<String, String> units(List<String> header, Row row) {
        Map<String, String> units = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            String unit = row.cell(i).replace(" ", "");
            if (!Printed.isNothing(unit) && !unit.equals("-") && !unit.equals("NaT"))
                units.put(header.get(i), unit);
        }
        return units;
    }

    private static Set<String> gapped(List<String> header, List<Row> rows, Delimited table) {
        Map<String, int[]> seen = new HashMap<>();
        for (Row row : rows)
            for (int i = 0; i < header.size(); i++) {
                String cell = row.cell(i);
                int kind = Printed.isNothing(cell) ? 0 : Numbers.parse(cell, table.decimals()) != null ? 1 : 2;
                seen.computeIfAbsent(header.get(i), name -> new int[3])[kind]++;
            }
        Set<String> gapped = new HashSet<>();
        seen.forEach((name, counts) -> {
            if (counts[0] > 0 && counts[1] > 0 && counts[2] == 0)
                gapped.add(name);
        });
        return gapped;
    }

}
