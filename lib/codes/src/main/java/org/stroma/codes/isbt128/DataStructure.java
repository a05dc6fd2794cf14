package org.stroma.codes.isbt128;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.stroma.codes.Problem;

/**
 * The data structures of ISBT 128 (ST-001 v6.2.2, table RT003 and section 2.4) by number, data identifier and form of
 * their content. Tables for the meaning of contents are not here.
 */
public enum DataStructure {

    DONATION(1, "=", DonationNumber.FACILITY_PATTERN + "[0-9]{8}" + DonationFlag.PATTERN, 15,
            text -> first(LabelledDonation.parse(text).problems())),
    BLOOD_GROUPS(2, "=%", "[0-9A-Z]{4}", 4),
    PRODUCT_CODE(3, "=<", ProductCode.PATTERN, 8, text -> first(ProductCode.parse(text).problems())),
    EXPIRATION_DATE(4, "=>", "[0-9]{6}", 6, DataStructure::day),
    EXPIRATION_TIME(5, "&>", "[0-9]{10}", 10, DataStructure::time),
    COLLECTION_DATE(6, "=*", "[0-9]{6}", 6, DataStructure::day),
    COLLECTION_TIME(7, "&*", "[0-9]{10}", 10, DataStructure::time),
    PRODUCTION_DATE(8, "=}", "[0-9]{6}", 6, DataStructure::day),
    PRODUCTION_TIME(9, "&}", "[0-9]{10}", 10, DataStructure::time),
    SPECIAL_TESTING(10, "&(", "[A-Z0-9]{5}", 5),
    RED_CELL_ANTIGENS_RETIRED(11, "={", "[0-9]{18}", 18),
    RED_CELL_ANTIGENS_GENERAL(12, "=\\", "[0-9]{18}", 18),
    RED_CELL_ANTIGENS_FINNISH(13, "&\\", "[0-9]{18}", 18),
    PLATELET_ANTIGENS(14, "&{", "[0-9]{18}", 18),
    HLA_A_B_ALLELES_RETIRED(15, "=[", "[A-Z0-9]{18}", 18),
    HLA_DRB1_ALLELES_RETIRED(16, "=\"", "[A-Z0-9]{18}", 18),
    CONTAINER_CATALOGUE(17, "=)", "[A-Za-z0-9][A-Z0-9]{2}[A-Za-z0-9]{7}", 10),
    CONTAINER_LOT(18, "&)", "[A-Za-z0-9]{10}", 10),
    DONOR(19, "=;", DonationNumber.FACILITY_PATTERN + "[0-9]{16}", 21),
    STAFF_MEMBER(20, "='", DonationNumber.FACILITY_PATTERN + "[A-Z0-9]{6}", 11),
    ITEM_CATALOGUE(21, "=-", "[A-Z0-9]{2}[A-Za-z0-9]{8}", 10),
    ITEM_LOT(22, "&-", "[A-Za-z0-9]{10}", 10),
    COMPOUND_MESSAGE(23, "=+", "[0-9]{5}", 5),
    PATIENT_BIRTH(24, "=#", "[0-9]{10}", 10, text -> IsbtDate.calendarProblem(text.substring(2))),
    /** Location, length of the number, number. */
    PATIENT(25, "&#", "[0-9]{4}[A-Za-z0-9]*", Repeats.characters(2, 2)),
    EXPIRATION_MONTH(26, "=]", "[0-9]{6}", 6, text -> IsbtDate.calendarProblem(text + "01")),
    INFECTION_MARKERS(27, "&\"", "[0-9]{18}", 18),
    CONSIGNMENT(28, "=$", DonationNumber.FACILITY_PATTERN + "[0-9]{11}", 16),
    DIMENSIONS(29, "&$", "[0-9]+", new Repeats(0, 2, 14)),
    RED_CELL_ANTIGENS_WITH_HISTORY(30, "&%", "[0-9]+", new Repeats(0, 3, 10)),
    FLEXIBLE_TIME(31, "=(", "[0-9]{12}([01][0-9]|2[0-3])[0-5][0-9]", 16,
            text -> IsbtDate.calendarProblem(text.substring(4, 12))),
    PRODUCT_DIVISIONS(32, "=,", "[A-Z0-9]{6}", 6),
    PROCESSING_FACILITY(33, "&+", "[A-NP-Z0-9]{5}[A-Z0-9]{6}", 11),
    PROCESSOR_PRODUCT(34, "=/", "[A-NP-Z0-9]{5}[A-Z0-9]{11}", 16),
    LOT(35, "&,1", "[A-Z0-9]{18}", 18),
    SUPPLEMENTAL_NUMBER(36, "&,2", "[A-Z0-9]{18}", 18),
    GLOBAL_DONOR_RETIRED(37, "&,3", "[1-9][0-9]{3}[A-Z0-9]{15}", 19),
    SINGLE_EUROPEAN_CODE(38, "&,4", "[A-Za-z0-9]{40}", 40),
    GLOBAL_DONOR(39, "&:", "[1-9][0-9]{3}[A-Z0-9]{13}[0-9]{2}", 19, IsbtCheck::twoDigitsProblem),
    CHAIN_OF_IDENTITY(40, "&/", ChainOfIdentity.PATTERN, 15);

