package org.stroma.codes.check;

/** The two check digits of an international bank account number (ISO 13616, by ISO/IEC 7064 MOD 97-10). */
public final class Mod97 {

    private static final int MODULUS = 97;

    private Mod97() {}

    /**
     * Whether a number of capital letters and digits, country and check digits in front, verifies; false for fewer than
     * five characters.
     */
    public static boolean verifies(String number) {
        if (number.length() < 5) {
            return false;
        }
        String turned = number.substring(4) + number.substring(0, 4);
        int remainder = 0;
        for (int i = 0; i < turned.length(); i++) {
            int value = Alphabet.ALPHANUMERIC.value(turned.charAt(i));
            remainder = (value < 10 ? remainder * 10 + value : remainder * 100 + value) % MODULUS;
        }
        return remainder == 1;
    }
}
