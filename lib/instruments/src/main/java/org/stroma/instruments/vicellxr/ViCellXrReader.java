package org.stroma.instruments.vicellxr;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DateTimes;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/** Reads the three shapes of an export into samples whose fields have the names of the newest table. */
final class ViCellXrReader {

    private static final Pattern TITLE = Pattern.compile("Vi-CELL XR(?: (?<version>\\d+\\.\\d+)\\S*)?.*",
            Pattern.CASE_INSENSITIVE);
    private static final String DATE = "Sample date";
    private static final Map<String, String> RENAMED = Map.of("RunDate", DATE, "Sample date/time", DATE,
            "Sample data/time", DATE, "Dilution", "Dilution factor", "Total cells / ml (x 10^6)",
            "Total cells/ml (x10^6)", "Average diameter (microns)", "Avg. diam. (microns)", "Average circularity",
            "Avg. circ.", "Total viable cells / ml (x 10^6)", "Viable cells/ml (x10^6)");
    /** The rows of a report from 1, results in the fourth column and settings in the ninth. */
    private static final List<String> REPORT_RESULTS = List.of("Total cells", "Viable cells", "Viability (%)",
            "Total cells/ml (x10^6)", "Viable cells/ml (x10^6)", "Avg. diam. (microns)", "Avg. circ.", "Images",
            "Average cells / image", "Avg. background intensity");
    private static final List<String> REPORT_SETTINGS = List.of("Cell type", "Minimum diameter (microns)",
            "Maximum diameter (microns)", "Minimum circularity", "Dilution factor", "Cell brightness (%)",
            "Cell sharpness", "Viable cell spot brightness (%)", "Viable cell spot area (%)", "Decluster degree",
            "Aspirate cycles", "Trypan blue mixing cycles");
    private static final int REPORT_VALUES = 10;
    /** Lists of numbers that are as long as each other: by size, by circularity, by image. */
    private static final List<List<String>> LISTS = List.of(List.of("SizeData", "ViableSizeData"),
            List.of("CircData", "ViableCircData"), List.of("ViabilityData", "CountData", "ViableCellsData",
                    "TotalPerMlData", "ViablePerMlData", "AvgDiamData", "AvgCircData", "BackgroundData"));
    private static final Set<String> HEADINGS = Set.of("Results:", "Results", "Settings:", "Settings");

    /** The samples of one file with what is said of all of them. */
    record Export(String version, @Nullable String serialNumber, Stream<Fields> samples) {}

    private final Content content;
    private final Problems problems;

    ViCellXrReader(Content content, Problems problems) {
        this.content = content;
        this.problems = problems;
    }

    private static final String SERIAL = "S/N";

    static boolean isTitle(String line) {
        return TITLE.matcher(line.strip()).matches();
    }

    private static String version(String title) {
        Matcher m = TITLE.matcher(title.strip());
        String version = m.matches() ? m.group("version") : null;
        return version == null ? "2.06" : version;
    }

    Export read() {
        if (content.kind() == Content.Kind.TEXT)
            return readText();
        Sheet sheet = Workbook.find(content).orElseThrow(() -> problems.refuse(FileProblem.CORRUPT, "xls")).first();
        int header = header(sheet);
        int nameColumn = columnOf(sheet, header, "File name");
        Workbook.of(content, problems, cell -> cell.column() == nameColumn && cell.line() > header);
        if (sheet.cell(4, 1).equals("Sample ID") && sheet.row(4).map(Row::width).orElse(0) <= 3)
            return readReport(sheet);
        return readTable(sheet, header);
    }

