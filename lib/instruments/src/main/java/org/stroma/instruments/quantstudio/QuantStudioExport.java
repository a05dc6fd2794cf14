package org.stroma.instruments.quantstudio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.qpcr.QpcrTable;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DecimalSign;

/**
 * An export as it stands: what is said of the run, the tables, and what follows the table of results. A text file has the
 * run once and the tables below their names in brackets; a workbook has a sheet per table and the run on each of them.
 */
record QuantStudioExport(Fields run, Map<String, QpcrTable> tables, Fields analysis) {

    static final String RESULTS = "Results";
    static final String SETUP = "Sample Setup";
    private static final Pattern TITLE = Pattern.compile("\\[(.+)\\]");
    private static final Pattern GROUPED = Pattern.compile("[-+]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?");

    static QuantStudioExport of(Content content, Problems problems) {
        return content.kind() == Content.Kind.TEXT
                ? new TextReader(content, problems).read()
                : ofWorkbook(content, problems);
    }

    Optional<QpcrTable> find(String title) {
        return Optional.ofNullable(tables.get(title));
    }

    /** Adds a line {@code * name = value} to the fields; a comment may go on in lines of its own, which are told. */
    private static void add(Fields fields, Row row, char delimiter, Problems problems) {
        String line = String.join(String.valueOf(delimiter), row.cells()).strip();
        int equals = line.indexOf('=');
        if (equals < 0) {
            problems.add(problems.place(row.line()), FileProblem.ROW_LEFT_OUT, line);
            return;
        }
        fields.add(line.substring(0, equals).replace("*", ""), line.substring(equals + 1), row.line(), equals + 2);
    }

    private static final class TextReader {

        private final Content content;
        private final Problems problems;
        private final List<Row> rows;
        private final char delimiter;
        private final DecimalSign sign;
        private final Map<String, QpcrTable> tables = new LinkedHashMap<>();
        private final Fields analysis;
        private int at;

        TextReader(Content content, Problems problems) {
            this.content = content;
            this.problems = problems;
            boolean tabs = content.text().lines().stream().anyMatch(line -> line.indexOf('\t') >= 0);
            Delimited file = tabs ? Delimited.of(content, '\t', problems) : Delimited.of(content, problems);
            rows = file.rows();
            delimiter = file.delimiter();
            sign = file.decimals();
            analysis = new Fields(problems.place(), sign, problems);
        }

        QuantStudioExport read() {
            Fields run = new Fields(problems.place(), sign, problems);
            for (; at < rows.size() && title(rows.get(at)) == null; at++)
                if (!rows.get(at).isBlank())
                    add(run, rows.get(at), delimiter, problems);
            while (at < rows.size())
                section();
            // The names of the samples are taken from the setup, or else from the results.
            tables.computeIfPresent(tables.containsKey(SETUP) ? SETUP : RESULTS,
                    (title, table) -> SampleNames.write(table, problems));
            return new QuantStudioExport(run, tables, analysis);
        }

        private static @Nullable String title(Row row) {
            Matcher m = TITLE.matcher(row.cell(0));
            return m.lookingAt() ? m.group(1) : null;
        }

        private void section() {
            Row heading = rows.get(at++);
            String title = String.valueOf(title(heading));
            List<Row> table = block();
            List<Row> more = block();
            if (title.equals(RESULTS))
                more.forEach(row -> add(analysis, row, delimiter, problems));
            else
                leftOut(title, more);
            while (at < rows.size() && title(rows.get(at)) == null)
                leftOut(title, List.of(rows.get(at++)));
            if (table.isEmpty())
                return;
            if (title.equals(RESULTS) || title.equals(SETUP))
                RowLengths.tellRagged(table.getFirst(), table.subList(1, table.size()), problems);
            else
                RowLengths.tell(table.getFirst(), table.subList(1, table.size()), problems);
            QpcrTable found = new QpcrTable(title, content.name(), table.getFirst(),
                    MappedList.of(table.subList(1, table.size()), this::ungrouped), sign);
            if (tables.put(title, found) != null)
                throw problems.refuse(problems.place(heading.line()), FileProblem.CONTRADICTION, title);
        }

        /** The lines up to the next blank one or title, and the blank ones behind are skipped. */
        private List<Row> block() {
            int from = at;
            while (at < rows.size() && !rows.get(at).isBlank() && title(rows.get(at)) == null)
                at++;
            List<Row> block = Rows.between(rows, from, at);
            while (at < rows.size() && rows.get(at).isBlank())
                at++;
            return block;
        }

        private void leftOut(String title, List<Row> some) {
            for (Row row : some)
                if (!row.isBlank())
                    problems.add(problems.place(row.line()).withField(title), FileProblem.ROW_LEFT_OUT,
                            row.cell(0));
        }

        private Row ungrouped(Row row) {
            if (sign != DecimalSign.POINT)
                return row;
            return new Row(row.line(), row.cells().stream()
                    .map(cell -> GROUPED.matcher(cell.strip()).matches() ? cell.replace(",", "") : cell)
                    .toList());
        }

    }

    private static QuantStudioExport ofWorkbook(Content content, Problems problems) {
        Workbook book = Workbook.of(content, problems);
        Map<String, QpcrTable> tables = new LinkedHashMap<>();
        Fields analysis = new Fields(problems.place(), DecimalSign.POINT, problems);
        for (Sheet sheet : book.sheets())
            sheet(sheet, content.name() + "!" + sheet.name(), tables, analysis, problems);
        Sheet first = book.first();
        Fields run = new Fields(Place.file(content.name() + "!" + first.name()), DecimalSign.POINT, problems);
        for (Row row : first.rows()) {
            if (row.cell(0).isEmpty() || row.cell(0).equals("Well"))
                break;
            run.add(row.cell(0), row.cell(1), row.line(), 2);
        }
        return new QuantStudioExport(run, tables, analysis);
    }

    /**
     * Whether a row tells the kind of analysis right below the results: published documents take that row for the blank one
     * that usually stands there.
     */
    private static boolean isLost(Row row, int last) {
        return row.cell(0).equals("Analysis Type") && last > 0 && row.line() == last + 1;
    }

    private static void sheet(Sheet sheet, String file, Map<String, QpcrTable> tables, Fields analysis,
            Problems problems) {
        List<Row> rows = sheet.rows();
        int header = 0;
        while (header < rows.size() && !rows.get(header).cell(0).equals("Well"))
            header++;
        String title = sheet.name().strip().replaceAll("^\\[|\\]$", "");
        if (header == rows.size()) {
            problems.add(Place.file(file), FileProblem.SECTION_LEFT_OUT, title);
            return;
        }
        int[] last = {0};
        List<Row> data = Rows.where(Rows.between(rows, header + 1, rows.size()), row -> {
            boolean measured = !row.cell(0).isEmpty() && Character.isDigit(row.cell(0).charAt(0));
            if (title.equals(RESULTS) && isLost(row, last[0]))
                problems.add(new Place(file, row.line(), 0, ""), FileProblem.SECTION_LEFT_OUT, row.cell(0));
            else if (measured)
                last[0] = row.line();
            else if (title.equals(RESULTS) && !row.cell(0).isEmpty())
                analysis.add(row.cell(0), row.cell(1), row.line(), 2);
            else if (!row.isBlank())
                problems.add(new Place(file, row.line(), 0, ""), FileProblem.ROW_LEFT_OUT, row.cell(0));
            return measured;
        });
        RowLengths.tellSheet(rows.get(header), data, file, problems);
        tables.put(title, new QpcrTable(title, file, rows.get(header), data, DecimalSign.POINT));
    }

}
