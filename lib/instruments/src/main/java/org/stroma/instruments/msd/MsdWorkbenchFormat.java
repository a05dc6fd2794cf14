package org.stroma.instruments.msd;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.table.Workbook;

/**
 * Exports of Meso Scale Discovery instruments in two layouts. The text of the instrument software (Discovery Workbench,
 * Methodical Mind): for each plate names and values with a colon, a line {@code ===Data===}, and the signals with letters
 * down and numbers across, one line for each spot of a well (blank for a spot that is not read) or one table for each spot. The analysis table of Workbench
 * (csv, or the sheet "Workbench data"): a line {@code Plate_...}, a header and one line for each spot.
 *
 * <p>
 * Known from: real exports; the requirements documents for MSD Discovery Workbench and MSD Methodical Mind published with
 * Benchling allotropy (MIT). Seen: MMPR 1.0.38 and Workbench tables without version. Analysis tables hold no time. Camera,
 * current and statistics behind the signals are named by a problem. Of the calculated columns that belong to an assay
 * (mean, CV, mean recovery, mean concentration) the published documents keep the first line's value; so do we, and each
 * column that holds more than one is named by a problem.
 */
public final class MsdWorkbenchFormat implements Format {

    private static final About ABOUT = new About("msd-workbench", "MSD Discovery Workbench / Methodical Mind",
            "MSD Discovery Workbench / Methodical Mind", "plate reader", List.of("MMPR 1.0.38"),
            "real exports; allotropy requirements for MSD Discovery Workbench and Methodical Mind");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return switch (content.kind()) {
            case TEXT -> MsdPlateText.isPlateText(content.headLines()) || MsdTable.isTable(content.headLines());
            case ZIP, OLE2 -> Workbook.find(content).flatMap(book -> book.sheet(MsdTable.SHEET))
                    .map(MsdTable::isTable)
                    .orElse(false);
            default -> false;
        };
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        if (content.kind() == Content.Kind.TEXT && MsdPlateText.isPlateText(content.headLines()))
            return new MsdPlateMapper(content, ABOUT.id(), problems).map();
        return new MsdTableMapper(MsdTable.read(content, problems), content, ABOUT.id(), problems).map();
    }

}
