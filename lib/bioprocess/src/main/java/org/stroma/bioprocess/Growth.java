package org.stroma.bioprocess;

import java.util.OptionalDouble;

/**
 * One passage of a culture: viable cells seeded, viable cells harvested, and the time between.
 *
 * <p>Logarithms and rates are doubles; the counts stay exact. Both counts and the time must be positive: a culture that
 * yields nothing has no population doublings, it has failed.
 */
public record Growth(Cells seeded, Cells harvested, double hours) {

    private static final double LN2 = Math.log(2);

    /** What became of the number of cells. */
    public enum Course {
        GREW,
        UNCHANGED,
        /** Fewer were harvested than seeded: population doublings are negative and the doubling time is undefined. */
        LOST
    }

    public Growth {
        seeded.requireViable("cells seeded");
        harvested.requireViable("cells harvested");
        Numbers.positive(hours, "duration in hours");
    }

    public Course course() {
        int order = harvested.number().compareTo(seeded.number());
        if (order > 0) {
            return Course.GREW;
        }
        return order == 0 ? Course.UNCHANGED : Course.LOST;
    }

    /** N1 / N0. */
    public double fold() {
        return Numbers.positive(harvested.per(seeded).doubleValue(), "fold");
    }

    /** PD = log2(N1 / N0); negative when cells were lost. */
    public double populationDoublings() {
        return Math.log(fold()) / LN2;
    }

    /** µ = ln(N1 / N0) / t, in 1/h; negative when cells were lost. */
    public double specificRatePerHour() {
        return Math.log(fold()) / hours;
    }

    /** Td = t / PD, in hours; empty unless the culture grew. */
    public OptionalDouble doublingTimeHours() {
        return course() == Course.GREW ? OptionalDouble.of(hours / populationDoublings()) : OptionalDouble.empty();
    }
}
