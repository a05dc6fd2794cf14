package org.stroma.instruments.unicorn;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Technique;
import org.stroma.instruments.zip.Archive;

/**
 * Results of Cytiva UNICORN, the software of ÄKTA systems, as zip archives: {@code Result.xml} tells of the run,
 * {@code Chrom.1.Xml} of its curves, fractions, log and peaks; the points of a curve and the descriptions of system and column
 * are archives inside the archive. Curves become data cubes over the retention volume, conductivity in S/m.
 *
 * <p>
 * Known from: a published result; the requirements document for UNICORN published with Benchling allotropy (MIT); where the
 * points of a curve lie in their serialised array, from the public readers of the format. Seen: UNICORN 7.7.0. Only the first
 * chromatogram is read. The time of injection is the printed time with the offset of UTC, as in the published documents; an
 * offset the file declares is told.
 */
public final class UnicornFormat implements Format {

    private static final About ABOUT = new About("unicorn", "Cytiva UNICORN", "思拓凡 UNICORN", "liquid chromatography",
            List.of("7.7.0"), "a published result; allotropy requirements for UNICORN");
    private static final Technique TECHNIQUE = Technique.of(
            "liquid-chromatography/BENCHLING/2023/09/liquid-chromatography.manifest", "liquid chromatography");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return content.kind() == Content.Kind.ZIP
                && content.findView(Archive.class, Archive::of).map(UnicornArchive::isOne).orElse(false);
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        AsmBuilder asm = new AsmBuilder(TECHNIQUE, content, ABOUT.id());
        asm.dataSystem().remove("ASM file identifier");
        new UnicornReader(new UnicornArchive(content, problems), asm, content.limits(), problems).read();
        return asm.build();
    }

}
