package org.stroma.app.release;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.ledger.Proofs;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Renders certificates as PDF/A-2b with embedded Chinese type; what a font cannot print is a failed test, not a box. */
@Component
class CertificatePdf {
    private static final String FAMILY = "Noto Sans SC";
    private static final String FONT = "/fonts/ttf/NotoSansSC/NotoSansSC-";

    private static final Pattern RAISED = Pattern.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+");
    private static final String RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺";
    private static final String DIGITS = "0123456789−+";

    private final SpringTemplateEngine templates;
    private final CertificateContent content;

    CertificatePdf(SpringTemplateEngine templates, CertificateContent content) {
        this.templates = templates;
        this.content = content;
    }

    byte[] render(String lotCode, long decisionId, Releases.Kind kind, String language, Proofs.Proof proof) {
        Locale locale = language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        Locale before = org.springframework.context.i18n.LocaleContextHolder.getLocale();
        try {
            org.springframework.context.i18n.LocaleContextHolder.setLocale(locale);
            Context context = new Context(locale,
                    content.of(lotCode, decisionId, kind, locale, proof));
            return pdf(raised(templates.process("release/certificate", context)));
        } finally {
            org.springframework.context.i18n.LocaleContextHolder.setLocale(before);
        }
    }

    /** The type has no raised figures beyond three; a power of ten is set as a raised plain one. */
    static String raised(String html) {
        return RAISED.matcher(html).replaceAll(figures -> "<sup>" + figures.group().chars()
                .mapToObj(figure -> String.valueOf(DIGITS.charAt(RAISED_DIGITS.indexOf(figure))))
                .collect(Collectors.joining()) + "</sup>");
    }

    private static byte[] pdf(String html) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.usePdfAConformance(PdfAConformance.PDFA_2_B);
        builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        builder.useFont(() -> font("Regular"), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("Bold"), FAMILY, 700, FontStyle.NORMAL, true);
        // Nothing outside of the document is ever fetched.
        builder.useUriResolver((_, _) -> null);
        builder.withHtmlContent(html, null);
        builder.toStream(out);
        try {
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream font(String weight) {
        return Objects.requireNonNull(CertificatePdf.class.getResourceAsStream(FONT + weight + ".ttf"));
    }
}
