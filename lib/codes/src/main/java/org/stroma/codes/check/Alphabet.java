package org.stroma.codes.check;

/** An ordered set of characters; the place of a character is its value. */
public record Alphabet(String characters) {

    public static final Alphabet DIGITS = new Alphabet("0123456789");
    public static final Alphabet ALPHANUMERIC = new Alphabet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /** The value of a character; a character outside the alphabet is a broken contract. */
    public int value(char character) {
        int value = characters.indexOf(character);
        if (value < 0) {
            throw new IllegalArgumentException("not in the alphabet: U+%04X".formatted((int) character));
        }
        return value;
    }

    public char character(int value) {
        return characters.charAt(value);
    }

    public boolean contains(char character) {
        return characters.indexOf(character) >= 0;
    }

    /** Index of the first character of the text outside this alphabet, or -1. */
    public int firstOutside(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!contains(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }
}
