package org.stroma.instruments.value;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A value exactly as a file prints it.
 *
 * @param text the text, stripped
 * @param kind what it means
 * @param number the number itself, or the bound of {@link Kind#BELOW} and {@link Kind#ABOVE}; null otherwise
 */
public record Printed(String text, Kind kind, @Nullable BigDecimal number) {

    /** What a printed value means. */
    public enum Kind {
        /** A number. */
        EXACT,
        /** Below a bound, as {@code <8}. */
        BELOW,
        /** Above a bound, as {@code >MAX} or {@code > 4.0}. */
        ABOVE,
        /** Outside the range of the detector, without a bound. */
        OUT_OF_RANGE,
        /** Masked by the operator. */
        MASKED,
        /** Said to be absent. */
        NOT_AVAILABLE,
        /** Nothing printed. */
        EMPTY,
        /** Any other text. */
        TEXT
    }

    private static final Set<String> OUT_OF_RANGE = Set.of("ovrflw", "overflow", "over", "out", "sat", "saturated",
            "range?", "out of range", "offscale", "limits+", "limits-", "invalid", "undetermined");
    private static final Set<String> MASKED = Set.of("mask", "masked");
    /** Exact spellings: an operator may well be called "na". */
    private static final Set<String> NOT_AVAILABLE = Set.of("N/A", "n/a", "NA", "#N/A", "#NA", "#N/A N/A", "<NA>",
            "NaN",
            "nan", "-NaN", "-nan", "NULL", "null", "None", "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN", "#VALUE!",
            "#REF!",
            "#DIV/0!", "#NULL!", "#NAME?", "#NUM!");

    /** Reads a printed value. */
    public static Printed of(@Nullable String printed, DecimalSign sign) {
        String text = printed == null ? "" : printed.strip();
        if (text.isEmpty())
            return new Printed("", Kind.EMPTY, null);
        BigDecimal number = Numbers.parseGrouped(text, sign);
        if (number != null)
            return new Printed(text, Kind.EXACT, number);
        char first = text.charAt(0);
        if (first == '<' && !text.equals("<NA>") || first == '\u2264')
            return bounded(text, Kind.BELOW, sign);
        if (first == '>' || first == '\u2265')
            return bounded(text, Kind.ABOVE, sign);
        String lower = text.toLowerCase(Locale.ROOT);
        if (NOT_AVAILABLE.contains(text))
            return new Printed(text, Kind.NOT_AVAILABLE, null);
        if (MASKED.contains(lower))
            return new Printed(text, Kind.MASKED, null);
        if (OUT_OF_RANGE.contains(lower) || text.chars().allMatch(c -> c == '*' || c == '#'))
            return new Printed(text, Kind.OUT_OF_RANGE, null);
        return new Printed(text, Kind.TEXT, null);
    }

    private static Printed bounded(String text, Kind kind, DecimalSign sign) {
        String rest = text.substring(1).strip();
        if (rest.startsWith("="))
            rest = rest.substring(1);
        return new Printed(text, kind, Numbers.parse(rest, sign));
    }

    /** Whether a text is blank or a word for nothing, such as {@code N/A}, {@code NaN} or {@code null}; a dash is text. */
    public static boolean isNothing(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.length() < 10 && NOT_AVAILABLE.contains(stripped);
    }

    /** The number when it is exact, else null. */
    public @Nullable BigDecimal exact() {
        return kind == Kind.EXACT ? number : null;
    }

    /** Whether nothing, or only a word for nothing, is printed. */
    public boolean isAbsent() {
        return kind == Kind.EMPTY || kind == Kind.NOT_AVAILABLE;
    }

}
