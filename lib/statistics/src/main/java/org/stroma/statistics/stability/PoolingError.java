package org.stroma.statistics.stability;

/** Against which residual the equality of intercepts is tested; programs differ, and either can be validated. */
public enum PoolingError {
    /** Residual of the separate-lines model (SAS, LeBlond 2011). */
    FULL,
    /** Residual of the common-slope model. */
    REDUCED
}
