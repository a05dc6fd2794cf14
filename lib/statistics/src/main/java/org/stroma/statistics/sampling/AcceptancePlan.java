package org.stroma.statistics.sampling;

import java.util.List;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Single sampling plan for inspection by attributes, ISO 2859-1:1999 (GB/T 2828.1-2012), tables 1, 2-A, 2-B and 2-C.
 *
 * <p>The tables are diagonal: a step to the next code letter equals a step to the next higher quality limit, so a plan follows from the
 * sum of both places. Arrows are resolved here. A sample as large as the lot means that every unit is inspected.
 *
 * @param letter code letter of the plan used, after arrows
 * @param sampleSize units to draw
 * @param acceptance most nonconforming units with which the lot passes
 * @param rejection fewest nonconforming units with which it fails
 * @param everyUnit true if the sample is the whole lot
 */
public record AcceptancePlan(char letter, int sampleSize, int acceptance, int rejection, boolean everyUnit) {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRS";
    private static final int[] SIZES = {2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150};
    private static final int[] REDUCED_SIZES = {2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800};
    private static final List<String> LIMITS = List.of("0.010", "0.015", "0.025", "0.040", "0.065", "0.10", "0.15",
            "0.25", "0.40", "0.65",
            "1.0", "1.5", "2.5", "4.0", "6.5", "10", "15", "25", "40", "65", "100", "150", "250", "400", "650", "1000");
    private static final int DIAGONAL = 14;
    private static final int TEN_PERCENT = 15;
    private static final int UP = -1;
    private static final int DOWN = -2;
    private static final int[] NORMAL = {0, UP, DOWN, 1, 2, 3, 5, 7, 10, 14, 21, 30, 44};
    private static final int[] TIGHTENED = {DOWN, 0, DOWN, DOWN, 1, 2, 3, 5, 8, 12, 18, 27, 41};
    private static final int[] REDUCED = {0, UP, DOWN, DOWN, 1, 2, 3, 5, 6, 8, 10, UP, UP};

    /** Acceptance quality limits of the standard, in percent or per 100 units, ascending. */
    public static List<String> qualityLimits() {
        return LIMITS;
    }

    /**
     * The plan for a lot.
     *
     * @param qualityLimit acceptance quality limit (AQL), one of {@link #qualityLimits}, compared as a number
     * @throws StatisticsRefusal {@code out-of-range} for a lot below 2, {@code unknown-quality-limit},
     *     {@code reduced-above-ten} for reduced inspection with a limit above 10
     */
    public static AcceptancePlan of(int lotSize, InspectionLevel level, double qualityLimit, Inspection inspection) {
        if (lotSize < 2) {
            throw StatisticsRefusal.of("out-of-range", "name", "lotSize", "range", "[2, ∞)", "value", lotSize);
        }
        int column = column(qualityLimit);
        if (inspection == Inspection.REDUCED && column > TEN_PERCENT) {
            throw StatisticsRefusal.of("reduced-above-ten", "limit", qualityLimit);
        }
        int row = resolve(LETTERS.indexOf(level.letter(lotSize)), column, inspection);
        int size = (inspection == Inspection.REDUCED ? REDUCED_SIZES : SIZES)[row];
        int acceptance = cell(row, column, inspection);
        return new AcceptancePlan(LETTERS.charAt(row), Math.min(size, lotSize), acceptance, acceptance + 1,
                size >= lotSize);
    }

    /** The next stricter quality limit, or the same if there is none. */
    static double oneStepTighter(double qualityLimit) {
        return Double.parseDouble(LIMITS.get(Math.max(0, column(qualityLimit) - 1)));
    }

    /** Follows arrows: down to larger, up to smaller samples; where an arrow leaves the table, the other way. */
    private static int resolve(int row, int column, Inspection inspection) {
        int last = inspection == Inspection.TIGHTENED ? LETTERS.length() - 1 : LETTERS.length() - 2;
        int cell = cell(row, column, inspection);
        if (cell >= 0) {
            return row;
        }
        int step = cell == UP ? -1 : 1;
        for (int at = row + step; at >= 0 && at <= last; at += step) {
            int next = cell(at, column, inspection);
            if (next >= 0) {
                return at;
            }
        }
        for (int at = row - step; at >= 0 && at <= last; at -= step) {
            if (cell(at, column, inspection) >= 0) {
                return at;
            }
        }
        throw new IllegalStateException("no plan in the column");
    }

    private static int cell(int row, int column, Inspection inspection) {
        int place = row + column - DIAGONAL;
        if (row == LETTERS.length() - 1) {
            return inspection == Inspection.TIGHTENED && place == 4 ? 1 : UP;
        }
        if (place < 0) {
            return DOWN;
        }
        int[] diagonal = switch (inspection) {
            case NORMAL -> NORMAL;
            case TIGHTENED -> TIGHTENED;
            case REDUCED -> REDUCED;
        };
        boolean smallest = row == 0 && inspection == Inspection.TIGHTENED && place == 1;
        int end = row <= 4 ? diagonal.length : diagonal.length - 2;
        if (place >= end) {
            return UP;
        }
        return smallest ? DOWN : diagonal[place];
    }

    private static int column(double qualityLimit) {
        for (int i = 0; i < LIMITS.size(); i++) {
            if (Double.parseDouble(LIMITS.get(i)) == qualityLimit) {
                return i;
            }
        }
        throw StatisticsRefusal.of("unknown-quality-limit", "value", qualityLimit, "known", String.join(", ", LIMITS));
    }
}
