package org.stroma.instruments.luminex;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmDocument;

/**
 * The single table of Luminex xMAP INTELLIFLEX: one line for each well, columns for instrument, plate and well, and then
 * columns {@code R25: RP1 MEDIAN} with bead region, reporter and kind of value. Newer exports tell the analyte and the
 * region in columns of their own. Where the file has no total of events, the counts of all analytes are summed.
 *
 * <p>
 * Known from: real exports; the requirements document for xPONENT and the change log published with Benchling allotropy
 * (MIT) on the columns of version 2.2. Seen: INTELLIFLEX 2.0 and
 * 2.1.
 */
public final class IntelliflexFormat implements Format {

    private static final About ABOUT = new About("luminex-intelliflex", "Luminex xMAP INTELLIFLEX",
            "Luminex xMAP INTELLIFLEX", "multi analyte profiling", List.of("2.0", "2.1"),
            "real exports; allotropy requirements for xPONENT");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        String first = content.headLines().stream().filter(line -> !line.isBlank()).findFirst().orElse("");
        return List.of("INSTRUMENT TYPE", "WELL LOCATION", "SAMPLE ID").stream().allMatch(first::contains);
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        BeadRun run = new IntelliflexReader(content, problems).read();
        return new BeadRunMapper(run, content, ABOUT.id(), problems).map();
    }

}
