package org.stroma.codes.iscn;

import java.util.Locale;

import org.stroma.codes.Reason;

/** Why a karyotype is refused; a person must then read the report. */
public enum IscnReason implements Reason {
    EMPTY,
    CHROMOSOME_NUMBER,
    SEX_CHROMOSOMES,
    /** No number of cells in square brackets. */
    CELLS_MISSING,
    /** An abnormality that this reader does not know. */
    NOT_UNDERSTOOD,
    /** {@code [cp5]}: a description put together from cells that differ. */
    COMPOSITE,
    /** {@code 45~47}. */
    RANGE,
    /** Cells of two individuals. */
    CHIMERA,
    /** In situ hybridisation or array, which describe no metaphases. */
    OTHER_METHOD,
    /** {@code idem} or {@code sl} without a line before it. */
    STEMLINE_MISSING,
    /** The number of chromosomes is not the one that the description gives. */
    NUMBER_DISAGREES,
    /** The cells of all lines are not the metaphases counted. */
    METAPHASES_DISAGREE;

    @Override
    public String key() {
        return "iscn." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
