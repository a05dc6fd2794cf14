package org.stroma.instruments.gen5;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problems;
import org.stroma.instruments.gen5.Gen5Measurements.Well;
import org.stroma.instruments.json.Decimals;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/** Tables with one column per well and one line per time or wavelength. */
final class Gen5Cubes {

    /**
     * The values of the wells.
     *
     * @param positions times in seconds or wavelengths in nanometres
     * @param wells all wells of the header
     * @param values per well that has any: BigDecimal, {@code -0.0} for what is no number, {@link JsonObject#NULL} for a gap
     */
    record Cube(List<BigDecimal> positions, List<String> wells, Map<String, List<Object>> values,
            Map<String, List<Well.Error>> errors) {}

    private Gen5Cubes() {}

    private static List<List<String>> cells(Gen5File.Section section) {
        return MappedList.of(section.lines(), line -> List.of(line.split("\t", -1)));
    }

    private static String cell(List<String> row, int index) {
        return index < row.size() ? row.get(index).strip() : "";
    }

    /** By time; lines without any value are skipped, gaps stay. The column of the temperature is not a well. */
    static Cube byTime(Gen5File.Section section, DecimalSign sign, Problems problems) {
        List<List<String>> rows = cells(section);
        List<String> header = rows.getFirst();
        BitSet data = new BitSet();
        for (int i = 1; i < rows.size(); i++)
            data.set(i, hasValue(rows.get(i)));
        int last = Math.max(0, data.length() - 1);
        RowLengths.tellRagged(section.rows().getFirst(), section.rows().subList(1, last + 1), problems);
        Decimals times = new Decimals();
        data.stream().forEach(at -> times.add(Gen5Read.Kinetic.seconds(cell(rows.get(at), 0), problems)));
        Cube cube = new Cube(times.numbers(), new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        Column[] columns = new Column[header.size()];
        for (int column = 1; column < columns.length; column++)
            columns[column] = new Column(cell(header, column), new Decimals(), new BitSet());
        data.stream().forEach(at -> {
            List<String> row = rows.get(at);
            for (int column = 1; column < columns.length; column++)
                columns[column].add(cell(row, column), cube.positions, sign, cube);
        });
        for (int column = 1; column < columns.length; column++)
            if (columns[column].isWell() && !columns[column].filled.isEmpty())
                cube.values.put(columns[column].well, columns[column].values);
        if (times.isEmpty() || cube.values.isEmpty())
            throw problems.refuse(problems.place(section.line()), FileProblem.EMPTY_FILE);
        return cube;
    }

    /**
     * The values of one well.
     *
     * @param filled which of them are there
     */
    private record Column(String well, Decimals values, BitSet filled) {

        boolean isWell() {
            return !isTemperature(well);
        }

        void add(String text, List<BigDecimal> times, DecimalSign sign, Cube cube) {
            int at = values.size();
            boolean there = isWell() && !Printed.isNothing(text);
            values.add(there ? value(text, well, seconds(times.get(at)), sign, cube) : JsonObject.NULL);
            filled.set(at, there);
        }

    }

    private static boolean hasValue(List<String> row) {
        return row.stream().skip(1).anyMatch(text -> !Printed.isNothing(text));
    }

    private static boolean isTemperature(String name) {
        return name.startsWith("T") && (name.contains("°") || name.contains("∞"));
    }

    private static String seconds(BigDecimal time) {
        return Double.toString(time.doubleValue()) + "s";
    }

    private static Object value(String text, String well, String feature, DecimalSign sign, Cube cube) {
        BigDecimal number = Numbers.parse(text, sign);
        if (number != null)
            return number;
        cube.errors.computeIfAbsent(well, w -> new ArrayList<>()).add(new Well.Error(text, feature));
        return JsonObject.NEGATIVE_ZERO;
    }

    /** By wavelength; gaps are left out. */
    static Cube byWavelength(Gen5File.Section section, DecimalSign sign, Problems problems) {
        List<List<String>> rows = cells(section);
        List<String> header = rows.getFirst();
        List<BigDecimal> wavelengths = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            BigDecimal number = Numbers.parse(cell(row, 0), sign);
            if (number == null)
                throw problems.refuse(problems.place(section.line()), FileProblem.NOT_A_NUMBER, cell(row, 0));
            wavelengths.add(number);
        }
        RowLengths.tellRagged(section.rows().getFirst(), section.rows().subList(1, rows.size()), problems);
        Cube cube = new Cube(wavelengths, header.stream().skip(1).map(String::strip).toList(), new LinkedHashMap<>(),
                new LinkedHashMap<>());
        Column[] columns = new Column[header.size()];
        for (int column = 1; column < columns.length; column++)
            columns[column] = new Column(cell(header, column), new Decimals(), new BitSet());
        for (int i = 0; i < wavelengths.size(); i++) {
            List<String> row = rows.get(i + 1);
            String feature = Double.toString(wavelengths.get(i).doubleValue()) + "nm";
            for (int column = 1; column < columns.length; column++) {
                String text = cell(row, column);
                if (!Printed.isNothing(text))
                    columns[column].values.add(value(text, columns[column].well, feature, sign, cube));
            }
        }
        for (int column = 1; column < columns.length; column++)
            if (!columns[column].values.isEmpty())
                cube.values.put(columns[column].well, columns[column].values);
        return cube;
    }

}
