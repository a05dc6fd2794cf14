package org.stroma.statistics.stability;

import java.util.ArrayList;
import java.util.List;

/** Own data: viability of frozen lots over months and of fresh lots over hours. */
final class StabilityFixtures {
    private StabilityFixtures() {}

    /** Percent viable after thawing; three lots, seven times. */
    static List<StabilityPoint> frozen() {
        double[] months = {0, 3, 6, 9, 12, 18, 24};
        double[][] lots = {{92.1, 91.8, 91.9, 91.2, 91.0, 90.6, 89.9}, {91.4, 91.5, 90.9, 90.6, 90.7, 89.8, 89.5},
                {92.6, 92.2, 91.7, 91.9, 91.3, 90.8, 90.6}};
        return points("L", months, lots);
    }

    /** Percent viable at 2-8 degrees; three lots, six times. */
    static List<StabilityPoint> fresh() {
        double[] hours = {0, 6, 12, 24, 36, 48};
        double[][] lots = {{95.8, 94.9, 94.0, 91.6, 89.0, 86.2}, {96.2, 94.6, 93.1, 89.3, 85.4, 81.0},
                {95.1, 94.4, 93.2, 91.0, 88.1, 85.3}};
        return points("F", hours, lots);
    }

    static double value(StabilityPoint point) {
        return ((Reading.Measured) point.reading()).value();
    }

    private static List<StabilityPoint> points(String prefix, double[] times, double[][] lots) {
        List<StabilityPoint> points = new ArrayList<>();
        for (int lot = 0; lot < lots.length; lot++) {
            for (int i = 0; i < times.length; i++) {
                points.add(StabilityPoint.of(prefix + (lot + 1), times[i], lots[lot][i]));
            }
        }
        return points;
    }
}
