package org.stroma.instruments.table;

import java.util.List;
import java.util.Optional;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.zip.Archive;

/**
 * A spreadsheet as text: numbers with the decimals that identify them, dates as ISO 8601 without zone, times of day as
 * {@code HH:mm:ss}, truth values as {@code TRUE} and {@code FALSE}, errors as {@code #N/A} and the like. Number formats
 * such as percent are not applied.
 *
 * @param sheets the sheets in the order of the workbook, hidden ones included
 */
public record Workbook(List<Sheet> sheets) {

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
     * The workbook of recorded values.
     *
     * @throws org.stroma.instruments.Refusal when it is none, cannot be read, or a cell computes its value
     */
    public static Workbook of(Content content, Problems problems) {
        Workbook workbook = content.view(Workbook.class, Workbook::load);
        for (Sheet sheet : workbook.sheets)
            if (sheet.formulas() > 0)
                throw problems.refuse(Place.file(content.name() + "!" + sheet.name()), FileProblem.FORMULA_CELL,
                        sheet.name());
        return workbook;
    }

    /** Like {@link #of} for software whose own exports hold formulas: they are reported and their last results are read. */
    public static Workbook withFormulas(Content content, Problems problems) {
        Workbook workbook = content.view(Workbook.class, Workbook::load);
        for (Sheet sheet : workbook.sheets)
            if (sheet.formulas() > 0)
                problems.add(Place.file(content.name() + "!" + sheet.name()), FileProblem.FORMULA_RESULT,
                        sheet.formulas() + "");
        return workbook;
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
