package org.stroma.app.standard;

/** What it means if a requirement is not met. */
public enum Severity {
    /** Nobody may accept it. */
    BLOCKING("B"),
    /** It may be accepted with a signed justification and a quality event. */
    ACCEPTABLE("H"),
    /** It is shown. */
    WARNING("W");

    private final String letter;

    Severity(String letter) {
        this.letter = letter;
    }

    /** The letter used in standards and verdicts. */
    public String letter() {
        return letter;
    }
}
