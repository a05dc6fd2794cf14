package org.stroma.statistics.stability;

/**
 * One test of one batch at one time.
 *
 * @param batch its number
 * @param time since the start of storage, not negative, in the unit in which the shelf life is wanted
 * @param reading what was reported
 */
public record StabilityPoint(String batch, double time, Reading reading) {
    public StabilityPoint {
        if (!(time >= 0) || Double.isInfinite(time)) {
            throw new IllegalArgumentException("time " + time);
        }
    }

    /** A measured value. */
    public static StabilityPoint of(String batch, double time, double value) {
        return new StabilityPoint(batch, time, new Reading.Measured(value));
    }
}
