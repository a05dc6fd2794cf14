package org.stroma.app.shell;

import java.util.regex.Pattern;

/**
 * Quotation marks of a printed document. The Chinese type draws curly ones as wide as an ideograph, as Chinese wants them; in English
 * text, and as the apostrophe of a Latin word, straight ones are set in their place.
 */
final class Quotes {
    private static final Pattern ENGLISH = Pattern.compile("<html[^>]*\\slang=\"en");
    private static final String CHINESE = "[\\p{IsHan}\u3000-\u303F\uFF00-\uFFEF]";
    private static final Pattern DOUBLE = Pattern
            .compile("(?<!" + CHINESE + ")[\u201C\u201D\u201E](?!" + CHINESE + ")");
    private static final Pattern SINGLE = Pattern.compile("(?<!" + CHINESE + ")[\u2018\u2019](?!" + CHINESE + ")");
    private static final Pattern APOSTROPHE = Pattern.compile("(?<=\\p{IsLatin})\u2019(?=\\p{IsLatin})");

    private Quotes() {}

    /** The same document; a mark becomes a reference to its character, which ends no attribute. */
    static String set(String html) {
        if (!ENGLISH.matcher(html).find()) {
            return APOSTROPHE.matcher(html).replaceAll("&#39;");
        }
        return SINGLE.matcher(DOUBLE.matcher(html).replaceAll("&#34;")).replaceAll("&#39;");
    }
}
