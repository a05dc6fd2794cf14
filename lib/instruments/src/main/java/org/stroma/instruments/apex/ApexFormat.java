package org.stroma.instruments.apex;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;

/**
 * The workbook of Mabtech Apex (IRIS, ASTOR): the sheet "Plate Information" (or "Plate Info") with names and values, and
 * the sheet "Plate Database" with one line for each well, and for each filter where fluorescence was read. Wells without a
 * date of reading or a machine were not read; each is named by a problem. The other sheets show the same values by formula
 * and are left aside. As in the published documents the plate has 96 wells, and lines of one well are one group that takes
 * the date of the first.
 *
 * <p>
 * Known from: real exports; the requirements document for Apex published with Benchling allotropy (MIT). Seen: Apex 1.1.
 */
public final class ApexFormat implements Format {

    private static final About ABOUT = new About("apex", "Mabtech Apex", "Mabtech Apex", "plate reader",
            List.of("1.1"), "real exports; allotropy requirements for Apex");
    private static final String DATABASE = "Plate Database";

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return Workbook.find(content)
                .map(book -> book.sheet(DATABASE).isPresent() && information(book) != null)
                .orElse(false);
    }

    private static @org.jspecify.annotations.Nullable Sheet information(Workbook book) {
        return book.sheet("Plate Information").or(() -> book.sheet("Plate Info")).orElse(null);
    }

    private static boolean isRead(Sheet sheet) {
        return Set.of("plate information", "plate info", "plate database")
                .contains(sheet.name().strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Workbook book = Workbook.ofSheets(content, problems, ApexFormat::isRead);
        Sheet information = information(book);
        Sheet database = book.sheet(DATABASE).orElse(null);
        if (information == null || database == null)
            throw problems.refuse(FileProblem.MISSING_SECTION, DATABASE);
        return new ApexMapper(information, database, content, ABOUT.id(), problems).map();
    }

}
