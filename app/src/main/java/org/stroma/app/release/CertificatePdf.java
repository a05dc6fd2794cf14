package org.stroma.app.release;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.stroma.app.ledger.Proofs;
import org.stroma.app.shell.PdfPrinter;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Renders certificates as PDF/A-2u with embedded Chinese type; what a font cannot print is a failed test, not a box. */
@Component
class CertificatePdf {
    /** Text between two tags. */
    private static final Pattern TEXT = Pattern.compile(">([^<>]+)<");
    private static final String NUMBER = "(?:[≤≥±] ?|&[lg]t; ?)?\\d+(?:\\.\\d+)?(?:×10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+)?";
    private static final String UNIT = "(?: ?(?:%|[\\p{L}µ°²³]{1,8}(?:/[\\p{L}²³]{1,8})?))?";
    /**
     * A number or a range with its unit of measure, where that is short, and the marks behind it, or a method's short code: broken into two lines it would be
     * misread, and no line begins with a mark.
     */
    private static final Pattern WHOLE = Pattern
            .compile("(?<![\\p{L}\\p{N}.:/+(（-])(?:" + NUMBER + "(?:～" + NUMBER + ")?"
                    + UNIT + "|M-[A-Z]{1,6})(?![\\p{L}\\p{N}]|[:.-]\\d)[、；，。：:;,）)]{0,2}");
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
        Locale before = LocaleContextHolder.getLocale();
        try {
            LocaleContextHolder.setLocale(locale);
            return print(content.of(lotCode, decisionId, kind, locale, proof), locale);
        } finally {
            LocaleContextHolder.setLocale(before);
        }
    }

    /** Prints what a certificate says. */
    byte[] print(Map<String, Object> said, Locale locale) {
        return printer.print(raised(whole(templates.process("release/certificate", new Context(locale, said)))));
    }

    /** Keeps each number of the body with its unit on one line. */
    static String whole(String html) {
        return texts(html, text -> apart(WHOLE, text, number -> "<span class=\"whole\">" + number + "</span>"));
    }

    /** The type has no raised figures beyond three; a power of ten is set as a raised plain one. */
    static String raised(String html) {
        return texts(html, text -> apart(RAISED, text, figures -> "<sup>" + figures.chars()
                .mapToObj(figure -> String.valueOf(DIGITS.charAt(RAISED_DIGITS.indexOf(figure))))
                .collect(Collectors.joining()) + "</sup>"));
    }

    /**
     * What a pattern finds becomes an element, and so does what stands around it: only elements beside one another are printed in the
     * order in which they are read.
     */
    private static String apart(Pattern pattern, String text, UnaryOperator<String> element) {
        StringBuilder parts = new StringBuilder();
        int end = 0;
        for (MatchResult found : pattern.matcher(text).results().toList()) {
            parts.append(beside(text.substring(end, found.start()))).append(element.apply(found.group()));
            end = found.end();
        }
        return end == 0 ? text : parts.append(beside(text.substring(end))).toString();
    }

    private static String beside(String text) {
        return text.isEmpty() ? "" : "<span>" + text + "</span>";
    }

    /** Every text of the body, changed. */
    private static String texts(String html, UnaryOperator<String> change) {
        int body = html.indexOf("<body");
        return html.substring(0, body) + TEXT.matcher(html.substring(body))
                .replaceAll(text -> Matcher.quoteReplacement(">" + change.apply(text.group(1)) + "<"));
    }
}
