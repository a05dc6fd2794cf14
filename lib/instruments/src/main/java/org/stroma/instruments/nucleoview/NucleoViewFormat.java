package org.stroma.instruments.nucleoview;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;

/**
 * The text export of ChemoMetec NucleoView for the NucleoCounter NC-200: one {@code name;value} per line (also
 * {@code name:<TAB>value}), a protocol title on top, the signature {@code //[XXXXXXXX]} at the end.
 *
 * <p>
 * Known from: real exports; the requirements document for ChemoMetec NucleoView published with Benchling allotropy (MIT).
 * Seen: csv file version 2, NucleoView 1.4.0.0 and 1.4.2.0, and an older export without instrument lines.
 */
public final class NucleoViewFormat implements Format {

    private static final About ABOUT = new About("nucleoview", "ChemoMetec NucleoCounter NC-200 (NucleoView)",
            "ChemoMetec NucleoCounter NC-200（NucleoView）", "cell counting", List.of("1.4.0.0", "1.4.2.0"),
            "real exports; allotropy requirements for ChemoMetec NucleoView");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        String head = content.head();
        return head.contains("Viability (%)") && head.lines().anyMatch(NucleoViewReader::isViability)
                && (head.contains("(cells/ml)") || head.contains("NucleoView"));
    }

    @Override
    public NucleoViewDocument read(Content content, Problems problems) {
        return new NucleoViewReader(content, problems).read();
    }

}
