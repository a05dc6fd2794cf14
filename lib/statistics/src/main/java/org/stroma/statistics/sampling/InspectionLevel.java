package org.stroma.statistics.sampling;

/** Inspection levels of ISO 2859-1, with the code letter of each band of lot sizes (table 1). */
public enum InspectionLevel {
    S1("AAAABBBBCCCCDDD"), S2("AAABBBCCCDDDEEE"), S3("AABBCCDDEEFFGGH"), S4("AABCCDEEFGGHJJK"), I("AABCCDEFGHJKLMN"),
    II("ABCDEFGHJKLMNPQ"), III(
            "BCDEFGHJKLMNPQR");

    private static final int[] UP_TO = {8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10000, 35000, 150000, 500000,
            Integer.MAX_VALUE};

    private final String letters;

    InspectionLevel(String letters) {
        this.letters = letters;
    }

    /** Code letter of a lot of at least two units. */
    char letter(int lotSize) {
        int band = 0;
        while (lotSize > UP_TO[band]) {
            band++;
        }
        return letters.charAt(band);
    }
}
