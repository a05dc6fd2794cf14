package org.stroma.instruments.cedexbio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.DistinctRows;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.PlaceGroups;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/** Reads the lines of one archive into samples, which come in the order of their names. */
final class CedexBioReader {

    private static final List<String> COLUMNS_5 = List.of("row type", "measurement time", "analyte", "", "",
            "sample identifier", "role", "unit", "flag", "value");
    private static final List<String> COLUMNS_6 = List.of("row type", "measurement time", "sample identifier",
            "batch identifier", "role", "", "analyte", "dilution", "unit", "flag", "value");
    /** Between the name and the batch of a sample; no text has it. */
    private static final char BETWEEN = 0;
    private static final String BELOW_RANGE = "< TEST RNG";
    private static final Map<String, List<String>> TESTS = tests();

    /** What the first line says. */
    record Title(String time, String model, String serialNumber, String version, String analyst) {}

    private final Problems problems;
    private final List<Row> rows;
    private final DecimalSign sign;
    private final Title title;
    private final List<String> columns;

    CedexBioReader(Content content, Problems problems) {
        this.problems = problems;
        Delimited table = Delimited.of(content, '\t', problems);
        rows = Rows.filled(table.rows());
        RowLengths.tellAmong(rows.subList(1, rows.size()), problems);
        sign = table.decimals();
        title = title(rows.getFirst());
        columns = columns(title.version);
    }

    private static Map<String, List<String>> tests() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CedexBioReader.class.getResourceAsStream("tests.tsv")),
                StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .collect(Collectors.toMap(List::getFirst, cells -> cells));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Title title() {
        return title;
    }

    private Title title(Row row) {
        String time = Fields.time(required(row, 1, "data processing time"),
                new Place(problems.place().file(), 1, 2, ""),
                problems);
        return new Title(time, row.cell(6), required(row, 7, "device serial number"),
                required(row, 8, "software version"), required(row, 9, "analyst"));
    }

    private String required(Row row, int column, String name) {
        String text = row.cell(column);
        if (Printed.isNothing(text))
            throw problems.refuse(new Place(problems.place().file(), row.line(), column + 1, name),
                    FileProblem.MISSING_FIELD, name);
        return text;
    }

    private List<String> columns(String version) {
        if (version.startsWith("5"))
            return COLUMNS_5;
        if (version.startsWith("6") || version.startsWith("7"))
            return COLUMNS_6;
        throw problems.refuse(problems.place(1), FileProblem.UNSUPPORTED, "software version " + version);
    }

    /**
     * Reads all lines and hands out the samples one after the other: by name and batch, as numbers when every name is one. The
     * lines of a sample are read again then, and their problems were told.
     */
    void forEach(Consumer<Sample> action) {
        problems.addOnce(FileProblem.SECTION_LEFT_OUT, "raw signal");
        List<Row> data = rows.subList(1, rows.size());
        DistinctRows distinct = new DistinctRows(data, columns.size() + 2);
        PlaceGroups samples = PlaceGroups.of(data.size(), place -> {
            Row row = data.get(place);
            String name = cell(row, "sample identifier");
            if (Printed.isNothing(name))
                problems.add(problems.place(row.line()), FileProblem.ROW_LEFT_OUT, "sample identifier");
            else if (!distinct.add(place))
                problems.add(problems.place(row.line()), FileProblem.ROW_LEFT_OUT, "repeated line");
            else {
                result(row, problems);
                return name + BETWEEN + batch(row);
            }
            return null;
        });
        if (samples.size() == 0)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        Problems told = problems.again();
        for (int sample : samples.sorted(order(samples))) {
            String key = samples.key(sample);
            action.accept(new Sample(name(key), key.substring(key.indexOf(BETWEEN) + 1), samples.length(sample),
                    index -> result(data.get(samples.place(sample, index)), told)));
        }
    }

    private static String name(String key) {
        return key.substring(0, key.indexOf(BETWEEN));
    }

    private static @Nullable BigDecimal number(String key) {
        return Numbers.parse(name(key), DecimalSign.POINT);
    }

    private static Comparator<String> order(PlaceGroups samples) {
        boolean numbers = IntStream.range(0, samples.size())
                .allMatch(sample -> number(samples.key(sample)) != null);
        Comparator<String> byName = numbers
                ? Comparator.comparing(key -> Objects.requireNonNull(number(key)))
                : Comparator.comparing(CedexBioReader::name);
        return byName.thenComparing(key -> key.replace(BETWEEN + "", ", ") + "]");
    }

    private String batch(Row row) {
        String batch = columns.contains("batch identifier") ? cell(row, "batch identifier") : "";
        return Printed.isNothing(batch) ? "" : batch;
    }

    private String cell(Row row, String column) {
        return row.cell(columns.indexOf(column));
    }

    private TestResult result(Row row, Problems told) {
        String code = required(row, columns.indexOf("analyte"), "analyte");
        List<String> test = TESTS.getOrDefault(code, List.of(code, code, "", ""));
        String printed = cell(row, "value");
        BigDecimal value = Numbers.parse(printed, sign);
        String unit = required(row, columns.indexOf("unit"), "unit");
        if (unit.equals("mg/L") && value != null)
            value = value.movePointLeft(3);
        String dilution = columns.contains("dilution") ? cell(row, "dilution") : "";
        return new TestResult(row.line(), row.cell(0), time(row), code, test.get(1), or(test.get(2), code),
                or(test.get(3), code), dilution.isEmpty() ? null : dilution, unit(unit), value,
                error(cell(row, "flag"), printed, value, row, told));
    }

    private static String or(String text, String fallback) {
        return text.isEmpty() ? fallback : text;
    }

    private LocalDateTime time(Row row) {
        String text = row.cell(1);
        return problems.dates().read(text, problems.place(row.line()), problems).local();
    }

    private static String unit(String printed) {
        return switch (printed) {
            case "mg/L" -> "g/L";
            case "mM", "mmol/l" -> "mmol/L";
            default -> printed;
        };
    }

    private @Nullable String error(String flag, String printed, @Nullable BigDecimal value, Row row,
            Problems told) {
        if (value == null)
            told.add(new Place(problems.place().file(), row.line(), columns.indexOf("value") + 1, "value"),
                    FileProblem.CENSORED, printed);
        if (flag.isEmpty())
            return null;
        return switch (flag) {
            case "v" -> "verification";
            case "c" -> "calibration";
            case BELOW_RANGE -> printed.isEmpty() ? BELOW_RANGE : printed;
            default -> "unknown";
        };
    }

}
