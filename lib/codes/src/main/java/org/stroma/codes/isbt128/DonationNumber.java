package org.stroma.codes.isbt128;

import java.util.ArrayList;
import java.util.List;

import org.stroma.codes.CompactText;
import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.check.PureSystem;

/**
 * Donation Identification Number (DIN, ST-001 2.4.1): unique in the world for a hundred years.
 *
 * @param facility five characters, the facility identification number registered with ICCBBA
 * @param year two digits of the nominal year
 * @param sequence six digits
 */
public record DonationNumber(String facility, String year, String sequence) {

    static final String FACILITY_PATTERN = "[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}";
    private static final int LENGTH = 13;
    private static final int FACILITY_LENGTH = 5;
    private static final int TYPE_3_OFFSET = 60;

    public DonationNumber {
        List<Problem> problems = problems(facility, year + sequence);
        if (!problems.isEmpty() || year.length() != 2) {
            throw new IllegalArgumentException("not a donation identification number: " + problems);
        }
    }

    /** Reads the thirteen characters, alone; blanks between them are allowed. */
    public static Reading<DonationNumber> parse(String text) {
        CompactText compact = CompactText.without(" ", text);
        return compact.restore(parseCompact(compact.text()));
    }

    /** Reads what a person typed: the number and the keyboard entry check character printed in the box behind it. */
    public static Reading<DonationNumber> parseKeyed(String text) {
        CompactText compact = CompactText.without(" ", text);
        return compact.restore(parseKeyedCompact(compact.text()));
    }

    private static Reading<DonationNumber> parseCompact(String text) {
        if (text.length() != LENGTH) {
            return wrongLength(text, LENGTH);
        }
        List<Problem> problems = problems(text.substring(0, FACILITY_LENGTH), text.substring(FACILITY_LENGTH));
        return Reading.of(problems, () -> of(text));
    }

    private static Reading<DonationNumber> parseKeyedCompact(String text) {
        if (text.length() != LENGTH + 1) {
            return wrongLength(text, LENGTH + 1);
        }
        return parseCompact(text.substring(0, LENGTH)).then(number -> {
            String typed = text.substring(LENGTH);
            return typed.equals(String.valueOf(number.checkCharacter()))
                    ? Reading.accepted(number)
                    : Reading.refused(Problem.at(IsbtReason.KEYBOARD_CHECK, LENGTH, 1, typed));
        });
    }

    private static Reading<DonationNumber> wrongLength(String text, int expected) {
        return Reading.refused(Problem.length(IsbtReason.LENGTH, text, expected));
    }

    static DonationNumber of(String thirteen) {
        return new DonationNumber(thirteen.substring(0, FACILITY_LENGTH),
                thirteen.substring(FACILITY_LENGTH, FACILITY_LENGTH + 2), thirteen.substring(FACILITY_LENGTH + 2));
    }

    private static List<Problem> problems(String facility, String digits) {
        List<Problem> problems = new ArrayList<>();
        if (!facility.matches(FACILITY_PATTERN)) {
            problems.add(Problem.at(IsbtReason.FACILITY, 0, facility.length(), facility));
        }
        if (!digits.matches("[0-9]{8}")) {
            problems.add(Problem.at(IsbtReason.DIGITS, facility.length(), digits.length(), digits));
        }
        return problems;
    }

    /** The thirteen characters. */
    public String value() {
        return facility + year + sequence;
    }

    /** The form printed for people, without flag and check character: {@code Z9999 26 000123}. */
    public String eyeReadable() {
        return facility + " " + year + " " + sequence;
    }

    /** The keyboard entry check character, printed in a box behind the number. */
    public char checkCharacter() {
        return PureSystem.MOD_37_2.checkCharacter(value());
    }

    /** The flag of type 3, which carries the same check inside a bar code. */
    public DonationFlag checkFlag() {
        return new DonationFlag(Integer.toString(TYPE_3_OFFSET + PureSystem.MOD_37_2.checkValue(value())));
    }
}
