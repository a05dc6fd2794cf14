package org.stroma.codes.gs1;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.stroma.codes.Problem;
import org.stroma.codes.check.Mod10;
import org.stroma.codes.check.Mod1021;
import org.stroma.codes.check.Mod97;

/**
 * Checks of the content of one part of a GS1 value, beyond its length and character set. Each finds the first flaw;
 * positions count from the start of the part. The names are those of the table of application identifiers.
 */
enum ContentCheck {

    CHECK(ContentCheck::checkDigit),
    CHECKPAIR(ContentCheck::checkPair),
    /** A GS1 company prefix at the start: at least four digits. Whether it is assigned only GS1 can say. */
    PREFIX1(text -> companyPrefix(text, 0)),
    /** The same behind an indicator or extension digit. */
    PREFIX2(text -> companyPrefix(text, 1)),
    DATE(DateChecks::date),
    DATE0(DateChecks::dateOrMonth),
    LONGDATE(DateChecks::longDate),
    HOURMINUTE(DateChecks::hourAndMinute),
    HOUR(DateChecks::hour),
    MINUTE(DateChecks::minute),
    SECOND(DateChecks::second),
    COUNTRY(text -> whole(IsoCodes.isCountry(text), Gs1Reason.COUNTRY, text)),
    /** A country, or 999 for several or none. */
    COUNTRIES(text -> whole(IsoCodes.isCountry(text) || "999".equals(text), Gs1Reason.COUNTRY, text)),
    COUNTRY2(text -> whole(IsoCodes.isCountryAlpha2(text), Gs1Reason.COUNTRY, text)),
    CURRENCY(text -> whole(IsoCodes.isCurrency(text), Gs1Reason.CURRENCY, text)),
    IBAN(ContentCheck::iban),
    PERCENT(ContentCheck::percentEncoding),
    PIECES(ContentCheck::pieces),
    /** Degrees north of the south pole, in 10⁻⁷. */
    LATITUDE(text -> whole(Long.parseLong(text) <= 1_800_000_000L, Gs1Reason.LATITUDE, text)),
    /** Degrees east, in 10⁻⁷. */
    LONGITUDE(text -> whole(Long.parseLong(text) <= 3_600_000_000L, Gs1Reason.LONGITUDE, text)),
    YESNO(text -> whole(text.matches("[01]"), Gs1Reason.YES_OR_NO, text)),
    HYPHEN(text -> whole("-".equals(text), Gs1Reason.HYPHEN, text)),
    IMPORTER(text -> whole(text.matches("[A-Za-z0-9_-]"), Gs1Reason.IMPORTER, text)),
    MEDIUM(text -> whole(text.matches("0[1-9]|10|[89][0-9]"), Gs1Reason.MEDIUM, text)),
    /** ISO/IEC 5218. */
    SEX(text -> whole(text.matches("[0129]"), Gs1Reason.SEX, text)),
    SEQUENCE(ContentCheck::sequence),
    ZERO(text -> whole(isZero(text), Gs1Reason.ZERO_REQUIRED, text)),
    NONZERO(text -> whole(!isZero(text), Gs1Reason.ZERO_FORBIDDEN, text)),
    /** Winding direction of a roll: in, out, undefined. */
    WINDING(text -> whole(text.matches("[019]"), Gs1Reason.WINDING, text)),
    NOZEROPREFIX(ContentCheck::noLeadingZero),
    NONDIGIT(text -> whole(!text.matches("[0-9]*"), Gs1Reason.NON_DIGIT_REQUIRED, text));

    private static final int SHORTEST_PREFIX = 4;
    private static final int SHORTEST_IBAN = 5;
    private static final int LONGEST_IBAN = 34;

    private final Function<String, Optional<Problem>> check;

    ContentCheck(Function<String, Optional<Problem>> check) {
        this.check = check;
    }

    static ContentCheck named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    Optional<Problem> check(String text) {
        return check.apply(text);
    }

    private static Optional<Problem> whole(boolean right, Gs1Reason reason, String text) {
        return right ? Optional.empty() : Optional.of(Problem.at(reason, 0, text.length(), text));
    }

