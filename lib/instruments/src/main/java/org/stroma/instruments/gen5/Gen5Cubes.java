package org.stroma.instruments.gen5;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.gen5.Gen5Measurements.Well;
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
        return section.lines().stream().map(line -> List.of(line.split("\t", -1))).toList();
    }

    private static String cell(List<String> row, int index) {
        return index < row.size() ? row.get(index).strip() : "";
    }

    /** By time; lines without any value are skipped, gaps stay. The column of the temperature is not a well. */
    static Cube byTime(Gen5File.Section section, DecimalSign sign, Problems problems) {
        List<List<String>> rows = cells(section);
        List<String> header = rows.getFirst();
        List<List<String>> data = new ArrayList<>();
        int last = 0;
        for (int i = 1; i < rows.size(); i++)
            if (hasValue(rows.get(i))) {
                data.add(rows.get(i));
                last = i;
            }
        RowLengths.tellRagged(section.rows().getFirst(), section.rows().subList(1, last + 1), problems);
        List<BigDecimal> times = data.stream().map(row -> Gen5Read.Kinetic.seconds(cell(row, 0), problems)).toList();
        Cube cube = new Cube(times, new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        for (int column = 1; column < header.size(); column++) {
            int at = column;
            String well = cell(header, column);
            boolean gone = data.stream().allMatch(row -> Printed.isNothing(cell(row, at)));
            if (isTemperature(well) || gone)
                continue;
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < data.size(); i++) {
                String text = cell(data.get(i), column);
                values.add(Printed.isNothing(text)
                        ? JsonObject.NULL
                        : value(text, well, seconds(times.get(i)), sign, cube));
            }
            cube.values.put(well, values);
        }
        if (times.isEmpty() || cube.values.isEmpty())
            throw problems.refuse(problems.place(section.line()), FileProblem.EMPTY_FILE);
        return cube;
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
        for (int column = 1; column < header.size(); column++) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < wavelengths.size(); i++) {
                String text = cell(rows.get(i + 1), column);
                String feature = Double.toString(wavelengths.get(i).doubleValue()) + "nm";
                if (!Printed.isNothing(text))
                    values.add(value(text, cell(header, column), feature, sign, cube));
            }
            if (!values.isEmpty())
                cube.values.put(cell(header, column), values);
        }
        return cube;
    }

}
