package org.stroma.instruments.quantstudio;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.qpcr.QpcrTable;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.Printed;

/**
 * Writes the names of samples of a text file as the published documents have them. Where all names of the column are numbers
 * they are written as such: whole ones without leading zeros when every row has one, otherwise all as binary numbers of double
 * precision in their shortest form, so that {@code 0071} becomes {@code 71} or, beside an empty cell, {@code 71.0}. Names stay as
 * printed when two of them would become one, for then the replicates of two samples would be taken for those of one, and when
 * a whole one has more than 64 bits.
 */
final class SampleNames {

    private static final String NAME = "Sample Name";
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,20}");
    private static final Pattern NUMBER = Pattern
            .compile("[-+]?([0-9]{1,20}(\\.[0-9]{0,20})?|\\.[0-9]{1,20})([eE][-+]?[0-9]{1,2})?");
    private static final Pattern SCIENTIFIC = Pattern.compile("(.+?)(?:\\.0)?E(-?)([0-9]+)");

    private SampleNames() {}

    /** The table with its names written; each name that is not as printed is told once, where it first stands. */
    static QpcrTable write(QpcrTable table, Problems problems) {
        int column = table.find(NAME);
        if (column < 0)
            return table;
        Map<String, String> written = written(MappedList.of(table.rows(), row -> row.cell(column)));
        Set<String> told = new HashSet<>();
        for (Row row : table.rows()) {
            String name = row.cell(column);
            String instead = written.getOrDefault(name, name);
            if (!instead.equals(name) && told.add(name))
                problems.add(new Place(table.file(), row.line(), column + 1, NAME), FileProblem.WRITTEN_OTHERWISE, NAME,
                        name, instead);
        }
        return told.isEmpty()
                ? table
                : table.with(List.of(NAME),
                        row -> List.of(written.getOrDefault(row.cell(column), row.cell(column))));
    }

    /** What is written for each name; nothing where they stay as printed. */
    private static Map<String, String> written(List<String> cells) {
        Map<String, String> names = new LinkedHashMap<>();
        boolean gaps = cells.stream().anyMatch(Printed::isNothing);
        boolean whole = !gaps && cells.stream().allMatch(cell -> WHOLE.matcher(cell).matches());
        for (String cell : cells) {
            if (Printed.isNothing(cell))
                continue;
            if (!NUMBER.matcher(cell).matches())
                return Map.of();
            if (whole && new BigInteger(cell).bitLength() > Long.SIZE)
                return Map.of();
            names.put(cell, whole ? new BigInteger(cell).toString() : binary(Double.parseDouble(cell)));
        }
        return Set.copyOf(names.values()).size() < names.size() ? Map.of() : names;
    }

    /** The shortest decimals that identify a binary number, in powers of ten below 0.0001 and from 10^16. */
    private static String binary(double number) {
        double size = Math.abs(number);
        String shortest = Double.toString(number);
        Matcher m = SCIENTIFIC.matcher(shortest);
        if (!m.matches())
            return shortest;
        if (size >= 1e-4 && size < 1e16) {
            String plain = new BigDecimal(shortest).toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String exponent = m.group(3).length() < 2 ? "0" + m.group(3) : m.group(3);
        return m.group(1) + "e" + (m.group(2).isEmpty() ? "+" : "-") + exponent;
    }

}
