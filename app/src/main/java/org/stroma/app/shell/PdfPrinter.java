package org.stroma.app.shell;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;

/**
 * Prints a page as PDF/A-2u (ISO 19005-2): Chinese type is embedded, and every sign can be searched and copied as the character that
 * was written.
 */
@Component
public class PdfPrinter {
    private static final String FAMILY = "Noto Sans SC";
    /** A picture that the document holds itself, as {@link ScanSymbol#address} gives it. */
    private static final String PICTURE = "data:image/png;base64,";

    /** The PDF of a well-formed document; nothing outside of the document is ever fetched. */
    public byte[] print(String html) {
        String set = Quotes.set(html);
        try {
            return Typefaces.lend(pair -> PdfText.readable(render(set, pair), set, pair.characters()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] render(String html, Typefaces.Pair pair) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.useFastMode();
            builder.usePDDocument(document);
            builder.usePdfAConformance(PdfAConformance.PDFA_2_U);
            builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
            builder.useFont(Typefaces.in(document, pair.regular()), FAMILY, 400, FontStyle.NORMAL, true);
            builder.useFont(Typefaces.in(document, pair.bold()), FAMILY, 700, FontStyle.NORMAL, true);
            builder.useUriResolver((_, address) -> address.startsWith(PICTURE) ? address : null);
            builder.withHtmlContent(html, null);
            builder.toStream(out);
            builder.run();
        }
        return out.toByteArray();
    }
}
