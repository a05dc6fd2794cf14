package org.stroma.measure;

/** A refusal of this library, with a stable code that callers translate; the message is for developers. */
public abstract sealed class MeasureException extends IllegalArgumentException
        permits NumberUnreadable, UnitUnknown, UnlikeUnits, InexactConversion {
    private static final long serialVersionUID = 1L;
    private final String code;

    MeasureException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The stable code, in capitals: {@code UNLIKE_UNITS}. */
    public String code() {
        return code;
    }
}
