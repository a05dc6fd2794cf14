package org.stroma.codes.serial;

import java.util.ArrayList;
import java.util.List;

import org.stroma.codes.CompactText;
import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.check.Alphabet;
import org.stroma.codes.check.PureSystem;

/**
 * A serial that says nothing about what it is on: ten characters and a check character, of 31 that nobody confuses.
 *
 * <p>31 is prime and 3 is a primitive root of it, so the check (the pure system of ISO/IEC 7064 with this modulus and
 * radix) finds every single wrong character and every exchange of two. There are 31¹⁰ = 8.2 × 10¹⁴ serials; a number
 * drawn at random cannot be guessed from its neighbours.
 *
 * @param characters the eleven characters, without grouping
 */
public record OpaqueSerial(String characters) {

    /** Digits and capital letters without 0, 1, I, L and O. */
    private static final Alphabet ALPHABET = new Alphabet("23456789ABCDEFGHJKMNPQRSTUVWXYZ");
    private static final PureSystem CHECK = new PureSystem(31, 3, ALPHABET);
    private static final String AMBIGUOUS = "01ILO";
    private static final int DATA_LENGTH = 10;
    private static final int GROUP = 5;

    /** How many serials there are; numbers are from 0 to one less. */
    public static final long COUNT = 819_628_286_980_801L;

    public OpaqueSerial {
        if (!problems(characters).isEmpty()) {
            throw new IllegalArgumentException("not a serial");
        }
    }

    /** The serial of a number from 0 to {@link #COUNT} - 1. Different numbers have different serials. */
    public static OpaqueSerial of(long number) {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("number " + number);
        }
        StringBuilder data = new StringBuilder();
        long rest = number;
        for (int i = 0; i < DATA_LENGTH; i++) {
            data.append(ALPHABET.character((int) (rest % CHECK.modulus())));
            rest /= CHECK.modulus();
        }
        String text = data.reverse().toString();
        return new OpaqueSerial(text + CHECK.checkCharacter(text));
    }

    /** Reads a serial as scanned or typed: small letters, hyphens and blanks are allowed. */
    public static Reading<OpaqueSerial> parse(String text) {
        CompactText compact = CompactText.without("- ", text);
        String characters = capitals(compact.text());
        return compact.restore(Reading.of(problems(characters), () -> new OpaqueSerial(characters)));
    }

    /** Only a to z change: other letters have capitals of other lengths, or ones that look like these. */
    private static String capitals(String text) {
        StringBuilder capitals = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= 'a' && character <= 'z') {
                capitals.setCharAt(i, (char) (character - 'a' + 'A'));
            }
        }
        return capitals.toString();
    }

    private static List<Problem> problems(String text) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (!ALPHABET.contains(text.charAt(i))) {
                boolean ambiguous = AMBIGUOUS.indexOf(text.charAt(i)) >= 0;
                problems.add(Problem.at(ambiguous ? SerialReason.AMBIGUOUS_CHARACTER : SerialReason.CHARACTER, i, 1,
                        text.substring(i, i + 1)));
            }
        }
        if (text.length() != DATA_LENGTH + 1) {
            problems.add(Problem.length(SerialReason.LENGTH, text, DATA_LENGTH + 1));
        }
        if (problems.isEmpty() && !CHECK.verifies(text)) {
            problems.add(Problem.at(SerialReason.CHECK, DATA_LENGTH, 1, text.substring(DATA_LENGTH)));
        }
        return problems;
    }

    /** The number of which this is the serial. */
    public long number() {
        long number = 0;
        for (int i = 0; i < DATA_LENGTH; i++) {
            number = number * CHECK.modulus() + ALPHABET.value(characters.charAt(i));
        }
        return number;
    }

    /** The form printed for people: {@code 7K3FQ-2M8WD-X}. */
    public String eyeReadable() {
        return characters.substring(0, GROUP) + "-" + characters.substring(GROUP, DATA_LENGTH) + "-"
                + characters.substring(DATA_LENGTH);
    }
}