    private int header(Sheet sheet) {
        return sheet.rows()
                .stream()
                .filter(row -> row.cell(0).equals("Sample ID"))
                .findFirst()
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_COLUMN, "Sample ID"))
                .line();
    }

    private static int columnOf(Sheet sheet, int line, String name) {
        return sheet.row(line).map(row -> row.cells().indexOf(name) + 1).orElse(0);
    }

    private Export readTable(Sheet sheet, int header) {
        Row first = sheet.row(header).orElseThrow();
        Row second = sheet.row(header + 1).orElse(new Row(header + 1, List.of()));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Math.max(first.width(), second.width()); i++)
            names.add(renamed((first.cell(i) + " " + second.cell(i)).strip().replace(" /ml", "/ml")));
        if (second.width() < first.width())
            problems.add(problems.place(header + 1), FileProblem.ROW_SHORT, second.width() + "", first.width() + "");
        if (!names.contains(DATE))
            throw problems.refuse(problems.place(header), FileProblem.MISSING_COLUMN, DATE);
        Columns columns = Columns.of(names);
        RowLengths.tellSheet(new Row(header, names),
                Rows.where(sheet.rows(), row -> row.line() > header + 1 && !row.isBlank()),
                content.name() + "!" + sheet.name(), problems);
        List<Row> samples = Rows.where(sheet.rows(),
                row -> row.line() > header + 1 && !row.isBlank() && isSample(columns, row));
        if (samples.isEmpty())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        return new Export(version(sheet.cell(1, 1)), serialNumber(sheet),
                samples.stream().map(row -> Fields.of(columns, row, DecimalSign.POINT, problems)));
    }

    /** A row without a date is no sample: some files hold a hidden row of column numbers. */
    private boolean isSample(List<String> names, Row row) {
        String date = row.cell(names.indexOf(DATE));
        boolean sample = DateTimes.parse(date).isPresent();
        if (!sample)
            problems.add(problems.place(row.line()), FileProblem.ROW_LEFT_OUT, DATE + " \"" + date + "\"");
        return sample;
    }

    private static String renamed(String name) {
        return RENAMED.getOrDefault(name, name);
    }

    /** The third line, which says what it is; otherwise another line stands in its place, which is told. */
    private @Nullable String serialNumber(Sheet sheet) {
        String cell = sheet.cell(3, 1);
        int colon = cell.contains(SERIAL) ? cell.indexOf(':') : -1;
        if (colon < 0)
            problems.add(problems.place(3), FileProblem.NO_VALUE, SERIAL);
        return colon < 0 || colon == cell.length() - 1 ? null : cell.substring(colon + 1).strip();
    }

    private Export readReport(Sheet sheet) {
        Fields fields = new Fields(problems.place(), DecimalSign.POINT, problems);
        fields.add("Sample ID", sheet.cell(4, 3), 4, 3);
        fields.add("File name", sheet.cell(5, 3), 5, 3);
        fields.add(DATE, sheet.cell(6, 3), 6, 3);
        fields.add("Comment", sheet.cell(7, 3), 7, 3);
        for (int i = 0; i < REPORT_RESULTS.size(); i++)
            fields.add(REPORT_RESULTS.get(i), sheet.cell(REPORT_VALUES + i, 4), REPORT_VALUES + i, 4);
        for (int i = 0; i < REPORT_SETTINGS.size(); i++)
            fields.add(REPORT_SETTINGS.get(i), sheet.cell(REPORT_VALUES + i, 9), REPORT_VALUES + i, 9);
        return new Export(version(sheet.cell(1, 1)), null, Stream.of(fields));
    }

    private Export readText() {
        problems.note(content.text());
        List<String> lines = content.text().lines();
        int title = 0;
        while (lines.get(title).isBlank())
            title++;
        DecimalSign sign = DecimalSign.recognise(lines.stream().map(line -> line.substring(line.indexOf(':') + 1)));
        if (sign == DecimalSign.COMMA)
            problems.addOnce(FileProblem.DECIMAL_SIGN, ",");
        Fields fields = new Fields(problems.place(), sign, problems);
        for (int i = title + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            int colon = line.indexOf(" :");
            if (line.isBlank() || HEADINGS.contains(line.strip()))
                continue;
            if (colon < 0)
                throw problems.refuse(problems.place(i + 1), FileProblem.UNEXPECTED_LINE, line);
            fields.add(renamed(line.substring(0, colon).strip()), line.substring(colon + 2), i + 1, colon + 3);
        }
        LISTS.forEach(alike -> tellLengths(alike, fields));
        return new Export(version(lines.get(title)), fields.text("Unit S/N"), Stream.of(fields));
    }

    private void tellLengths(List<String> alike, Fields fields) {
        List<String> names = alike.stream().filter(fields::has).toList();
        int longest = names.stream().mapToInt(name -> length(fields, name)).max().orElse(0);
        BigDecimal bins = Numbers.parse(fields.peek("Number of bins"), DecimalSign.POINT);
        if (alike.equals(LISTS.getFirst()) && bins != null)
            longest = Math.max(longest, bins.min(BigDecimal.valueOf(1_000_000)).intValue());
        for (String name : names)
            if (length(fields, name) < longest)
                problems.add(fields.place(name), FileProblem.FEWER_VALUES, name, length(fields, name) + "",
                        longest + "");
    }

    private static int length(Fields fields, String name) {
        return fields.peek(name).split("[,;]", -1).length;
    }

}
