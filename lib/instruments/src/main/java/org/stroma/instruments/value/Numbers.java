package org.stroma.instruments.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads printed numbers without changing their decimals. */
public final class Numbers {

    private static final int LONGEST = 400;
    private static final int LARGEST_EXPONENT = 400;
    private static final Pattern GROUPED_BY_COMMA = Pattern.compile("[-+]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?");
    private static final Pattern GROUPED_BY_POINT = Pattern.compile("[-+]?[0-9]{1,3}(\\.[0-9]{3})+,[0-9]*");
    private static final Pattern WHOLE_BY_POINT = Pattern.compile("[-+]?[1-9][0-9]{0,2}(\\.[0-9]{3})+");
    /** Spaces of several widths and apostrophes, the same mark throughout. */
    private static final Pattern GROUPED_BY_MARK = Pattern
            .compile("[-+]?[0-9]{1,3}([ \\u00A0\\u202F\\u2009'\\u2019])[0-9]{3}(\\1[0-9]{3})*([.,][0-9]*)?");
    private static final Pattern MARKS = Pattern.compile("[ \\u00A0\\u202F\\u2009'\\u2019]");

    private Numbers() {}

    /**
     * The number a text prints, or null when the whole text is not one.
     *
     * <p>
     * Grouping by comma is accepted with a decimal point in the number or in the file; a lone comma is otherwise the decimal
     * sign. Grouping by point needs a decimal comma in the number or in the file. Infinities and NaN are not numbers here.
     */
    public static @Nullable BigDecimal parse(@Nullable String text, DecimalSign sign) {
        if (text == null || text.length() > LONGEST)
            return null;
        String printed = text.strip();
        if (printed.isEmpty())
            return null;
        if (sign == DecimalSign.COMMA && printed.indexOf('.') > 0 && WHOLE_BY_POINT.matcher(printed).matches())
            return decimal(printed.replace(".", ""));
        if (isPlain(printed))
            return decimal(printed);
        if (printed.indexOf(',') < 0)
            return null;
        boolean point = printed.indexOf('.') >= 0;
        if (GROUPED_BY_COMMA.matcher(printed).matches()
                && (point || sign == DecimalSign.POINT || printed.indexOf(',') != printed.lastIndexOf(',')))
            return decimal(printed.replace(",", ""));
        if (GROUPED_BY_POINT.matcher(printed).matches())
            return decimal(printed.replace(".", "").replace(',', '.'));
        String withPoint = printed.replace(',', '.');
        return isPlain(withPoint) ? decimal(withPoint) : null;
    }

    /** A sign, digits with at most one point among or around them, and an exponent of one to four digits; only digits must be. */
    private static boolean isPlain(String text) {
        int at = sign(text, 0);
        int whole = digits(text, at);
        int end = at + whole;
        if (end < text.length() && text.charAt(end) == '.') {
            int part = digits(text, end + 1);
            whole += part;
            end += 1 + part;
        }
        if (whole == 0)
            return false;
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int from = sign(text, end + 1);
            int exponent = digits(text, from);
            return exponent >= 1 && exponent <= 4 && from + exponent == text.length();
        }
        return end == text.length();
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
    }

    /** How many ASCII digits follow. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9')
            at++;
        return at - from;
    }

    /** Like {@link #parse} but also with digits grouped by spaces or apostrophes, as some software prints counts. */
    public static @Nullable BigDecimal parseGrouped(@Nullable String text, DecimalSign sign) {
        if (text != null && text.length() <= LONGEST && MARKS.matcher(text).find()
                && GROUPED_BY_MARK.matcher(text.strip()).matches())
            return parse(MARKS.matcher(text).replaceAll(""), sign);
        return parse(text, sign);
    }

    /**
     * Whether the number has one comma followed by exactly three digits and neither file nor number tells what it means, or
     * one such point in a file of decimal commas.
     */
    public static boolean isAmbiguous(String text, DecimalSign sign) {
        String printed = text.strip();
        if (sign == DecimalSign.COMMA)
            return printed.indexOf('.') > 0 && printed.indexOf('.') == printed.lastIndexOf('.')
                    && WHOLE_BY_POINT.matcher(printed).matches();
        return sign == DecimalSign.UNKNOWN && printed.indexOf('.') < 0
                && printed.indexOf(',') == printed.lastIndexOf(',') && printed.indexOf(',') > 0
                && GROUPED_BY_COMMA.matcher(printed).matches();
    }

    private static @Nullable BigDecimal decimal(String plain) {
        BigDecimal number = new BigDecimal(plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain);
        return Math.abs((long) number.scale()) > LARGEST_EXPONENT + LONGEST ? null : number;
    }

    /** A binary number with the fewest decimals that identify it, without a trailing ".0". */
    public static BigDecimal shortest(double value) {
        BigDecimal number = new BigDecimal(Double.toString(value));
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() <= 0 && stripped.precision() - stripped.scale() < 20 ? stripped.setScale(0) : number;
    }

    /** Divides by a power of ten by moving the point; no digit is lost. */
    public static BigDecimal millions(BigDecimal number) {
        return number.movePointLeft(6);
    }

}
