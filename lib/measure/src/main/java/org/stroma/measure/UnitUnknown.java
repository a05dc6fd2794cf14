package org.stroma.measure;

/** A code that is not a unit of measure of the closed list in {@link UnitOfMeasure}. */
public final class UnitUnknown extends MeasureException {
    private static final long serialVersionUID = 1L;

    UnitUnknown(String code, String reason) {
        super("UNIT_UNKNOWN", "\"" + code + "\" is not a unit of measure: " + reason);
    }
}
