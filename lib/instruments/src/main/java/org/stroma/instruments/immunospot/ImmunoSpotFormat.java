package org.stroma.instruments.immunospot;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmDocument;

/**
 * The text of CTL ImmunoSpot: the counting and its settings, then tables with letters down and numbers across, one for each
 * feature of a well (count, mean size, area, intensity), one below or beside the other, and a histogram of sizes in some
 * versions. Each table must have the wells of the first. A count that is no number ({@code TNTC}: too numerous) is an error
 * of that well. Settings without a colon are named by a problem.
 *
 * <p>
 * Known from: real exports; the requirements document for ImmunoSpot and the change log published with Benchling allotropy
 * (MIT) on version 7.0.38. Seen: 7.0.30, 7.0.38.
 */
public final class ImmunoSpotFormat implements Format {

    private static final About ABOUT = new About("immunospot", "CTL ImmunoSpot", "CTL ImmunoSpot", "plate reader",
            List.of("7.0.30", "7.0.38"), "real exports; allotropy requirements for ImmunoSpot");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        List<String> lines = content.kind() == Content.Kind.TEXT
                ? content.headLines().stream().limit(20).toList()
                : List.of();
        return lines.stream().anyMatch(line -> line.contains("Software version: ImmunoSpot"))
                && lines.stream().anyMatch(line -> line.contains("Analyzer Serial number"));
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        return new ImmunoSpotMapper(new ImmunoSpotReader(content, problems).read(), content, ABOUT.id(),
                problems).map();
    }

}
