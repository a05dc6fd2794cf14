package org.stroma.app.testing;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Printed papers as an archive checks them: veraPDF, which the PDF Association's own corpus of files is made for. */
public final class Archivable {
    private static final int MOST = 20;

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private Archivable() {}

    /** Rules of PDF/A-2u (ISO 19005-2) that a document breaks: clause, what is asked, where. */
    public static List<String> broken(byte[] pdf) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf),
                PDFAFlavour.PDFA_2_U);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_U, MOST, false,
                        false, false)) {
            return validator.validate(parser).getTestAssertions().stream().map(Archivable::said).toList();
        }
    }

    private static String said(TestAssertion broken) {
        return broken.getRuleId().getClause() + "-" + broken.getRuleId().getTestNumber() + " " + broken.getMessage()
                + " @ " + broken.getLocation().getContext();
    }
}
