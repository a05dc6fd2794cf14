package org.stroma.measure;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal numbers as people and instruments write them, kept to the last digit written. */
public final class Decimals {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,2})?");
    private static final Pattern TIMES_TEN = Pattern.compile("\\s*[×xX*]\\s*10\\^");

    private Decimals() {}

    /**
     * Reads {@code 7.2e6}, {@code 7.2×10^6}, {@code -0.50}. The scale of the answer is the place of the last digit
     * written: 1 for {@code 80}, 0.1e6 for {@code 7.2e6}.
     *
     * @throws NumberUnreadable for anything else: a comma may be a decimal or a thousands separator, and raised digits
     *     are lost by some programs
     */
    public static BigDecimal parse(String text) {
        String plain = TIMES_TEN.matcher(text.strip()).replaceFirst("e").replace('−', '-');
        if (!DECIMAL.matcher(plain).matches()) {
            throw new NumberUnreadable(text, "a decimal number such as 80, 7.6 or 7.2e6");
        }
        return new BigDecimal(plain);
    }

    /** The value as a plain or scientific decimal ({@code 7.2e6}) that {@link #parse} reads back with the same scale. */
    public static String write(BigDecimal value) {
        if (value.scale() >= 0) {
            return value.toPlainString();
        }
        int decimals = value.precision() - 1;
        return new BigDecimal(value.unscaledValue(), decimals).toPlainString() + "e" + (decimals - value.scale());
    }
}
