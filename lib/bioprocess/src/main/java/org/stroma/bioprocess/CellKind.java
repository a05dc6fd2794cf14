package org.stroma.bioprocess;

/** Which cells a number counts; numbers of different kinds are never added or divided by each other. */
public enum CellKind {
    /** Living cells only. */
    VIABLE,
    /** Living and dead cells. */
    TOTAL
}
