package org.stroma.codes.check;

/**
 * A pure check system with one check character (ISO/IEC 7064:2003, 6 and 7): the sum of value × radixⁿ, with n counted
 * from 0 at the check character, is 1 modulo the modulus.
 *
 * <p>With a prime modulus of which the radix is a primitive root, and codes shorter than the modulus, every single wrong
 * character and every exchange of two characters is found.
 *
 * @param characters an alphabet at least as large as the modulus; data may be confined to fewer of its characters
 */
public record PureSystem(int modulus, int radix, Alphabet characters) {

    /** MOD 37-2, used by ISBT 128; its 37th character, only ever a check character, is the asterisk. */
    public static final PureSystem MOD_37_2 = new PureSystem(37, 2,
            new Alphabet(Alphabet.ALPHANUMERIC.characters() + "*"));

    public PureSystem {
        if (modulus < 2 || radix < 2 || characters.characters().length() < modulus) {
            throw new IllegalArgumentException("modulus " + modulus + ", radix " + radix);
        }
    }

    /** The value of the check character, from 0 to modulus - 1. */
    public int checkValue(String data) {
        int sum = 0;
        for (int i = 0; i < data.length(); i++) {
            sum = (sum + characters.value(data.charAt(i))) * radix % modulus;
        }
        return (modulus + 1 - sum) % modulus;
    }

    public char checkCharacter(String data) {
        return characters.character(checkValue(data));
    }

    /** Whether the last character is the check character of those before it; false for fewer than two characters. */
    public boolean verifies(String data) {
        int last = data.length() - 1;
        return last >= 1 && checkCharacter(data.substring(0, last)) == data.charAt(last);
    }
}
