package org.stroma.codes.isbt128;

import java.util.Optional;

import org.stroma.codes.Problem;
import org.stroma.codes.check.PureSystem;

/** Check characters of ISBT 128, all ISO/IEC 7064 MOD 37-2 (ST-001, appendix A; ST-017, appendix 1). */
public final class IsbtCheck {

    private IsbtCheck() {}

    /** The keyboard entry check character K of digits and capital letters. */
    public static char keyboardCharacter(String data) {
        return PureSystem.MOD_37_2.checkCharacter(data);
    }

    /** The same check as two digits from 00 to 36, as in donor identifiers (GRID) and Basic UDI-DI. */
    public static String twoDigits(String data) {
        return "%02d".formatted(PureSystem.MOD_37_2.checkValue(data));
    }

    /** Whether a text ends in the two check digits of what is in front of them. */
    static Optional<Problem> twoDigitsProblem(String data) {
        int end = data.length() - 2;
        String expected = twoDigits(data.substring(0, end));
        return data.endsWith(expected)
                ? Optional.empty()
                : Optional.of(Problem.at(IsbtReason.CHECK_DIGITS, end, 2, data.substring(end), expected));
    }
}
