package org.stroma.statistics.potency;

/** How treatments were allotted to units. */
public enum AssayDesign {
    COMPLETELY_RANDOMISED("completely-randomised"), RANDOMISED_BLOCK("randomised-block"), LATIN_SQUARE("latin-square");

    private final String code;

    AssayDesign(String code) {
        this.code = code;
    }

    /** The stable name. */
    public String code() {
        return code;
    }
}
