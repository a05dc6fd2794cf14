package org.stroma.instruments.generic;

import java.math.BigDecimal;
import java.util.Optional;

import org.stroma.instruments.logger.TimeSeriesBuilder;

/**
 * How numbers are printed; nothing is guessed.
 *
 * @param decimalSign between units and decimals
 * @param groupSign between groups of three digits, 0 for none
 */
public record NumberForm(char decimalSign, char groupSign) {

    private static final int LONGEST = 40;
    private static final char MINUS_SIGN = '\u2212';

    public NumberForm {
        if (decimalSign == groupSign || Character.isDigit(decimalSign) || Character.isDigit(groupSign))
            throw new IllegalArgumentException("decimal and group sign must differ and be no digit");
    }

    /** {@code 1234.5} */
    public static NumberForm point() {
        return new NumberForm('.', '\0');
    }

    /** {@code 1234,5} */
    public static NumberForm comma() {
        return new NumberForm(',', '\0');
    }

    public NumberForm withGroups(char sign) {
        return new NumberForm(decimalSign, sign);
    }

    /** The number with its printed decimals; empty when the text is not exactly of this form or has over 18 digits. */
    public Optional<BigDecimal> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST)
            return Optional.empty();
        StringBuilder plain = new StringBuilder(text.length());
        char first = text.charAt(0);
        int i = first == '+' || first == '-' || first == MINUS_SIGN ? 1 : 0;
        if (i == 1 && first != '+')
            plain.append('-');
        i = digits(text, i, plain);
        if (i < 0)
            return Optional.empty();
        return exponent(text, i, plain).flatMap(NumberForm::number);
    }

    /** Copies units and decimals; the position after them, or -1 when they are not of this form. */
    private int digits(String text, int start, StringBuilder plain) {
        int i = start;
        int inGroup = 0;
        boolean grouped = false;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                plain.append(c);
                inGroup++;
            } else if (c == groupSign && groupSign != 0) {
                if (grouped ? inGroup != 3 : inGroup < 1 || inGroup > 3)
                    return -1;
                grouped = true;
                inGroup = 0;
            } else {
                break;
            }
            i++;
        }
        if (grouped && inGroup != 3)
            return -1;
        int units = i - start;
        if (i == text.length() || text.charAt(i) != decimalSign)
            return units == 0 ? -1 : i;
        int decimals = decimals(text, i + 1, plain);
        return units + decimals == 0 ? -1 : i + 1 + decimals;
    }

    private static int decimals(String text, int start, StringBuilder plain) {
        plain.append('.');
        int i = start;
        while (i < text.length() && isDigit(text.charAt(i)))
            plain.append(text.charAt(i++));
        return i - start;
    }

    private static Optional<String> exponent(String text, int start, StringBuilder plain) {
        if (start == text.length())
            return Optional.of(plain.toString());
        String rest = text.substring(start);
        return rest.matches("[eE][+-]?\\d{1,3}") ? Optional.of(plain + rest) : Optional.empty();
    }

    private static Optional<BigDecimal> number(String plain) {
        BigDecimal number = new BigDecimal(plain);
        return TimeSeriesBuilder.fits(number) ? Optional.of(number) : Optional.empty();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

}
