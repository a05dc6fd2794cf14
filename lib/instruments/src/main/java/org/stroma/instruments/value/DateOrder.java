package org.stroma.instruments.value;

/** What comes first in a date of three numbers whose year is last. */
public enum DateOrder {

    /**
     * The day between points ({@code 01.03.2026}: no region writes points and the month first), the month otherwise, as in the published
     * documents.
     */
    BY_SEPARATOR,
    /** The day: {@code 01/03/2026} is the first of March. */
    DAY_FIRST,
    /** The month: {@code 01/03/2026} is the third of January. */
    MONTH_FIRST;

    /** Whether the day comes first between such separators. */
    boolean isDayFirst(char separator) {
        return this == DAY_FIRST || this == BY_SEPARATOR && separator == '.';
    }

}
