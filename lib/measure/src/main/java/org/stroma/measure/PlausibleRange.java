package org.stroma.measure;

/**
 * Between which sizes a value can be at all, limits included. A newborn of 3420 kg is a slip of the unit, not a finding;
 * such a value is neither met nor failed, it is asked for again.
 */
public record PlausibleRange(Quantity lowest, Quantity highest) {

    public PlausibleRange {
        if (lowest.compareTo(highest) > 0) {
            throw new IllegalArgumentException("a range from " + lowest + " to " + highest + " is empty");
        }
    }

    /** @throws UnlikeUnits if the value is on another scale */
    public boolean holds(Quantity value) {
        return value.compareTo(lowest) >= 0 && value.compareTo(highest) <= 0;
    }
}
