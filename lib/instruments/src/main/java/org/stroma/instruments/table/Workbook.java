package org.stroma.instruments.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.zip.Archive;

/**
 * A spreadsheet as text: numbers with the decimals that identify them, dates as ISO 8601 without zone, times of day as
 * {@code HH:mm:ss}, truth values as {@code True} and {@code False}, errors as {@code #N/A} and the like. Number formats
 * such as percent are not applied.
 *
 * @param sheets the sheets in the order of the workbook, hidden ones included
 */
public record Workbook(List<Sheet> sheets) {

    private static final Set<String> ERRORS = Set.of("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!",
            "#N/A");

    public Workbook {
        sheets = List.copyOf(sheets);
    }

    /** Whether the content is a workbook of either kind; never throws. */
    public static boolean is(Content content) {
        return find(content).isPresent();
    }

    /** The workbook, empty when the content is none or cannot be read; formulas are not looked at. Never throws. */
    public static Optional<Workbook> find(Content content) {
        return switch (content.kind()) {
            case ZIP -> content.findView(Archive.class, Archive::of).filter(zip -> zip.has("[Content_Types].xml"))
                    .flatMap(zip -> content.findView(Workbook.class, Workbook::load));
            case OLE2 -> content.findView(Workbook.class, Workbook::load);
            default -> Optional.empty();
        };
    }

    /**
     * The workbook of recorded values; cells that hold errors are reported.
     *
     * @throws org.stroma.instruments.Refusal when it is none, cannot be read, or a cell computes its value
     */
    public static Workbook of(Content content, Problems problems) {
        return of(content, problems, position -> false);
    }

    /** Like {@link #of} but with formulas in some cells, whose last results are read and reported. */
    public static Workbook of(Content content, Problems problems, Predicate<Sheet.Position> allowed) {
        Workbook workbook = content.view(Workbook.class, Workbook::load);
        workbook.sheets.forEach(sheet -> check(sheet, content.name() + "!" + sheet.name(), allowed, problems));
        return workbook;
    }

    /** Like {@link #of} for a format that reads some sheets only: what somebody calculates on the others is no matter. */
    public static Workbook ofSheets(Content content, Problems problems, Predicate<Sheet> read) {
        Workbook workbook = content.view(Workbook.class, Workbook::load);
        for (Sheet sheet : workbook.sheets)
            if (read.test(sheet))
                check(sheet, content.name() + "!" + sheet.name(), position -> false, problems);
        return workbook;
    }

    /** The first sheet, when no other one is read. */
    public static Sheet firstOf(Content content, Problems problems) {
        Sheet first = content.view(Workbook.class, Workbook::load).first();
        return ofSheets(content, problems, sheet -> sheet == first).first();
    }

    private static void check(Sheet sheet, String file, Predicate<Sheet.Position> allowed, Problems problems) {
        for (Sheet.Position cell : sheet.formulas())
            if (!allowed.test(cell))
                throw problems.refuse(new Place(file, cell.line(), cell.column(), ""), FileProblem.FORMULA_CELL,
                        sheet.name());
        if (!sheet.formulas().isEmpty())
            problems.add(Place.file(file), FileProblem.FORMULA_RESULT, sheet.formulas().size() + "");
        for (Row row : sheet.rows())
            reportErrors(file, row, problems);
    }

    private static void reportErrors(String file, Row row, Problems problems) {
        for (int i = 0; i < row.cells().size(); i++)
            if (ERRORS.contains(row.cells().get(i)))
                problems.add(new Place(file, row.line(), i + 1, ""), FileProblem.CELL_ERROR, row.cells().get(i));
    }

    private static Workbook load(Content content) {
        if (content.source().size() > content.limits().bytes())
            throw Problems.refusal(content.source(), FileProblem.TOO_LARGE, content.source().size() + "",
                    content.limits().bytes() + "");
        return content.kind() == Content.Kind.OLE2 ? BinaryWorkbook.load(content) : new OpenWorkbook(content).load();
    }

    /** The first sheet of a name, compared without case. */
    public Optional<Sheet> sheet(String name) {
        return sheets.stream().filter(sheet -> sheet.name().strip().equalsIgnoreCase(name)).findFirst();
    }

    /** The first sheet. */
    public Sheet first() {
        return sheets.getFirst();
    }

}
