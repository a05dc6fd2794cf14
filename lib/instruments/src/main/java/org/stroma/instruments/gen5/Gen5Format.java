package org.stroma.instruments.gen5;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.PlateReader;

/**
 * The text export of BioTek (Agilent) Gen5: a heading, "Procedure Details" with one part per read, perhaps the layout and
 * the temperature, and tables of results with several labelled lines per row of the plate, or of values by time or by
 * wavelength. A file holds one plate; endpoint, kinetic and spectrum reads of absorbance, fluorescence, luminescence and
 * alpha are read, area scans are refused.
 *
 * <p>
 * Known from: real exports; the requirements document for Gen5 published with Benchling allotropy (MIT). Seen: 3.0.1,
 * 3.10.06, 3.11.19, 3.12.08, 3.13.15 and 3.15.15. A name {@code hhmmss_hhmmss_PLATE_...} of the file names the plate, as in the published
 * documents. They state an excitation for luminescence spectra that no file states; we do not.
 */
public final class Gen5Format implements Format {

    private static final About ABOUT = new About("gen5", "BioTek Gen5 (Agilent)", "BioTek Gen5（安捷伦）", "plate reader",
            List.of("3.0.1", "3.10.06", "3.11.19", "3.12.08", "3.13.15", "3.15.15"),
            "real exports; allotropy requirements for Gen5");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return content.headLines().stream().limit(8).anyMatch(line -> line.startsWith("Software Version"))
                && content.head().contains("Procedure Details");
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Gen5File file = new Gen5File(content, problems);
        Gen5Heading heading = file.heading();
        List<Gen5Read> reads = Gen5Read.of(file.procedure(), problems);
        AsmBuilder asm = new AsmBuilder(PlateReader.REC_2025_03, content, ABOUT.id());
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "Gen5")
                .put("software version", heading.version());
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("model number", heading.reader())
                .put("equipment serial number", heading.serialNumber());
        new Gen5Mapper(file, reads, asm, problems).map();
        return asm.build();
    }

}
