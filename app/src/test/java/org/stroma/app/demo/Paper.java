package org.stroma.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.text.PDFTextStripper;

/** A printed document as a reader and an archive see it. */
final class Paper {
    private Paper() {}

    static String text(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What keeps a document from being PDF/A-2b, as far as its own structure shows it (ISO 19005-2 §6.2 to §6.6). */
    static List<String> unarchivable(byte[] pdf) {
        List<String> wrong = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDMetadata metadata = document.getDocumentCatalog().getMetadata();
            String xmp = metadata == null ? "" : new String(metadata.toByteArray(), StandardCharsets.UTF_8);
            if (!xmp.matches("(?s).*pdfaid:part[^0-9]{1,3}2.*")
                    || !xmp.matches("(?s).*pdfaid:conformance[^A-Z]{1,3}B.*")) {
                wrong.add("the metadata do not claim PDF/A-2b");
            }
            if (document.getDocumentCatalog().getOutputIntents().isEmpty()) {
                wrong.add("no output intent");
            }
            if (document.isEncrypted() || document.getDocumentCatalog().getOpenAction() != null
                    || document.getDocumentCatalog().getCOSObject().containsKey(COSName.AA)) {
                wrong.add("encrypted, or acts when opened");
            }
            if (document.getDocument().getTrailer().getCOSArray(COSName.ID) == null) {
                wrong.add("no identifier in the trailer");
            }
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    if (!page.getResources().getFont(name).isEmbedded()) {
                        wrong.add("the font " + page.getResources().getFont(name).getName() + " is not embedded");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wrong;
    }
}
