package org.stroma.statistics.interval;

import org.stroma.statistics.StatisticsRefusal;

/** Checks of levels given by a caller. */
public final class Confidence {

    private Confidence() {}

    /**
     * Returns the level if it lies strictly between 0 and 1.
     *
     * @throws StatisticsRefusal {@code out-of-range}
     */
    public static double require(String name, double level) {
        if (!(level > 0 && level < 1)) {
            throw StatisticsRefusal.of("out-of-range", "name", name, "range", "(0, 1)", "value", level);
        }
        return level;
    }
}
