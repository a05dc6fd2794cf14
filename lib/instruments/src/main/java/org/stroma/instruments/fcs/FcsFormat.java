package org.stroma.instruments.fcs;

import java.lang.foreign.MemorySegment;
import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Document;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;

/**
 * Flow Cytometry Standard files of ISAC, 2.0 to 3.2, with LMD files of Beckman Coulter.
 *
 * <p>
 * Where the description comes from: the published standards (see {@link FcsReader}). Seen: BD FACSCalibur, LSR II, LSRFortessa and Accuri
 * C6, Miltenyi MACSQuant, Sysmex CyFlow Cube, Cytek xP5, Stratedigm S1400EXi, Beckman Coulter Navios.
 */
public final class FcsFormat implements Format {

    private static final About ABOUT = new About("fcs", "Flow Cytometry Standard (FCS, LMD)", "流式细胞术标准文件（FCS、LMD）",
            "flow cytometry", List.of("2.0", "3.0", "3.1", "3.2"),
            "the published standards of ISAC; files of seven instruments, LMD among them");

    @Override
    public About about() {
        return ABOUT;
    }

    /** Three letters and a version: an unknown version is recognised and then refused. */
    @Override
    public boolean recognise(Content content) {
        byte[] magic = content.source().bytes(0, 6);
        return magic.length == 6 && magic[0] == 'F' && magic[1] == 'C' && magic[2] == 'S' && isDigit(magic[3])
                && magic[4] == '.' && isDigit(magic[5]);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    @Override
    public Document read(Content content, Problems problems) {
        return new FcsDocument(FcsReader.read(MemorySegment.ofBuffer(content.source().buffer()), problems));
    }

}
