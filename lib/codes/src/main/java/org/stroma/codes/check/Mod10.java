package org.stroma.codes.check;

/**
 * The check digit of GS1 keys: weights 3 and 1 in turn from the right, sum to a multiple of ten (GS1 General
 * Specifications, 7.9.1). Finds every single wrong digit and most exchanged neighbours.
 */
public final class Mod10 {

    private Mod10() {}

    /** The check digit of digits that do not have one yet. */
    public static char checkDigit(String digits) {
        int sum = 0;
        int weight = 3;
        for (int i = digits.length() - 1; i >= 0; i--) {
            sum += weight * Alphabet.DIGITS.value(digits.charAt(i));
            weight = 4 - weight;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** Whether the last digit is the check digit of those before it; false for fewer than two digits. */
    public static boolean verifies(String digits) {
        int last = digits.length() - 1;
        return last >= 1 && checkDigit(digits.substring(0, last)) == digits.charAt(last);
    }
}
