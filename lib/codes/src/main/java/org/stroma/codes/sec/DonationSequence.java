package org.stroma.codes.sec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.isbt128.DonationNumber;

/**
 * Donation identification sequence, the first 21 characters. Material for further manufacture carries it alone.
 *
 * @param country two letters of ISO 3166-1
 * @param establishment six letters or digits, the tissue establishment in the EU compendium
 * @param donation thirteen letters or digits; the whole donation number where it is one of ISBT 128
 */
public record DonationSequence(String country, String establishment, String donation) {

    public static final int LENGTH = 21;
    private static final int ESTABLISHMENT_LENGTH = 6;
    private static final int DONATION_LENGTH = 13;

    public DonationSequence {
        if (!problems(country, establishment, donation).isEmpty()) {
            throw new IllegalArgumentException("not a donation identification sequence");
        }
    }

    /** Pads what is too short with zeros in front, as the directive asks for. */
    public static DonationSequence padded(String country, String establishment, String donation) {
        return new DonationSequence(country, zeros(establishment, ESTABLISHMENT_LENGTH),
                zeros(donation, DONATION_LENGTH));
    }

    public static DonationSequence of(String country, String establishment, DonationNumber donation) {
        return padded(country, establishment, donation.value());
    }

    /** Reads the 21 characters. */
    public static Reading<DonationSequence> parse(String text) {
        if (text.length() != LENGTH) {
            return Reading.refused(Problem.length(SecReason.LENGTH, text, LENGTH));
        }
        String country = text.substring(0, 2);
        String establishment = text.substring(2, 2 + ESTABLISHMENT_LENGTH);
        String donation = text.substring(2 + ESTABLISHMENT_LENGTH);
        return Reading.of(problems(country, establishment, donation),
                () -> new DonationSequence(country, establishment, donation));
    }

    private static List<Problem> problems(String country, String establishment, String donation) {
        List<Problem> problems = new ArrayList<>();
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(country)) {
            problems.add(Problem.at(SecReason.COUNTRY, 0, country.length(), country));
        }
        if (!establishment.matches("[0-9A-Z]{6}")) {
            problems.add(Problem.at(SecReason.ESTABLISHMENT, 2, establishment.length(), establishment));
        }
        if (!donation.matches("[0-9A-Z]{13}")) {
            problems.add(Problem.at(SecReason.DONATION, 2 + ESTABLISHMENT_LENGTH, donation.length(), donation));
        }
        return problems;
    }

    static String zeros(String text, int length) {
        return "0".repeat(Math.max(0, length - text.length())) + text;
    }

    public String value() {
        return country + establishment + donation;
    }
}