    private static boolean isZero(String text) {
        return text.matches("0+");
    }

    private static Optional<Problem> checkDigit(String text) {
        return CharacterSet.NUMERIC.check(text).or(() -> {
            if (Mod10.verifies(text)) {
                return Optional.empty();
            }
            int last = text.length() - 1;
            String expected = String.valueOf(Mod10.checkDigit(text.substring(0, last)));
            return Optional.of(Problem.at(Gs1Reason.CHECK_DIGIT, last, 1, text.substring(last), expected));
        });
    }

    private static Optional<Problem> checkPair(String text) {
        int end = text.length() - 2;
        if (end < 0) {
            return Optional.of(Problem.at(Gs1Reason.CHECK_PAIR_MISSING, 0, text.length()));
        }
        return CharacterSet.SET_82.check(text.substring(0, end)).or(() -> Mod1021.verifies(text)
                ? Optional.empty()
                : Optional.of(Problem.at(Gs1Reason.CHECK_PAIR, end, 2, text.substring(end),
                        Mod1021.checkPair(text.substring(0, end)))));
    }

    private static Optional<Problem> companyPrefix(String text, int start) {
        int end = start + SHORTEST_PREFIX;
        if (text.length() < end) {
            return Optional.of(Problem.at(Gs1Reason.COMPANY_PREFIX, 0, text.length()));
        }
        return CharacterSet.NUMERIC.check(text.substring(start, end))
                .map(problem -> Problem.at(Gs1Reason.COMPANY_PREFIX, problem.position() + start, 1));
    }

    private static Optional<Problem> iban(String text) {
        if (text.length() < SHORTEST_IBAN || text.length() > LONGEST_IBAN) {
            return Optional.of(Problem.at(Gs1Reason.IBAN_LENGTH, 0, text.length()));
        }
        for (int i = 0; i < text.length(); i++) {
            if (!text.substring(i, i + 1).matches("[0-9A-Z]")) {
                return Optional.of(Problem.at(Gs1Reason.IBAN_CHARACTER, i, 1, text.substring(i, i + 1)));
            }
        }
        return Mod97.verifies(text)
                ? Optional.empty()
                : Optional.of(Problem.at(Gs1Reason.IBAN_CHECK, 2, 2, text.substring(2, 4)));
    }

    private static Optional<Problem> percentEncoding(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            String sequence = text.substring(at, Math.min(at + 3, text.length()));
            if (!sequence.matches("%[0-9A-Fa-f]{2}")) {
                return Optional.of(Problem.at(Gs1Reason.PERCENT_SEQUENCE, at, sequence.length(), sequence));
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> pieces(String text) {
        return CharacterSet.NUMERIC.check(text).or(() -> {
            if (text.isEmpty() || text.length() % 2 != 0) {
                return Optional.of(Problem.at(Gs1Reason.PIECES_LENGTH, 0, text.length()));
            }
            int half = text.length() / 2;
            String piece = text.substring(0, half);
            String total = text.substring(half);
            if (isZero(piece)) {
                return Optional.of(Problem.at(Gs1Reason.PIECE_ZERO, 0, half));
            }
            if (isZero(total)) {
                return Optional.of(Problem.at(Gs1Reason.PIECES_ZERO, half, half));
            }
            return whole(piece.compareTo(total) <= 0, Gs1Reason.PIECE_ABOVE_TOTAL, text);
        });
    }

    private static Optional<Problem> sequence(String text) {
        if (!text.matches("[1-9]/[1-9]")) {
            return Optional.of(Problem.at(Gs1Reason.SEQUENCE_FORM, 0, text.length(), text));
        }
        return whole(text.charAt(0) <= text.charAt(2), Gs1Reason.SEQUENCE_ABOVE_TOTAL, text);
    }

    private static Optional<Problem> noLeadingZero(String text) {
        boolean leading = text.length() > 1 && text.charAt(0) == '0';
        return leading ? Optional.of(Problem.at(Gs1Reason.LEADING_ZERO, 0, 1)) : Optional.empty();
    }
}
