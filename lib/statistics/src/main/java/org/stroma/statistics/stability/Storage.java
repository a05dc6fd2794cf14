package org.stroma.statistics.stability;

/** Labelled storage, which decides how far a shelf life may reach beyond the data (ICH Q1E, sections 2.4 and 2.5). */
public enum Storage {
    /** Controlled room temperature. */
    ROOM,
    /** 2 to 8 degrees Celsius. */
    REFRIGERATED,
    /** In a freezer, down to -20 degrees Celsius. */
    FROZEN,
    /** Colder than -20 degrees Celsius, for example in vapour of liquid nitrogen. */
    BELOW_MINUS_20
}
