package org.stroma.instruments.pharmspec;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.HtmlTables;
import org.stroma.instruments.table.PlaceGroups;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/** Reads both layouts of a report into its heading and its runs, which come in the order of their names. */
final class PharmSpecReader {

    private static final String RUN = "Run No.";
    private static final String SIZE = "Particle Size(μm)";
    private static final Pattern VERSION = Pattern.compile("v(\\d+(?:\\.\\d+){0,2})");

    /** The counts of particles of one size; densities per millilitre, the diameter in micrometres. */
    record Size(String identifier, BigDecimal diameter, BigDecimal cumulativeCount, BigDecimal cumulativeDensity,
            @Nullable BigDecimal differentialCount, @Nullable BigDecimal differentialDensity, JsonObject others) {}

    /** One run, or what was calculated from all runs. */
    record Run(String name, boolean calculated, List<Size> sizes) {}

    record Report(Fields heading, String version, List<Run> runs) {}

    private final Content content;
    private final Problems problems;
    private final AsmBuilder asm;
    private DecimalSign sign = DecimalSign.POINT;

    PharmSpecReader(Content content, Problems problems, AsmBuilder asm) {
        this.content = content;
        this.problems = problems;
        this.asm = asm;
    }

    static boolean isHeader(Row row) {
        return row.cells().stream().anyMatch(cell -> cell.strip().equals(RUN))
                && row.cells().stream().anyMatch(cell -> normal(cell).startsWith("Particle Size("));
    }

    private static String normal(String cell) {
        return Normalizer.normalize(cell.strip(), Normalizer.Form.NFKC);
    }

    Report read() {
        List<Row> rows = content.kind() == Content.Kind.MARKUP
                ? HtmlTables.rows(content, problems)
                : Workbook.firstOf(content, problems).rows();
        int header = 0;
        while (header < rows.size() && !isHeader(rows.get(header)))
            header++;
        if (header == rows.size())
            throw problems.refuse(FileProblem.MISSING_COLUMN, SIZE);
        List<Row> above = rows.subList(0, header);
        boolean summary = above.stream().anyMatch(row -> row.cell(1).equals(":"));
        int end = summary ? approver(rows, header) : rows.size();
        leaveOut(rows.subList(end, rows.size()));
        sign = DecimalSign.recognise(rows.stream().flatMap(row -> row.cells().stream()));
        if (sign == DecimalSign.COMMA)
            problems.addOnce(FileProblem.DECIMAL_SIGN, ",");
        Fields heading = new Fields(problems.place(), sign, problems);
        above.forEach(row -> {
            if (summary)
                summaryLine(row, heading);
            else
                counterLine(row, heading);
        });
        String version = summary ? version(above) : "Unknown";
        if (summary)
            tellSummary(above, version);
        List<Run> runs = runs(rows.get(header), rows.subList(header + 1, end));
        compare(heading, runs);
        return new Report(heading, version, runs);
    }

    private int approver(List<Row> rows, int header) {
        for (int i = header + 1; i < rows.size(); i++)
            if (rows.get(i).cell(0).contains("Approver_"))
                return i;
        throw problems.refuse(FileProblem.MISSING_SECTION, "Approver");
    }

    private void leaveOut(List<Row> rows) {
        for (Row row : rows)
            if (!row.isBlank())
                problems.add(problems.place(row.line()), FileProblem.SECTION_LEFT_OUT,
                        String.join(" ", row.cells()).strip().replaceAll("[ _:]{4,}", " ... "));
    }

    /** Lines that hold one pair where most hold two, and a title without the version. */
    private void tellSummary(List<Row> above, String version) {
        if (version.equals("Unknown"))
            problems.add(problems.place(), FileProblem.NO_VALUE, "version");
        List<Row> pairs = above.stream().filter(row -> row.cell(1).equals(":")).toList();
        if (2 * pairs.stream().filter(row -> row.width() > 3).count() >= pairs.size())
            pairs.stream().filter(row -> row.width() <= 3).forEach(row -> problems.add(problems.place(row.line()),
                    FileProblem.ROW_SHORT, row.width() + "", "6"));
    }

    private static String version(List<Row> above) {
        String title = above.isEmpty() ? "" : above.getFirst().cell(2);
        Matcher m = VERSION.matcher(title);
        return m.find() ? m.group(1) : "Unknown";
    }

