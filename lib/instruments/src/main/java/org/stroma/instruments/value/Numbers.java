package org.stroma.instruments.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Reads printed numbers without changing their decimals. */
public final class Numbers {

    private static final int LONGEST = 400;
    private static final int LARGEST_EXPONENT = 400;
    private static final Pattern PLAIN = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?");
    private static final Pattern GROUPED_BY_COMMA = Pattern.compile("[-+]?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]*)?");
    private static final Pattern GROUPED_BY_POINT = Pattern.compile("[-+]?[0-9]{1,3}(\\.[0-9]{3})+,[0-9]*");
    private static final Pattern GROUPED_BY_SPACE = Pattern
            .compile("[-+]?[0-9]{1,3}([ \\u00A0\\u202F][0-9]{3})+([.,][0-9]*)?");

    private Numbers() {}

    /**
     * The number a text prints, or null when the whole text is not one.
     *
     * <p>
     * Grouping by comma is accepted with a decimal point in the number or in the file; a lone comma is otherwise the decimal
     * sign. Grouping by point needs a decimal comma in the number. Infinities and NaN are not numbers here.
     */
    public static @Nullable BigDecimal parse(@Nullable String text, DecimalSign sign) {
        if (text == null || text.length() > LONGEST)
            return null;
        String printed = text.strip();
        if (printed.isEmpty())
            return null;
        if (PLAIN.matcher(printed).matches())
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
        return PLAIN.matcher(withPoint).matches() ? decimal(withPoint) : null;
    }

    /** Like {@link #parse} but also with thousands grouped by spaces, as some software prints counts. */
    public static @Nullable BigDecimal parseSpaced(@Nullable String text, DecimalSign sign) {
        if (text != null && text.length() <= LONGEST && GROUPED_BY_SPACE.matcher(text.strip()).matches())
            return parse(text.replaceAll("[ \\u00A0\\u202F]", ""), sign);
        return parse(text, sign);
    }

    /** Whether the number has one comma followed by exactly three digits and neither file nor number tells what it means. */
    public static boolean isAmbiguous(String text, DecimalSign sign) {
        String printed = text.strip();
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
