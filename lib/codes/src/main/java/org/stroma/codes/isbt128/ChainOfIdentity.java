package org.stroma.codes.isbt128;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/**
 * Chain of Identity identifier (data structure 040; ST-028): links everything that is made for one patient. Stock
 * products carry none before a patient is known.
 *
 * @param issuer five characters, the facility identification number of the issuing organisation
 * @param year two digits
 * @param sequence six digits or capital letters
 */
public record ChainOfIdentity(String issuer, String year, String sequence) {

    static final String PATTERN = "CH" + DonationNumber.FACILITY_PATTERN + "[0-9]{2}[A-Z0-9]{6}";

    public ChainOfIdentity {
        if (!("CH" + issuer + year + sequence).matches(PATTERN)) {
            throw new IllegalArgumentException("not a chain of identity identifier");
        }
    }

    /** Reads the fifteen characters that begin with CH. */
    public static Reading<ChainOfIdentity> parse(String content) {
        return content.matches(PATTERN)
                ? Reading.accepted(new ChainOfIdentity(content.substring(2, 7), content.substring(7, 9),
                        content.substring(9)))
                : Reading.refused(Problem.at(IsbtReason.CONTENT, 0, content.length(), content));
    }

    public String value() {
        return "CH" + issuer + year + sequence;
    }

    /** The keyboard entry check character. */
    public char checkCharacter() {
        return IsbtCheck.keyboardCharacter(value());
    }
}