    /** Name, colon and value in three cells, twice in a row. */
    private static void summaryLine(Row row, Fields heading) {
        for (int i = 0; i <= 3; i += 3)
            if (!row.cell(i).isEmpty())
                heading.add(row.cell(i), row.cell(i + 2).isEmpty() && !row.cell(i + 1).equals(":")
                        ? row.cell(i + 1)
                        : row.cell(i + 2), row.line(), i + 3);
    }

    /** A name followed by a value that begins with a colon, as often as it comes in a row. */
    private static void counterLine(Row row, Fields heading) {
        for (int i = 0; i + 1 < row.cells().size(); i++)
            if (!row.cell(i).isEmpty() && row.cell(i + 1).startsWith(":")) {
                heading.add(row.cell(i), row.cell(i + 1).substring(1), row.line(), i + 2);
                i++;
            }
    }

    private List<Run> runs(Row header, List<Row> rows) {
        List<String> names = Columns.of(header.cells().stream().map(PharmSpecReader::normal).toList());
        String[] run = {""};
        int[] numbers = new int[rows.size()];
        int[] sizes = {0};
        PlaceGroups runs = PlaceGroups.of(rows.size(), place -> {
            Row row = rows.get(place);
            Fields fields = fields(names, row, problems);
            String name = fields.text(RUN);
            run[0] = name == null ? run[0] : name;
            if (fields.text(SIZE) == null) {
                if (row.cells().stream().filter(cell -> !cell.isBlank()).count() > (name == null ? 0 : 1))
                    problems.add(problems.place(row.line()), FileProblem.ROW_LEFT_OUT, SIZE);
                return null;
            }
            if (run[0].isEmpty())
                throw problems.refuse(problems.place(row.line()), FileProblem.MISSING_FIELD, RUN);
            size(fields, "");
            numbers[place] = sizes[0]++;
            return run[0];
        });
        if (runs.size() == 0)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        long first = asm.reserveIds(sizes[0]);
        Problems told = new Problems(problems.place().file());
        int[] order = runs.sorted(Comparator.naturalOrder());
        return MappedList.of(order.length, at -> run(runs, order[at], place -> size(
                fields(names, rows.get(place), told), asm.id(first + numbers[place]))));
    }

    private static Run run(PlaceGroups runs, int group, IntFunction<Size> size) {
        String name = runs.key(group);
        return new Run(name, name.equals("Average"),
                MappedList.of(runs.length(group), index -> size.apply(runs.place(group, index))));
    }

    /** The report says how many runs there were, which real ones contradict, and each run counts the same sizes. */
    private void compare(Fields heading, List<Run> runs) {
        long measured = runs.stream().filter(run -> !run.calculated()).count();
        BigDecimal told = Numbers.parse(heading.peek("No Of Runs"), sign);
        if (told != null && told.compareTo(BigDecimal.valueOf(measured)) != 0)
            problems.add(heading.place("No Of Runs"), FileProblem.VALUE_NOT_USED, "No Of Runs",
                    told.toPlainString() + ", " + measured);
        if (runs.stream().allMatch(run -> !run.calculated()))
            problems.add(FileProblem.MISSING_VALUE, "Average");
        int most = runs.stream().mapToInt(run -> run.sizes().size()).max().orElse(0);
        for (Run run : runs)
            if (run.sizes().size() < most)
                problems.add(FileProblem.FEWER_VALUES, RUN + " " + run.name(), run.sizes().size() + "", most + "");
    }

    private Fields fields(List<String> names, Row row, Problems reported) {
        return Fields.of(names, aligned(row, names.size()), problems.place(row.line()), sign, reported);
    }

    /** In HTML the run spans several rows, so that all but the first lack its cell. */
    private Row aligned(Row row, int width) {
        if (content.kind() != Content.Kind.MARKUP || row.cells().size() != width - 1)
            return row;
        List<String> cells = new ArrayList<>(row.cells());
        cells.addFirst("");
        return new Row(row.line(), cells);
    }

    private static Size size(Fields fields, String identifier) {
        JsonObject others = new JsonObject();
        Size size = new Size(identifier, fields.requireNumber(SIZE), fields.requireNumber("Cumulative Count"),
                fields.requireNumber("Cumulative Counts/mL"), fields.number("Differential Count"),
                fields.number("Differential Counts/mL"), others);
        fields.skip(RUN);
        fields.forEachUnread((name, value) -> AsmBuilder.custom(others, name, value));
        return size;
    }

}
