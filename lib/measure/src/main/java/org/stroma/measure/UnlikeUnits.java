package org.stroma.measure;

/** Two quantities that have no common scale: a percent and a fraction, cells and vials, viable and total cells. */
public final class UnlikeUnits extends MeasureException {
    private static final long serialVersionUID = 1L;

    UnlikeUnits(String one, String other) {
        super("UNLIKE_UNITS", "\"" + one + "\" and \"" + other + "\" have no common scale");
    }
}
