package org.stroma.app.release;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.ledger.Proofs;
import org.stroma.app.shell.PdfPrinter;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Renders certificates as PDF/A-2b with embedded Chinese type; what a font cannot print is a failed test, not a box. */
@Component
class CertificatePdf {
    private static final Pattern RAISED = Pattern.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+");
    private static final String RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺";
    private static final String DIGITS = "0123456789−+";

    private final SpringTemplateEngine templates;
    private final CertificateContent content;
    private final PdfPrinter printer;

    CertificatePdf(SpringTemplateEngine templates, CertificateContent content, PdfPrinter printer) {
        this.templates = templates;
        this.content = content;
        this.printer = printer;
    }

    byte[] render(String lotCode, long decisionId, Releases.Kind kind, String language, Proofs.Proof proof) {
        Locale locale = language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        Locale before = org.springframework.context.i18n.LocaleContextHolder.getLocale();
        try {
            org.springframework.context.i18n.LocaleContextHolder.setLocale(locale);
            Context context = new Context(locale,
                    content.of(lotCode, decisionId, kind, locale, proof));
            return printer.print(raised(templates.process("release/certificate", context)));
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
}
