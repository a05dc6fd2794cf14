package org.stroma.codes.iscn;

/** One difference from the normal chromosomes of the ploidy of its line. */
public sealed interface Abnormality {

    /** As ISCN writes it, for example {@code +20}, {@code -Y} or {@code t(9;22)(q34;q11.2)}. */
    String notation();

    /** Whether the person was born with it (suffix {@code c}), as opposed to acquired by cells. */
    boolean constitutional();

    /** A whole chromosome more: 1 to 22, X or Y. */
    record Gain(String chromosome, boolean constitutional) implements Abnormality {

        @Override
        public String notation() {
            return "+" + chromosome + suffix(constitutional);
        }
    }

    /** A whole chromosome less: 1 to 22, X or Y. */
    record Loss(String chromosome, boolean constitutional) implements Abnormality {

        @Override
        public String notation() {
            return "-" + chromosome + suffix(constitutional);
        }
    }

    /**
     * A chromosome rearranged, or one that cannot be recognised ({@code mar}).
     *
     * @param description without sign and suffix
     * @param additional whether it comes on top of the normal chromosomes instead of replacing some
     */
    record Structural(String description, boolean additional, boolean constitutional) implements Abnormality {

        @Override
        public String notation() {
            return (additional ? "+" : "") + description + suffix(constitutional);
        }
    }

    private static String suffix(boolean constitutional) {
        return constitutional ? "c" : "";
    }
}
