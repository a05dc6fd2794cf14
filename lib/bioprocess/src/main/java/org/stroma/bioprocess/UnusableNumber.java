package org.stroma.bioprocess;

/**
 * Refusal of a number that no calculation here can use: not finite, negative, zero or out of its range.
 *
 * <p>Every check is written so that NaN fails it. The {@link #code()} is stable and may be shown, translated or stored.
 */
public final class UnusableNumber extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Why the number is refused. */
    public enum Kind {
        NOT_FINITE("bioprocess.number.not-finite", "is not a finite number"),
        NEGATIVE("bioprocess.number.negative", "is negative"),
        NOT_POSITIVE("bioprocess.number.not-positive", "is not greater than zero"),
        OUT_OF_RANGE("bioprocess.number.out-of-range", "is out of its range");

        private final String code;
        private final String text;

        Kind(String code, String text) {
            this.code = code;
            this.text = text;
        }
    }

    private final Kind kind;
    private final String quantity;
    private final String value;

    UnusableNumber(Kind kind, String quantity, String value) {
        super(quantity + " " + kind.text + ": " + value);
        this.kind = kind;
        this.quantity = quantity;
        this.value = value;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return kind.code;
    }

    /** The refused quantity with its unit, for example {@code "duration in hours"}. */
    public String quantity() {
        return quantity;
    }

    public String value() {
        return value;
    }
}
