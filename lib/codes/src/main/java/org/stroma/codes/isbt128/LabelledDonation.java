package org.stroma.codes.isbt128;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/** A donation number as a bar code carries it, with its flag (data structure 001). */
public record LabelledDonation(DonationNumber number, DonationFlag flag) {

    private static final int NUMBER_LENGTH = 13;
    private static final int LENGTH = 15;

    /** The number with the flag that lets a reader verify it. */
    public static LabelledDonation verifiable(DonationNumber number) {
        return new LabelledDonation(number, number.checkFlag());
    }

    /** Reads the fifteen characters of the content. A flag of type 3 must verify the number. */
    public static Reading<LabelledDonation> parse(String content) {
        if (content.length() != LENGTH) {
            return Reading.refused(Problem.length(IsbtReason.LENGTH, content, LENGTH));
        }
        String flag = content.substring(NUMBER_LENGTH);
        if (!flag.matches(DonationFlag.PATTERN)) {
            return Reading.refused(Problem.at(IsbtReason.FLAG, NUMBER_LENGTH, 2, flag));
        }
        return DonationNumber.parse(content.substring(0, NUMBER_LENGTH)).then(number -> {
            LabelledDonation donation = new LabelledDonation(number, new DonationFlag(flag));
            boolean wrong = donation.flag().kind() == DonationFlag.Kind.CHECK
                    && !donation.flag().equals(number.checkFlag());
            return wrong
                    ? Reading.refused(Problem.at(IsbtReason.FLAG_CHECK, NUMBER_LENGTH, 2, flag))
                    : Reading.accepted(donation);
        });
    }

    /** The data of the bar code: {@code =} and fifteen characters. */
    public String data() {
        return "=" + number.value() + flag.characters();
    }
}
