package org.stroma.measure;

/** A text that is not one number, result, age or time in a form this library reads. */
public final class NumberUnreadable extends MeasureException {
    private static final long serialVersionUID = 1L;

    NumberUnreadable(String text, String expected) {
        super("NUMBER_UNREADABLE", "\"" + text + "\" is not " + expected);
    }
}
