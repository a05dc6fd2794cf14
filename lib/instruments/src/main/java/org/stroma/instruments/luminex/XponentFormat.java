package org.stroma.instruments.luminex;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmDocument;

/**
 * The export of Luminex xPONENT: names and values on top, calibrations, then one table for each kind of value
 * ({@code DataType: Median}, {@code Count}, {@code Net MFI} ...) with wells down and analytes across, and a checksum.
 * {@code Count}, {@code Units}, {@code Dilution Factor} and at least one statistic must be there. An export that begins its
 * checksum without telling it was cut or edited and is refused; the checksum itself is not recomputed.
 *
 * <p>
 * Known from: real exports; the requirements document for xPONENT published with Benchling allotropy (MIT). Seen: xPONENT
 * 4.3 (FLEXMAP 3D) and 2.1 (INTELLIFLEX in xPONENT layout). Tables without wells, limits, audit trails and details of
 * calibration are named by a problem.
 */
public final class XponentFormat implements Format {

    private static final About ABOUT = new About("luminex-xponent", "Luminex xPONENT", "Luminex xPONENT",
            "multi analyte profiling", List.of("2.1", "4.3"), "real exports; allotropy requirements for xPONENT");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return content.headLines().stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> line.replace("\"", "").strip().matches("Program[,;\t].*"))
                .orElse(false) && content.headLines().stream().skip(1).limit(80).anyMatch(XponentFormat::isOfProtocol);
    }

    private static boolean isOfProtocol(String line) {
        String bare = line.replace("\"", "");
        return bare.startsWith("Protocol") || bare.startsWith("BatchStartTime") || bare.startsWith("DataType:");
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        BeadRun run = new XponentReader(content, problems).read();
        return new BeadRunMapper(run, content, ABOUT.id(), problems).map();
    }

}
