package org.stroma.codes.gs1;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.check.Mod10;

/**
 * A Global Trade Item Number in its one comparable form of fourteen digits, check digit right.
 *
 * @param digits fourteen digits; shorter numbers are filled with zeros in front
 */
public record Gtin(String digits) {

    private static final int LENGTH = 14;

    public Gtin {
        if (!digits.matches("[0-9]{14}") || !Mod10.verifies(digits)) {
            throw new IllegalArgumentException("not a GTIN-14");
        }
    }

    /** Reads a GTIN-8, -12, -13 or -14. */
    public static Reading<Gtin> parse(String text) {
        return switch (text.length()) {
            case 8, 12, 13, 14 -> Reading.unless(ContentCheck.CHECK.check(text), () -> new Gtin(padded(text)));
            default -> Reading.refused(Problem.at(Gs1Reason.RETAIL_LENGTH, 0, text.length()));
        };
    }

    /** Appends the check digit to 7, 11, 12 or 13 digits. */
    public static Reading<Gtin> completed(String digits) {
        return switch (digits.length()) {
            case 7, 11, 12, 13 -> Reading.unless(CharacterSet.NUMERIC.check(digits),
                    () -> new Gtin(padded(digits + Mod10.checkDigit(digits))));
            default -> Reading.refused(Problem.at(Gs1Reason.RETAIL_LENGTH, 0, digits.length()));
        };
    }

    static boolean zeroSuppressed(String digits) {
        return digits.matches("[0-9]{8}|[0-9]{12}|[0-9]{13}");
    }

    static String padded(String digits) {
        return "0".repeat(LENGTH - digits.length()) + digits;
    }
}
