package org.stroma.statistics.sampling;

/** Severity of inspection after ISO 2859-1. */
public enum Inspection {
    NORMAL, TIGHTENED, REDUCED
}
