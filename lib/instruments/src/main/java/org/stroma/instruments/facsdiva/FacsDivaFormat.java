package org.stroma.instruments.facsdiva;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.xml.Xml;

/**
 * The experiment of BD FACSDiva (XML): specimens with tubes, and for each tube its keywords, compensation, the gates as
 * regions and populations with counts, and statistics. Worksheets, plots and templates are not results and are left aside.
 * As in the published documents every tube takes the time of the first; tubes with another time are named by a problem.
 *
 * <p>
 * Known from: real exports; the requirements document for FACSDiva published with Benchling allotropy (MIT). Seen: Version
 * 6.2 and 8.0.2.
 */
public final class FacsDivaFormat implements Format {

    private static final About ABOUT = new About("facsdiva", "BD FACSDiva", "BD FACSDiva", "flow cytometry",
            List.of("6.2", "8.0.2"), "real exports; allotropy requirements for FACSDiva");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return content.kind() == Content.Kind.MARKUP
                && content.headLines().stream().limit(40).anyMatch(line -> line.contains("<bdfacs"));
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        return new FacsDivaMapper(Xml.of(content), content, ABOUT.id(), problems).map();
    }

}
