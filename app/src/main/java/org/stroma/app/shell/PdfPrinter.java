package org.stroma.app.shell;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Prints a page as PDF/A-2u (ISO 19005-2): Chinese type is embedded, and every sign can be searched and copied as the character that
 * was written.
 */
@Component
public class PdfPrinter {
    private static final String FAMILY = "Noto Sans SC";
    private static final String FONT = "/fonts/ttf/NotoSansSC/NotoSansSC-";
    /** A picture that the document holds itself, as {@link ScanSymbol#address} gives it. */
    private static final String PICTURE = "data:image/png;base64,";

    /** The PDF of a well-formed document; nothing outside of the document is ever fetched. */
    public byte[] print(String html) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.usePdfAConformance(PdfAConformance.PDFA_2_U);
        builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        builder.useFont(() -> font("Regular"), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("Bold"), FAMILY, 700, FontStyle.NORMAL, true);
        builder.useUriResolver((_, address) -> address.startsWith(PICTURE) ? address : null);
        builder.withHtmlContent(html, null);
        builder.toStream(out);
        try {
            builder.run();
            return PdfText.readable(out.toByteArray(), html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The type of a weight, Regular or Bold. */
    static InputStream font(String weight) {
        return Objects.requireNonNull(PdfPrinter.class.getResourceAsStream(FONT + weight + ".ttf"));
    }
}
