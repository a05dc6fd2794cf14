package org.stroma.app.standard;

/** What a requirement can come out as. */
public enum Status {
    MET, NOT_MET,
    /** Evidence that is needed is not there, or does not count. */
    MISSING, NOT_APPLICABLE,
    /** Observed and reported; nothing was asked of it. */
    REPORTED
}
