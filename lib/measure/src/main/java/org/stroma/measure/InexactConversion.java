package org.stroma.measure;

/** A conversion whose result has no finite decimal, such as one minute in hours; compare or round it instead. */
public final class InexactConversion extends MeasureException {
    private static final long serialVersionUID = 1L;

    InexactConversion(Quantity quantity, UnitOfMeasure target) {
        super("INEXACT_CONVERSION", quantity + " in " + target + " has no finite decimal");
    }
}
