package org.stroma.codes.gs1;

import java.util.Optional;

import org.stroma.codes.Problem;
import org.stroma.codes.check.Alphabet;
import org.stroma.codes.check.Mod1021;

/** The character sets of GS1 data (GS1 General Specifications, 7.11). */
public enum CharacterSet {

    /** Digits. */
    NUMERIC(Alphabet.DIGITS, Gs1Reason.NOT_A_DIGIT),

    /** The 82 invariant characters of ISO/IEC 646. */
    SET_82(Mod1021.SET_82, Gs1Reason.NOT_IN_SET_82),

    /** Number sign, hyphen, solidus, digits and capital letters. */
    SET_39(new Alphabet("#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"), Gs1Reason.NOT_IN_SET_39),

    /** Base64 safe for URIs, padded with equals signs at its end. */
    SET_64(new Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), Gs1Reason.NOT_IN_SET_64);

    private static final int PADDED_LENGTH = 3;

    private final Alphabet characters;
    private final Gs1Reason reason;

    CharacterSet(Alphabet characters, Gs1Reason reason) {
        this.characters = characters;
        this.reason = reason;
    }

    /** The first character that does not belong to the set, if any; the empty text belongs to each. */
    public Optional<Problem> check(String text) {
        int end = this == SET_64 ? endWithoutPadding(text) : text.length();
        int wrong = characters.firstOutside(text.substring(0, end));
        if (wrong >= 0) {
            return Optional.of(Problem.at(reason, wrong, 1, text.substring(wrong, wrong + 1)));
        }
        int padding = text.length() - end;
        // One or two signs, which fill the text up to a multiple of three: so the reference tests of GS1 have it.
        boolean padded = padding == 0 || (padding < PADDED_LENGTH && text.length() % PADDED_LENGTH == 0);
        return padded ? Optional.empty() : Optional.of(Problem.at(Gs1Reason.PADDING_OF_SET_64, end, padding));
    }

    private static int endWithoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        return end;
    }
}