    /**
     * How the length of a content follows from a number inside it.
     *
     * @param at where the number begins
     * @param digits how many digits it has
     * @param unit characters that follow for each one it counts
     */
    record Repeats(int at, int digits, int unit) {

        static Repeats characters(int at, int digits) {
            return new Repeats(at, digits, 1);
        }

        /** The length of the content that starts at a position, or empty if it cannot be told. */
        Optional<Integer> length(String text, int start) {
            int from = start + at;
            if (text.length() < from + digits || !text.substring(from, from + digits).matches("[0-9]+")) {
                return Optional.empty();
            }
            return Optional.of(at + digits + unit * Integer.parseInt(text.substring(from, from + digits)));
        }
    }

    private final int number;
    private final String identifier;
    private final Pattern pattern;
    private final Repeats length;
    private final Function<String, Optional<Problem>> check;

    DataStructure(int number, String identifier, String pattern, int length) {
        this(number, identifier, pattern, length, text -> Optional.empty());
    }

    DataStructure(int number, String identifier, String pattern, int length,
            Function<String, Optional<Problem>> check) {
        this(number, identifier, pattern, new Repeats(length, 0, 0), check);
    }

    DataStructure(int number, String identifier, String pattern, Repeats length) {
        this(number, identifier, pattern, length, text -> Optional.empty());
    }

    DataStructure(int number, String identifier, String pattern, Repeats length,
            Function<String, Optional<Problem>> check) {
        this.number = number;
        this.identifier = identifier;
        this.pattern = Pattern.compile(pattern);
        this.length = length;
        this.check = check;
    }

    private static Optional<Problem> day(String text) {
        return first(IsbtDate.parseDay(text).problems());
    }

    private static Optional<Problem> time(String text) {
        return first(IsbtDate.parseTime(text).problems());
    }

    private static Optional<Problem> first(java.util.List<Problem> problems) {
        return problems.stream().findFirst();
    }

    /** The number of the data structure, as three digits. */
    public String number() {
        return "%03d".formatted(number);
    }

    /** The data identifier in front of the content; for a donation only its first character, which is all it owns. */
    public String identifier() {
        return identifier;
    }

    /** The fixed length of the content; empty where the content says it itself. */
    public Optional<Integer> fixedLength() {
        return length.digits() == 0 ? Optional.of(length.at()) : Optional.empty();
    }

    Optional<Integer> lengthAt(String text, int start) {
        return fixedLength().or(() -> length.length(text, start));
    }

    /** The first flaw of a content of the right length. */
    Optional<Problem> check(String content) {
        return pattern.matcher(content).matches()
                ? check.apply(content)
                : Optional.of(Problem.at(IsbtReason.CONTENT, 0, content.length(), number()));
    }

    /** The data structure whose identifier stands at a position. */
    static Optional<DataStructure> findAt(String text, int position) {
        String two = text.substring(position, Math.min(position + 2, text.length()));
        if (two.matches("=[A-NP-Z1-9]")) {
            return Optional.of(DONATION);
        }
        return Stream.of(values())
                .filter(one -> one != DONATION && text.startsWith(one.identifier, position)).findFirst();
    }
}
