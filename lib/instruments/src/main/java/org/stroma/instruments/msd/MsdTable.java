package org.stroma.instruments.msd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DecimalSign;

/**
 * One plate of an analysis table.
 *
 * @param plate what follows the last underscore of its name
 * @param columns the columns, the same object for tables of equal columns
 * @param rows all filled rows of the file
 * @param from the place of the first of its rows, one per spot
 * @param to the place behind the last
 */
record MsdTable(String plate, Columns columns, DecimalSign sign, List<Row> rows, int from, int to) {

    /** The row at a place of the file. */
    Fields row(int place, Problems problems) {
        return Fields.of(columns, rows.get(place), sign, problems);
    }

    static final String SHEET = "Workbench data";
    private static final List<String> REQUIRED = List.of("Sample", "Well", "Spot", "Signal");

    static boolean isTable(List<String> head) {
        List<String> lines = head.stream().filter(line -> !line.isBlank()).limit(3).toList();
        return lines.size() > 1 && isName(lines.getFirst().replace("\"", ""))
                && REQUIRED.stream().allMatch(lines.get(1)::contains);
    }

    static boolean isTable(Sheet sheet) {
        return sheet.rows().stream().filter(row -> !row.isBlank()).findFirst().map(row -> isName(row.cell(0)))
                .orElse(false);
    }

    private static boolean isName(String text) {
        return text.strip().startsWith("Plate");
    }

    static List<MsdTable> read(Content content, Problems problems) {
        if (content.kind() == Content.Kind.TEXT) {
            Delimited table = Delimited.of(content, problems);
            tellLengths(table.rows(), (header, rows) -> RowLengths.tell(header, rows, problems));
            return read(table.rows(), table.decimals(), problems);
        }
        Workbook book = Workbook.of(content, problems);
        for (Sheet sheet : book.sheets())
            if (!sheet.name().strip().equalsIgnoreCase(SHEET) && sheet.rows().stream().anyMatch(row -> !row.isBlank()))
                problems.add(Place.file(content.name() + "!" + sheet.name()), FileProblem.SECTION_LEFT_OUT,
                        sheet.name());
        Optional<Sheet> sheet = book.sheet(SHEET);
        List<Row> rows = sheet.orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, SHEET)).rows();
        tellLengths(rows, (header, below) -> RowLengths.tellSheet(header, below, content.name() + "!" + SHEET,
                problems));
        return read(rows, DecimalSign.POINT, problems);
    }

    /** Of each table, the header being the line below the one that names the plate. */
    private static void tellLengths(List<Row> rows, BiConsumer<Row, List<Row>> told) {
        for (int i = 0; i + 1 < rows.size(); i++) {
            if (!isTitle(rows.get(i)))
                continue;
            int end = i + 2;
            while (end < rows.size() && !isTitle(rows.get(end)))
                end++;
            told.accept(rows.get(i + 1), rows.subList(i + 2, Math.max(i + 2, end)));
        }
    }

    private static List<MsdTable> read(List<Row> all, DecimalSign sign, Problems problems) {
        List<MsdTable> tables = new ArrayList<>();
        List<Row> rows = Rows.filled(all);
        Columns last = Columns.of(List.of());
        for (int at = 0; at < rows.size();) {
            Row title = rows.get(at++);
            if (!isTitle(title))
                throw problems.refuse(problems.place(title.line()), FileProblem.MISSING_SECTION, "Plate_");
            boolean empty = at == rows.size() || isTitle(rows.get(at));
            Columns columns = empty ? last : columns(last, header(rows.get(at++), problems));
            int from = at;
            while (at < rows.size() && !isTitle(rows.get(at)))
                at++;
            String name = title.cell(0);
            tables.add(new MsdTable(name.substring(name.lastIndexOf('_') + 1).strip(), columns, sign, rows, from, at));
            last = columns;
        }
        if (tables.stream().allMatch(table -> table.from == table.to))
            throw problems.refuse(FileProblem.EMPTY_FILE);
        return tables;
    }

    private static boolean isTitle(Row row) {
        return isName(row.cell(0)) && row.cells().stream().skip(1)
                .allMatch(cell -> cell.isBlank() || cell.strip().startsWith("Unnamed: "));
    }

    private static Columns columns(Columns last, Row header) {
        return last.equals(header.cells()) ? last : Columns.of(header.cells());
    }

    private static Row header(Row row, Problems problems) {
        for (String name : REQUIRED)
            if (row.cells().stream().noneMatch(cell -> cell.strip().equals(name)))
                throw problems.refuse(problems.place(row.line()), FileProblem.MISSING_COLUMN, name);
        return row;
    }

    /** The ASM role a sample's first letter stands for, null when none. */
    static @Nullable String role(String sample) {
        return switch (Character.toLowerCase(sample.charAt(0))) {
            case 'c' -> "control sample role";
            case 's' -> "standard sample role";
            case 'b' -> "blank role";
            case 'u' -> "unknown sample role";
            default -> null;
        };
    }

}
