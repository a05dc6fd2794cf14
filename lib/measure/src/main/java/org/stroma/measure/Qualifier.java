package org.stroma.measure;

/** Which cells a number counts; a count of viable cells is never compared with one of all cells. */
public enum Qualifier {
    /** The unit of measure counts no cells. */
    NONE, VIABLE, TOTAL
}
