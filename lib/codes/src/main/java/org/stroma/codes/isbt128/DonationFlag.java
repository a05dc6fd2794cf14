package org.stroma.codes.isbt128;

/**
 * The two flag characters behind a donation number (ST-001, table RT004). They are not part of the number.
 *
 * @param characters two digits or capital letters other than I, O, Q and Z
 */
public record DonationFlag(String characters) {

    static final String PATTERN = "[0-9A-HJ-NPR-Y]{2}";

    public static final DonationFlag NONE = new DonationFlag("00");

    /** What a flag is for. */
    public enum Kind {
        NOT_USED,
        /** Type 1: which container or label of a set; the same everywhere. */
        PROCESS,
        /** Type 2: means something only where it was printed. */
        LOCAL,
        /** Type 3: check of the number. */
        CHECK,
        RESERVED
    }

    public DonationFlag {
        if (!characters.matches(PATTERN)) {
            throw new IllegalArgumentException("not flag characters");
        }
    }

    public Kind kind() {
        if (!characters.matches("[0-9]{2}")) {
            return Kind.RESERVED;
        }
        int number = Integer.parseInt(characters);
        if (number == 0) {
            return Kind.NOT_USED;
        }
        if (number == 14 || number >= 97) {
            return Kind.RESERVED;
        }
        if (number < 20) {
            return Kind.PROCESS;
        }
        return number < 60 ? Kind.LOCAL : Kind.CHECK;
    }
}
