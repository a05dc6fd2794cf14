package org.stroma.instruments.softmax;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmDocument;

/**
 * The text export of Molecular Devices SoftMax Pro, export version 1.3: {@code ##BLOCKS= n}, then plates, groups and notes,
 * each closed by {@code ~End}, then the date the document was last saved. Plates come by time or in the shape of the plate,
 * as endpoint, kinetic or absorbance spectrum, raw, reduced or both; groups hold samples with calculated columns and their
 * formulas. Notes are prose and are named by a problem. A decimal comma is recognised and told; a file that breaks off behind
 * the complete tables of its last plate is read, one that breaks off anywhere else is refused.
 *
 * <p>
 * Known from: real exports; the requirements document for SoftMax Pro published with Benchling allotropy (MIT); the SoftMax
 * Pro user guide on the export format. Seen: export version 1.3 of SoftMax Pro 5 to 7.
 */
public final class SoftMaxFormat implements Format {

    private static final About ABOUT = new About("softmax-pro", "Molecular Devices SoftMax Pro",
            "美谷分子 SoftMax Pro", "plate reader", List.of("export 1.3"),
            "real exports; allotropy requirements for SoftMax Pro; SoftMax Pro user guide");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return content.headLines().stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> SoftMaxReader.START.matcher(line).matches())
                .orElse(false);
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        SoftMaxReader reader = new SoftMaxReader(content, problems);
        return new SoftMaxMapper(reader.read(), content, ABOUT.id(), problems).map();
    }

}
